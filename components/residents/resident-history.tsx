import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { cohortUrl } from "../cohorts/cohort-addresses";
import { TextLink } from "../ui/text-link";

type ResidentHistoryProps = Pick<ResidentPage, "history" | "timeZone" | "period"> & {
  /** Whether the resident is looking, whom cohorts' pages are not for. */
  own?: boolean;
};

/** Cohorts and years of training, the latest first. */
export function ResidentHistory({ history, timeZone, period, own = false }: ResidentHistoryProps) {
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="font-semibold">{t`Cohorts and years of training`}</h2>
      {history.length === 0 ? (
        <p className="mt-1 text-muted text-sm">{t`Neither a cohort nor a year of training is known.`}</p>
      ) : (
        <ol className="mt-2 divide-y divide-line border-line border-y text-sm">
          {history.toReversed().map(({ kind, id, name, from, until }) => (
            <li key={`${kind} ${from} ${name}`} className="flex flex-wrap justify-between gap-x-4 py-1.5">
              {kind === "cohort" && id && !own ? (
                <TextLink href={cohortUrl(id, { weeks: period.weeks })}>{name}</TextLink>
              ) : (
                <span className="inline-flex min-h-6 items-center">{name}</span>
              )}
              <span className="text-muted">
                {until
                  ? t`${formatDay(from, timeZone)} to ${formatDay(until, timeZone)}`
                  : t`since ${formatDay(from, timeZone)}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
