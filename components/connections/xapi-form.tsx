"use client";

import type { FormEvent } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { NameField } from "./name-field";
import { SaveRow, useSave } from "./save-row";

/** Which learning record store is told, and how people are named there. */
export function XapiForm({ connection }: { connection: ConnectionOf<"xapi"> | null }) {
  const { busy, problem, done, save } = useSave(connection);
  const settings = connection?.settings;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => `${fields.get(name) ?? ""}`;
    const secret = text("secret");
    await save({
      kind: "xapi",
      name: text("name"),
      settings: {
        endpoint: text("endpoint"),
        key: text("key"),
        actor: text("actor") === "mbox" ? "mbox" : "account",
      },
      ...(secret !== "" && { secret }),
    });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-8">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`The university’s learning records`} />
        <Field
          label={t`The store’s address (endpoint)`}
          name="endpoint"
          type="url"
          required
          spellCheck={false}
          defaultValue={settings?.endpoint}
          placeholder="https://lrs.university.example/xAPI"
        />
        <Field
          label={t`Key`}
          name="key"
          required
          spellCheck={false}
          autoComplete="off"
          defaultValue={settings?.key}
        />
        <Field
          label={connection?.hasSecret ? t`Another secret` : t`Secret`}
          placeholder={connection?.hasSecret ? t`Kept; it is never shown` : ""}
          name="secret"
          type="password"
          autoComplete="off"
          required={!connection?.hasSecret}
        />
        <SelectField
          label={t`People are named there`}
          name="actor"
          defaultValue={settings?.actor ?? "account"}
        >
          <option value="account">{t`by an id of Calot’s, which says nothing to others`}</option>
          <option value="mbox">{t`by their e-mail address`}</option>
        </SelectField>
      </div>
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
