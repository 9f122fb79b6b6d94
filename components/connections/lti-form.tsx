"use client";

import { type FormEvent, useState } from "react";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { ROLES, roleNames, roleSchema } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { TextArea } from "../ui/text-area";
import { Tick } from "../ui/tick";
import { JoiningFields } from "./joining-fields";
import { type MappingRow, MappingRows } from "./mapping-rows";
import { NameField } from "./name-field";
import { SaveRow, useSave } from "./save-row";

/** Those that a course may give. */
const targets = ROLES.filter((role) => role !== "admin").map((role) => ({
  value: role,
  label: roleNames[role],
}));

/** How a learning platform and Calot know each other. Null for a new connection. */
export function LtiForm({ connection }: { connection: ConnectionOf<"lti"> | null }) {
  const { busy, problem, done, save } = useSave(connection);
  const settings = connection?.settings;
  const [deployments, setDeployments] = useState(settings?.deployments.join("\n") ?? "");
  const [roles, setRoles] = useState<readonly MappingRow[]>(
    settings?.roles.map(({ value, role }) => ({ value, target: role })) ?? [],
  );

  const [courseCohorts, setCourseCohorts] = useState(settings?.courseCohorts ?? false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => `${fields.get(name) ?? ""}`;
    await save({
      kind: "lti",
      name: text("name"),
      settings: {
        issuer: text("issuer"),
        site: text("site") || text("issuer"),
        clientId: text("client-id"),
        authAddress: text("auth"),
        tokenAddress: text("token"),
        keysAddress: text("keys"),
        tokenAudience: text("audience"),
        deployments: deployments.split("\n").filter((line) => line.trim() !== ""),
        joining: fields.get("joining") === "anyone" ? "anyone" : "invited",
        otherwise: fields.get("otherwise") === "refuse" ? "refuse" : "keep",
        courseCohorts,
        roles: roles.map(({ value, target }) => ({ value, role: roleSchema.parse(target) })),
      },
    });
  }

  const address = (label: string, name: string, value: string | null | undefined, required = true) => (
    <Field
      label={label}
      name={name}
      type="url"
      required={required}
      spellCheck={false}
      defaultValue={value ?? undefined}
    />
  );

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-8">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`Moodle of the medical school`} />
        {address(t`Issuer (platform ID)`, "issuer", settings?.issuer)}
        {address(t`Where people use it, if that is another address`, "site", settings?.site, false)}
        <Field
          label={t`Client ID`}
          name="client-id"
          required
          spellCheck={false}
          autoComplete="off"
          defaultValue={settings?.clientId}
        />
        <TextArea
          label={t`Deployment IDs, one a line`}
          value={deployments}
          onText={setDeployments}
          maxLength={13_000}
          spellCheck={false}
          rows={2}
        />
        {address(t`Authentication request URL`, "auth", settings?.authAddress)}
        {address(t`Access token URL`, "token", settings?.tokenAddress)}
        {address(t`Public keyset URL`, "keys", settings?.keysAddress)}
        <Field
          label={t`Audience of token requests, if that is not their URL`}
          name="audience"
          spellCheck={false}
          defaultValue={settings?.tokenAudience ?? undefined}
        />
      </div>
      <fieldset className="space-y-4">
        <legend className="mb-1.5 font-medium">{t`Who comes in`}</legend>
        <JoiningFields
          settings={settings}
          getsOne={t`gets one at the first launch`}
          unnamed={t`Somebody whose roles are in no row below`}
        />
        <Tick
          on={courseCohorts}
          onChange={setCourseCohorts}
          label={t`Each course is a cohort, and follows the platform’s list of its learners`}
        />
      </fieldset>
      <MappingRows
        legend={t`Roles`}
        note={t`At each launch the first row that names a role of theirs in the course (Instructor, Learner, ContentDeveloper …) gives the role here. Without a row, roles stay as they are given here.`}
        targetLabel={t`Role`}
        targets={targets}
        rows={roles}
        onChange={setRoles}
      />
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
