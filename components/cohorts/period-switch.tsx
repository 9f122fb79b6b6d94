import type { Period } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describePeriod, PERIODS, periodWords } from "@/lib/words/cohort-figures";
import { LinkSwitch } from "../ui/link-switch";

type PeriodSwitchProps = {
  period: Period;
  /** The page's own address for a period. */
  href: (weeks: Period["weeks"]) => string;
};

/** Over which weeks a page's figures are. It stands in the address. */
export function PeriodSwitch({ period, href }: PeriodSwitchProps) {
  return (
    <div className="mb-8 flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-y py-1.5 text-sm">
      <LinkSwitch
        label={t`Period`}
        options={PERIODS.map((weeks) => ({
          key: weeks,
          label: periodWords[weeks],
          href: href(weeks),
          current: weeks === period.weeks,
        }))}
      />
      <p className="text-muted">{describePeriod(period)}</p>
    </div>
  );
}
