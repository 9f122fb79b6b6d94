import type { ContactFigures, FollowedFigures } from "@/lib/domain/cohorts/views";
import { plural, t } from "@/lib/language/t";
import {
  contactNotes,
  describeCount,
  describeInterval,
  followedNotes,
  suppressionWords,
} from "@/lib/words/cohort-figures";
import { NO_FIGURE } from "@/lib/words/figures";
import { IntervalLine } from "../charts/interval-line";
import { MetricName } from "../guide/metric-name";

type HeadlineProps = {
  figures: FollowedFigures;
  contact?: ContactFigures;
  /** A single resident's: nobody else is behind them. */
  ofOne?: boolean;
};

/**
 * The four figures side by side, each with its interval, its n and, on demand, what it says; beside them contact, where any
 * case has No-Go regions.
 */
export function Headline({ figures, contact, ofOne = false }: HeadlineProps) {
  const told = [
    ...followedNotes.map((note) => ({ note, estimate: figures[note.key], of: figures })),
    ...(contact && contact.contact.n > 0
      ? contactNotes.map((note) => ({ note, estimate: contact[note.key], of: contact }))
      : []),
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(9.5rem,100%),1fr))] gap-x-6 sm:gap-x-8 gap-y-6">
      {told.map(({ note, estimate, of }) => {
        const { suppressed } = of;
        const interval = describeInterval(estimate, note);
        return (
          <div key={note.key} className="break-inside-avoid border-line border-t pt-3">
            <dt className="text-muted text-sm">
              <MetricName note={note} />
            </dt>
            <dd>
              <p className="mt-1 font-medium text-3xl tracking-[-0.025em]">
                {suppressed ? NO_FIGURE : note.format(estimate.value, estimate.n)}
              </p>
              {suppressed ? (
                <p className="mt-1 text-muted text-xs">{t`Not shown: ${suppressionWords[suppressed]}.`}</p>
              ) : (
                <>
                  <IntervalLine
                    value={estimate.value}
                    interval={estimate.interval}
                    tone={ofOne ? "you" : "cohort"}
                    className="my-1.5 h-3.5 w-full max-w-56"
                  />
                  {interval && <p className="text-muted text-xs">{t`95% interval ${interval}`}</p>}
                </>
              )}
              <p className="text-muted text-xs">
                {ofOne ? t`n = ${plural(estimate.n, "# answer", "# answers")}` : describeCount(estimate, of)}
              </p>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
