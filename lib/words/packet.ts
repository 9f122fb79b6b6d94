import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { isLowerBetter, type MilestoneStanding } from "@/lib/domain/milestones/milestone";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { formatDecimal, formatFloored, formatPercent, formatShare, isFew, NO_FIGURE } from "./figures";

/** "Year 3, Surgery 2026": the cohorts that the resident is in. */
export function titleOf({ trainingYear, history }: Pick<ResidentPage, "trainingYear" | "history">): string {
  const cohorts = history
    .filter(({ kind, until }) => kind === "cohort" && until === null)
    .map(({ name }) => name);
  const year = trainingYear === null ? t`Year of training not known` : t`Year ${trainingYear} of training`;
  return inList([year, ...(cohorts.length > 0 ? cohorts : [t`in no cohort now`])], ",");
}

/** The notes written in the page's period, the latest first. */
export function notesOf({ notes, period }: Pick<ResidentPage, "notes" | "period">): ResidentPage["notes"] {
  const first = Date.parse(period.from);
  return notes
    .filter(({ at }) => period.weeks === "all" || Date.parse(at) >= first)
    .toSorted((one, other) => other.at.localeCompare(one.at));
}

/** What the curves say, in a sentence. */
export function calibrationNote({
  phaseCalibration: phase,
  zoneCalibration: zone,
}: Pick<ResidentPage, "phaseCalibration" | "zoneCalibration">): string {
  if (phase.n + zone.n === 0) return t`The resident never said how sure the answers were.`;
  return t`Up: the share that was right. Below the dashed line the resident was too sure. A dot’s area is its share of the ${plural(Math.max(phase.n, zone.n), "# answer", "# answers")} with a confidence. Brier: 0 is sure and right, 1 sure and wrong.`;
}

/** The value of a milestone's figure, in the figure's own unit; never rounded up to a level. */
export function standingValue({
  figure,
  value,
  n,
}: Pick<MilestoneStanding, "figure" | "value" | "n">): string {
  if (value === null) return NO_FIGURE;
  if (figure === "acc" || figure === "ha25")
    return isFew(n) ? formatShare(value, n) : formatPercent(Math.floor(value * 100 + 1e-9) / 100, 0);
  return isLowerBetter(figure)
    ? formatDecimal(Math.ceil(value * 1000 - 1e-9) / 1000, 3)
    : formatFloored(value);
}

/** "3 of 5", or why there is no level. */
export function levelWords({ level, levels, n }: Pick<MilestoneStanding, "level" | "levels" | "n">): string {
  if (level === null) return n === 0 ? t`no answers` : t`too few answers`;
  return level === 0 ? t`below 1 of ${levels.length}` : t`${level} of ${levels.length}`;
}
