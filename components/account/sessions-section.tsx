"use client";

import type { OwnSessions } from "@/lib/domain/sessions/views";
import { t } from "@/lib/language/t";
import { browserInWords } from "@/lib/words/browser";
import { formatMoment } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { endOtherSessions, endSession } from "../people/api";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";

/** Where one is signed in, and the end of each. */
export function SessionsSection({ timeZone, sessions }: OwnSessions) {
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="mb-2 font-semibold text-lg">
        {t`Where you are signed in`}
      </h2>
      <p className="mb-4 max-w-prose text-muted">
        {t`Sign out where you don’t know the browser, and choose another password.`}
      </p>
      <ul className="divide-y divide-line border-line border-y">
        {sessions.map(({ id, agent, address, beganAt, seenAt, isThis }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-0">
              <p className="font-medium">
                {browserInWords(agent)}
                {isThis && <span className="ml-2 font-normal text-muted">{t`This browser`}</span>}
              </p>
              <p className="break-words text-muted text-sm">
                {t`From ${address}, since ${formatMoment(beganAt, timeZone)}; last used ${formatMoment(seenAt, timeZone)}`}
              </p>
            </div>
            {!isThis && (
              <Button
                size="sm"
                busy={busy}
                aria-label={t`Sign out ${browserInWords(agent)}, since ${formatMoment(beganAt, timeZone)}`}
                onClick={() => void run(() => endSession(id))}
              >
                {t`Sign out`}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem} />
      {sessions.length > 2 && (
        <Button className="mt-4" busy={busy} onClick={() => void run(endOtherSessions)}>
          {t`Sign out everywhere else`}
        </Button>
      )}
    </section>
  );
}
