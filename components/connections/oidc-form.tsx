"use client";

import { type FormEvent, useState } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { roleSchema } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { Tick } from "../ui/tick";
import { type MappingRow, MappingRows } from "./mapping-rows";
import { NameField } from "./name-field";
import { RoleRows } from "./role-rows";
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
  const [ticks, setTicks] = useState({
    atDoor: settings?.atDoor ?? true,
    signOutThere: settings?.signOutThere ?? true,
    mayMakeAdmins: settings?.mayMakeAdmins ?? false,
  });
  const [roles, setRoles] = useState<readonly MappingRow[]>(
    settings?.roles.map(({ value, role }) => ({ value, target: role })) ?? [],
  );
  const [inCohorts, setInCohorts] = useState<readonly MappingRow[]>(
    settings?.cohorts.map(({ value, cohortId }) => ({ value, target: cohortId })) ?? [],
  );

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
        ...ticks,
        joining: text("joining") === "anyone" ? ("anyone" as const) : ("invited" as const),
        claims: { email: text("email-claim"), name: text("name-claim"), groups: text("groups-claim") },
        roles: roles.map(({ value, target }) => ({ value, role: roleSchema.parse(target) })),
        otherwise: text("otherwise") === "refuse" ? ("refuse" as const) : ("keep" as const),
        cohorts: inCohorts.map(({ value, target }) => ({ value, cohortId: target })),
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
      <fieldset className="space-y-4">
        <legend className="mb-1.5 font-medium">{t`Who comes in`}</legend>
        <SelectField
          label={t`Somebody who has no account`}
          name="joining"
          defaultValue={settings?.joining ?? "invited"}
        >
          <option value="invited">{t`needs an invitation, or the password of an account, once`}</option>
          <option value="anyone">{t`gets one at the first sign-in`}</option>
        </SelectField>
        <SelectField
          label={t`Somebody whose groups are in no row below`}
          name="otherwise"
          defaultValue={settings?.otherwise ?? "keep"}
        >
          <option value="keep">{t`comes in, with the role there is`}</option>
          <option value="refuse">{t`doesn’t come in`}</option>
        </SelectField>
        <Tick
          on={ticks.atDoor}
          onChange={(atDoor) => setTicks({ ...ticks, atDoor })}
          label={t`Offer it on the sign-in page`}
        />
        <Tick
          on={ticks.signOutThere}
          onChange={(signOutThere) => setTicks({ ...ticks, signOutThere })}
          label={t`Signing out of Calot signs out there too`}
        />
      </fieldset>
      <RoleRows
        note={t`At each sign-in the first row whose group the provider names gives the role. Without a row, roles stay as they are given here.`}
        rows={roles}
        onChange={setRoles}
        mayMakeAdmins={ticks.mayMakeAdmins}
        onAdminsChange={(mayMakeAdmins) => setTicks({ ...ticks, mayMakeAdmins })}
        adminsLabel={t`Rows may make administrators, and take that from them`}
      />
      <MappingRows
        legend={t`Cohorts`}
        note={t`Residents join the cohort of the first row that fits, and leave those of the others. Cohorts in no row are left alone.`}
        targetLabel={t`Cohort`}
        targets={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
        rows={inCohorts}
        onChange={setInCohorts}
      />
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
