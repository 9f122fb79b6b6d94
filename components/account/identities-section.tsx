"use client";

import { account } from "@/lib/contract/account";
import type { Door, OwnIdentity } from "@/lib/domain/connections/views";
import { startPath } from "@/lib/domain/identities/addresses";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button, buttonClasses } from "../ui/button";

type IdentitiesSectionProps = {
  identities: readonly OwnIdentity[];
  /** Providers of the institution that don't open the account yet. */
  doors: readonly Door[];
  timeZone: string;
};

/** By what else than a password the account opens. */
export function IdentitiesSection({ identities, doors, timeZone }: IdentitiesSectionProps) {
  const { busy, problem, run } = useAction();
  if (identities.length === 0 && doors.length === 0) return null;
  return (
    <section aria-labelledby="identities">
      <h2 id="identities" className="mb-2 font-semibold text-lg">{t`Signing in with your institution`}</h2>
      <p className="mb-4 max-w-prose text-muted">{t`What opens your account beside a password.`}</p>
      {identities.length > 0 && (
        <ul className="mb-4 divide-y divide-line border-line border-y">
          {identities.map(({ id, provider, label, linkedAt, lastAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
              <div className="min-w-0">
                <p className="break-words font-medium">{provider}</p>
                <p className="break-words text-muted text-sm">
                  {lastAt
                    ? t`${label}, since ${formatDay(linkedAt, timeZone)}; last used on ${formatDay(lastAt, timeZone)}`
                    : t`${label}, since ${formatDay(linkedAt, timeZone)}`}
                </p>
              </div>
              <Button
                size="sm"
                busy={busy}
                aria-label={t`Remove ${provider}, ${label}`}
                onClick={() => void run(() => call(account.removeIdentity, { params: { id } }))}
              >{t`Remove`}</Button>
            </li>
          ))}
        </ul>
      )}
      {doors.map(({ id, name }) => (
        <a
          key={id}
          href={`${startPath(id)}?purpose=link`}
          data-confirmed
          className={buttonClasses({}, "mr-2 mb-2")}
        >{t`Link ${name}`}</a>
      ))}
      <Problem text={problem} />
    </section>
  );
}
