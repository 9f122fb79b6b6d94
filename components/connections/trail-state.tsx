import type { Connection } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

type TrailStateProps = { connection: Pick<Connection, "heardAt" | "problem">; timeZone: string };

/** When events were taken last, and why they wait. */
export function TrailState({ connection: { heardAt, problem }, timeZone }: TrailStateProps) {
  return (
    <section aria-labelledby="trail">
      <h2 id="trail" className="mb-2 font-semibold text-lg">{t`Events`}</h2>
      <p className="max-w-prose text-muted">
        {heardAt ? t`Taken last on ${formatMoment(heardAt, timeZone)}.` : t`None has been taken yet.`}
      </p>
      {problem && (
        <p className="mt-3 max-w-prose border-danger border-l-2 pl-3">{t`They wait since ${formatMoment(problem.at, timeZone)}, and are sent again by themselves. ${problem.said}`}</p>
      )}
    </section>
  );
}
