"use client";

import { type FormEvent, useState } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { Tick } from "../ui/tick";
import { DoorFields, useDoorFields } from "./door-fields";
import { NameField } from "./name-field";
import { SaveRow, useSave } from "./save-row";

type OidcFormProps = {
  /** Null for a new one. */
  connection: ConnectionOf<"oidc"> | null;
  cohorts: readonly { readonly id: string; readonly name: string }[];
};

/** How people sign in by a provider of OpenID Connect. */
export function OidcForm({ connection, cohorts }: OidcFormProps) {
  const { busy, problem, done, save } = useSave(connection);
  const settings = connection?.settings;
  const door = useDoorFields(settings);
  const [signOutThere, setSignOutThere] = useState(settings?.signOutThere ?? true);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => `${fields.get(name) ?? ""}`;
    const secret = text("secret");
    const body = {
      name: text("name"),
      settings: {
        issuer: text("issuer"),
        clientId: text("client-id"),
        scopes: text("scopes"),
        signOutThere,
        ...door.read(fields),
        claims: { email: text("email-claim"), name: text("name-claim"), groups: text("groups-claim") },
      },
      ...(secret !== "" && { secret }),
    };
    await save({ kind: "oidc", ...body });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-8">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`General Hospital`} />
        <Field
          label={t`Issuer`}
          name="issuer"
          type="url"
          required
          spellCheck={false}
          defaultValue={settings?.issuer}
          placeholder={t`https://login.hospital.example`}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t`Client ID`}
            name="client-id"
            required
            spellCheck={false}
            autoComplete="off"
            defaultValue={settings?.clientId}
          />
          <Field
            label={connection?.hasSecret ? t`Another client secret` : t`Client secret`}
            name="secret"
            type="password"
            autoComplete="off"
            placeholder={connection?.hasSecret ? t`Kept; it is never shown` : ""}
          />
        </div>
      </div>
      <DoorFields state={door.state} change={door.change} settings={settings} cohorts={cohorts}>
        <Tick
          on={signOutThere}
          onChange={setSignOutThere}
          label={t`Signing out of Calot signs out there too`}
        />
      </DoorFields>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 font-medium">{t`Scopes and claims`}</summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <Field
            label={t`Scopes`}
            name="scopes"
            required
            defaultValue={settings?.scopes ?? "openid email profile"}
          />
          <Field
            label={t`Claim with the groups`}
            name="groups-claim"
            required
            defaultValue={settings?.claims.groups ?? "groups"}
          />
          <Field
            label={t`Claim with the e-mail address`}
            name="email-claim"
            required
            defaultValue={settings?.claims.email ?? "email"}
          />
          <Field
            label={t`Claim with the name`}
            name="name-claim"
            required
            defaultValue={settings?.claims.name ?? "name"}
          />
        </div>
      </details>
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
