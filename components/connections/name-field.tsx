import { t } from "@/lib/language/t";
import { Field } from "../ui/field";

/** What a connection is called. */
export function NameField({ name, placeholder }: { name: string | undefined; placeholder: string }) {
  return (
    <Field
      label={t`Name, as people know it`}
      name="name"
      required
      maxLength={80}
      defaultValue={name}
      placeholder={placeholder}
    />
  );
}
