"use client";

import { connections } from "@/lib/contract/connections";
import type { Deliveries } from "@/lib/domain/outbox/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";

type DeliveriesSectionProps = {
  connectionId: string;
  deliveries: Deliveries;
  timeZone: string;
};

/** What the other side was told, and what it doesn't take, with its reason. */
export function DeliveriesSection({ connectionId, deliveries, timeZone }: DeliveriesSectionProps) {
  const { sent, waiting, givenUp, stuck, more } = deliveries;
  const { busy, problem, run } = useAction();
  const again = (ids: readonly string[] | null) =>
    void run(() => call(connections.sendAgain, { params: { id: connectionId }, body: { ids } }));
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries" className="mb-2 font-semibold text-lg">{t`What was told there`}</h2>
      <p className="max-w-prose text-muted">
        {t`${plural(sent, "# sent", "# sent")} in the last 30 days, ${plural(waiting, "# waiting", "# waiting")}, ${plural(givenUp, "# given up", "# given up")}.`}
      </p>
      {stuck.length > 0 && (
        <>
          <ul className="mt-4 divide-y divide-line border-line border-y">
            {stuck.map(({ id, title, person, said, attempts, givenUpAt }) => (
              <li key={id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="break-words font-medium">{person ? t`${title}, of ${person}` : title}</p>
                  <p className="break-words">{said}</p>
                  <p className="text-muted text-sm">
                    {givenUpAt
                      ? t`Given up ${formatMoment(givenUpAt, timeZone)}, after ${plural(attempts, "# try", "# tries")}`
                      : t`It is tried again; ${plural(attempts, "# try", "# tries")} so far`}
                  </p>
                </div>
                <Button
                  size="sm"
                  busy={busy}
                  onClick={() => again([id])}
                  aria-label={t`Send again: ${title}`}
                >
                  {t`Send again`}
                </Button>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p className="mt-2 text-muted text-sm">{t`${plural(more, "and # more", "and # more")}`}</p>
          )}
          <div className="mt-4">
            <Button busy={busy} onClick={() => again(null)}>{t`Send all of them again`}</Button>
          </div>
        </>
      )}
      <Problem text={problem} />
    </section>
  );
}
