import type { DoorSettings } from "@/lib/domain/connections/fields";
import { t } from "@/lib/language/t";
import { SelectField } from "../ui/select-field";

type JoiningFieldsProps = {
  settings: Pick<DoorSettings, "joining" | "otherwise"> | undefined;
  /** What becomes of somebody without an account where everybody gets one. */
  getsOne: string;
  /** Whom the rows don't name. */
  unnamed: string;
};

/** Who comes in of those who have no account, and of those whom no row names. */
export function JoiningFields({ settings, getsOne, unnamed }: JoiningFieldsProps) {
  return (
    <>
      <SelectField
        label={t`Somebody who has no account`}
        name="joining"
        defaultValue={settings?.joining ?? "invited"}
      >
        <option value="invited">{t`needs an invitation, or the password of an account, once`}</option>
        <option value="anyone">{getsOne}</option>
      </SelectField>
      <SelectField label={unnamed} name="otherwise" defaultValue={settings?.otherwise ?? "keep"}>
        <option value="keep">{t`comes in, with the role there is`}</option>
        <option value="refuse">{t`doesn’t come in`}</option>
      </SelectField>
    </>
  );
}
