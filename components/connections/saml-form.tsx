"use client";

import { type FormEvent, useState } from "react";
import { connections } from "@/lib/contract/connections";
import { LONGEST_METADATA } from "@/lib/domain/connections/input";
import type { ConnectionOf } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { TextArea } from "../ui/text-area";
import { DoorFields, useDoorFields } from "./door-fields";
import { NameField } from "./name-field";
import { SaveRow, useSave } from "./save-row";

type SamlFormProps = {
  /** Null for a new one. */
  connection: ConnectionOf<"saml"> | null;
  cohorts: readonly { readonly id: string; readonly name: string }[];
};

type Told = { readonly entityId: string; readonly entryPoint: string; readonly certificates: string };

const SIGNED = ["either", "assertion", "response", "both"] as const;
const signedWords: Readonly<Record<(typeof SIGNED)[number], string>> = {
  either: t`the assertion or the response`,
  assertion: t`the assertion`,
  response: t`the response`,
  both: t`the assertion and the response`,
};

/** Until when certificates hold, by the last of them. */
function endsInWords(ends: readonly (string | null)[]): string {
  const last = ends
    .filter((end) => end !== null)
    .sort()
    .at(-1);
  return last
    ? t`The certificate by which it signs holds until ${formatDay(last, "UTC")}.`
    : t`What it gives for its certificate is none.`;
}

/** How people sign in by a provider of SAML 2.0. */
export function SamlForm({ connection, cohorts }: SamlFormProps) {
  const { busy, problem, done, save } = useSave(connection);
  const reading = useAction();
  const [ends, setEnds] = useState<readonly (string | null)[]>([]);
  const settings = connection?.settings;
  const door = useDoorFields(settings);
  const [source, setSource] = useState(settings?.metadataUrl ?? "");
  const [told, setTold] = useState<Told>({
    entityId: settings?.entityId ?? "",
    entryPoint: settings?.entryPoint ?? "",
    certificates: settings?.certificates.join("\n\n") ?? "",
  });
  const isAddress = /^https?:\/\//i.test(source.trim());

  const read = () =>
    reading.run(async () => {
      setEnds([]);
      const body = isAddress ? { address: source.trim() } : { xml: source };
      const answer = await call(connections.readMetadata, { body });
      if ("value" in answer) {
        const { certificates, ...rest } = answer.value;
        setEnds(certificates.map(({ until }) => until));
        setTold({ ...rest, certificates: certificates.map(({ base64 }) => base64).join("\n\n") });
      }
      return answer;
    });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => `${fields.get(name) ?? ""}`;
    await save({
      kind: "saml",
      name: text("name"),
      settings: {
        metadataUrl: isAddress ? source.trim() : null,
        entityId: told.entityId,
        entryPoint: told.entryPoint,
        certificates: told.certificates
          .split(/\n\s*\n|-----END CERTIFICATE-----/)
          .filter((each) => each.trim() !== ""),
        signed: SIGNED.find((each) => each === text("signed")) ?? "either",
        subject: text("subject"),
        claims: { email: text("email-claim"), name: text("name-claim"), groups: text("groups-claim") },
        ...door.read(fields),
      },
    });
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-8">
      <div className="space-y-4">
        <NameField name={connection?.name} placeholder={t`General Hospital`} />
        <TextArea
          label={t`The provider’s metadata: its address, or the XML itself`}
          value={source}
          onText={setSource}
          maxLength={LONGEST_METADATA}
          spellCheck={false}
          rows={3}
        />
        <div>
          <Button size="sm" busy={reading.busy} onClick={() => void read()}>{t`Read it`}</Button>
          <Problem text={reading.problem} />
          <p role="status" className="mt-2 text-muted text-sm">
            {ends.length > 0 && t`It was read. ${endsInWords(ends)} Add or save it to keep it.`}
          </p>
        </div>
        <Field
          label={t`Entity ID`}
          required
          spellCheck={false}
          value={told.entityId}
          onChange={(event) => setTold({ ...told, entityId: event.currentTarget.value })}
        />
        <Field
          label={t`Sign-in address (HTTP-Redirect)`}
          type="url"
          required
          spellCheck={false}
          value={told.entryPoint}
          onChange={(event) => setTold({ ...told, entryPoint: event.currentTarget.value })}
        />
        <TextArea
          label={t`Certificates by which it signs, an empty line between`}
          value={told.certificates}
          onText={(certificates) => setTold({ ...told, certificates })}
          maxLength={100_000}
          spellCheck={false}
          rows={4}
        />
      </div>
      <DoorFields state={door.state} change={door.change} settings={settings} cohorts={cohorts} />
      <details>
        <summary className="min-h-11 cursor-pointer py-2 font-medium">{t`Signatures and attributes`}</summary>
        <p className="mb-3 max-w-prose text-muted text-sm">{t`An attribute that is left empty is looked for by its usual names.`}</p>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t`What has to be signed`}
            name="signed"
            defaultValue={settings?.signed ?? "either"}
          >
            {SIGNED.map((each) => (
              <option key={each} value={each}>
                {signedWords[each]}
              </option>
            ))}
          </SelectField>
          <Field
            label={t`Attribute that says who somebody is`}
            name="subject"
            defaultValue={settings?.subject}
            placeholder={t`The name ID`}
          />
          <Field
            label={t`Attribute with the e-mail address`}
            name="email-claim"
            defaultValue={settings?.claims.email}
          />
          <Field label={t`Attribute with the name`} name="name-claim" defaultValue={settings?.claims.name} />
          <Field
            label={t`Attribute with the groups`}
            name="groups-claim"
            defaultValue={settings?.claims.groups}
          />
        </div>
      </details>
      <SaveRow isNew={connection === null} busy={busy} problem={problem} done={done} />
    </form>
  );
}
