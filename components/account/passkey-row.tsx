"use client";

import { type FormEvent, useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import type { OwnPasskey } from "@/lib/domain/second-step/views";
import { t } from "@/lib/language/t";
import { formatDay, formatMoment } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";

type PasskeyRowProps = { passkey: OwnPasskey; timeZone: string };

/** One passkey: its name, which can be changed, and its end. */
export function PasskeyRow({ passkey, timeZone }: PasskeyRowProps) {
  const { id, name, madeAt, lastUsedAt, synced } = passkey;
  const { busy, problem, run } = useAction();
  const [renaming, setRenaming] = useState(false);
  const params = { id };

  async function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = { name: `${new FormData(event.currentTarget).get("name")}` };
    if (await run(() => call(secondStep.renamePasskey, { params, body }))) setRenaming(false);
  }

  const made = synced
    ? t`Passkey that your devices share, added on ${formatDay(madeAt, timeZone)}.`
    : t`Passkey of one device, added on ${formatDay(madeAt, timeZone)}.`;
  const used = lastUsedAt ? t`Last used ${formatMoment(lastUsedAt, timeZone)}.` : t`Not used yet.`;
  return (
    <li className="py-2.5">
      {renaming ? (
        <form
          method="post"
          onSubmit={(event) => void rename(event)}
          className="flex flex-wrap items-end gap-2"
        >
          <Field label={t`Name`} name="name" defaultValue={name} maxLength={60} required className="grow" />
          <Button type="submit" busy={busy}>{t`Rename`}</Button>
          <Button onClick={() => setRenaming(false)}>{t`Cancel`}</Button>
        </form>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
            <p className="text-muted text-sm">
              {made} {used}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="quiet"
              aria-label={t`Rename ${name}`}
              onClick={() => setRenaming(true)}
            >{t`Rename`}</Button>
            <Button
              size="sm"
              busy={busy}
              aria-label={t`Remove ${name}`}
              onClick={() => void run(() => call(secondStep.removePasskey, { params }))}
            >{t`Remove`}</Button>
          </div>
        </div>
      )}
      <Problem text={problem} />
    </li>
  );
}
