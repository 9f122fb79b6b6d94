import { useId } from "react";
import { t } from "@/lib/language/t";
import { Field } from "../../ui/field";
import { SelectField } from "../../ui/select-field";

/** Which dataset cases come into: a new one, or one of those there are. */
export function DatasetField({ datasets }: { datasets: readonly string[] }) {
  const listId = useId();
  return (
    <>
      <Field
        label={t`Dataset`}
        name="dataset"
        required
        maxLength={200}
        list={listId}
        autoComplete="off"
        className="sm:col-span-2"
      />
      <datalist id={listId}>
        {datasets.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** Which video frames are of, and its split. */
export function VideoFields() {
  return (
    <>
      <Field label={t`Video`} name="video" required maxLength={99} autoComplete="off" placeholder="VID18" />
      <SelectField label={t`Split`} name="split">
        <option value="">{t`None, or as the video has it`}</option>
        <option value="train">{t`Train`}</option>
        <option value="test">{t`Test`}</option>
      </SelectField>
    </>
  );
}
