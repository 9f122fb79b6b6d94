"use client";

import { type FormEvent, useState } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";
import { NameField } from "./name-field";
import { SaveRow, useSave } from "./save-row";

type AuditFormProps = {
  /** Null for a new one. */
  connection: ConnectionOf<"audit"> | null;
};

/** Where the audit trail is handed on to, and what of it. */
export function AuditForm({ connection }: AuditFormProps) {
  const { busy, problem, done, save } = useSave(connection);
  const settings = connection?.settings;
  const [answers, setAnswers] = useState(settings?.answers ?? false);
  const [backlog, setBacklog] = useState(settings?.backlog ?? false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => `${fields.get(name) ?? ""}`;
    const secret = text("secret");
    await save({
      kind: "audit",
      name: text("name"),
      settings: { address: text("address"), header: text("header"), answers, backlog },
      ...(secret !== "" && { secret }),
    });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-6">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`The hospital’s SIEM`} />
        <Field
          label={t`Address that takes events`}
          name="address"
          type="url"
          required
          spellCheck={false}
          defaultValue={settings?.address}
          placeholder={t`https://siem.hospital.example:8088/services/collector/raw`}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t`Secret header`}
            name="header"
            required
            spellCheck={false}
            autoComplete="off"
            defaultValue={settings?.header ?? "Authorization"}
          />
          <Field
            label={connection?.hasSecret ? t`Another value` : t`Its value`}
            name="secret"
            type="password"
            autoComplete="off"
            placeholder={connection?.hasSecret ? t`Kept; it is never shown` : t`Splunk 1f0c…`}
          />
        </div>
      </div>
      <div>
        <Tick
          on={answers}
          onChange={setAnswers}
          label={t`With answers one by one, which are most of the trail`}
        />
        {connection === null && (
          <Tick on={backlog} onChange={setBacklog} label={t`With what happened before it is added here`} />
        )}
      </div>
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
