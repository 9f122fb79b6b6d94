"use client";

import { type FormEvent, useState } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { roleSchema } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { SelectField } from "../ui/select-field";
import type { MappingRow } from "./mapping-rows";
import { NameField } from "./name-field";
import { RoleRows } from "./role-rows";
import { SaveRow, useSave } from "./save-row";

/** A connection by which people sign in. */
export type Provider = { readonly id: string; readonly name: string };

type ScimFormProps = {
  /** Null for a new one. */
  connection: ConnectionOf<"scim"> | null;
  providers: readonly Provider[];
};

/** How a directory keeps the institution's people. */
export function ScimForm({ connection, providers }: ScimFormProps) {
  const { busy, problem, done, save } = useSave(connection);
  const settings = connection?.settings;
  const [mayMakeAdmins, setMayMakeAdmins] = useState(settings?.mayMakeAdmins ?? false);
  const [roles, setRoles] = useState<readonly MappingRow[]>(
    settings?.roles.map(({ value, role }) => ({ value, target: role })) ?? [],
  );

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const signsInBy = `${fields.get("signs-in-by") ?? ""}`;
    await save({
      kind: "scim",
      name: `${fields.get("name") ?? ""}`,
      settings: {
        signsInBy: signsInBy === "" ? null : signsInBy,
        mayMakeAdmins,
        roles: roles.map(({ value, target }) => ({ value, role: roleSchema.parse(target) })),
      },
    });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-8">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`General Hospital’s directory`} />
        <SelectField
          label={t`People whose accounts it makes`}
          name="signs-in-by"
          defaultValue={settings?.signsInBy ?? ""}
        >
          <option value="">{t`are mailed a link to choose a password`}</option>
          {providers.map(({ id, name }) => (
            <option key={id} value={id}>
              {t`sign in with ${name}, where externalId says who they are`}
            </option>
          ))}
        </SelectField>
      </div>
      <RoleRows
        note={t`The first row that names a group of the directory’s, or one of a person’s roles there, gives the role. Every group that no row names is a cohort.`}
        rows={roles}
        onChange={setRoles}
        mayMakeAdmins={mayMakeAdmins}
        onAdminsChange={setMayMakeAdmins}
        adminsLabel={t`It may make administrators, and change and close their accounts`}
      />
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
