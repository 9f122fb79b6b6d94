import { numberFormat } from "@/lib/language/number-format";
import { plural, t } from "@/lib/language/t";
import { FEWEST_PEERS } from "../fewest-peers";
import { PHASE_OUTCOMES, summarizeAnswer, ZONE_OUTCOMES } from "../scoring/failure";
import { CONFIDENT, HIT_IOU } from "../scoring/thresholds";
import type { Concern } from "./views";

/** Rules look at the latest four weeks, the present one included, and at the eight before them. */
export const RECENT_WEEKS = 4;
export const COMPARED_WEEKS = 12;
/** With fewer answers than this, no rule is met. */
const FEWEST = 10;
const IDLE_DAYS = 21;

const percent = (share: number): string =>
  numberFormat({ style: "percent" }).format(Math.round(share * 100) / 100);

/** Every rule, in words for people. Nothing else makes a resident stand out. */
export const STUCK_RULES: Readonly<Record<"no-progress" | "one-failure" | "too-sure" | "idle", string>> = {
  "no-progress": t`At least ${plural(FEWEST, "# answer", "# answers")} in the last ${plural(RECENT_WEEKS, "# week", "# weeks")} and in the 8 before: no more hits (${`HA@${HIT_IOU}`}) than before, and fewer than three quarters of the cohort have.`,
  "one-failure": t`At least ${plural(FEWEST, "# answer", "# answers")} in the last ${plural(RECENT_WEEKS, "# week", "# weeks")}, and half of them failed in one and the same way.`,
  "too-sure": t`At least ${plural(FEWEST, "# answer", "# answers")} in the last ${plural(RECENT_WEEKS, "# week", "# weeks")}, and in a quarter of them the zone was wrong at a confidence of ${percent(CONFIDENT)} or more.`,
  idle: t`No answer for ${plural(IDLE_DAYS, "# day", "# days")} while an assignment is overdue.`,
};

/** Some weeks of a resident. */
export type WeeksOfResident = {
  /** Answers whose phase was asked for, and those of them that were hits with the right phase. */
  readonly n: number;
  readonly hits: number;
  /** As kept figures have them: by phase right, wrong, given; in each hit, shifted, too large, too small, missed. */
  readonly failures: readonly number[];
  readonly confidentlyWrong: number;
};

export type Standing = {
  readonly recent: WeeksOfResident;
  /** The eight weeks before the recent four. */
  readonly before: Pick<WeeksOfResident, "n" | "hits">;
  /** HA@0.25 that a quarter of the cohort's residents fall short of in the recent weeks; null where few answered. */
  readonly lowerQuartile: number | null;
  readonly lastAnswerAt: Date | null;
  readonly overdue: number;
};

/** The rules that a resident meets, with the numbers that meet them. */
export function concernsOf(standing: Standing, now: Date): Concern[] {
  return [noProgress(standing), oneFailure(standing), tooSure(standing), idle(standing, now)].filter(
    (concern) => concern !== null,
  );
}

function noProgress({ recent, before, lowerQuartile }: Standing): Concern | null {
  if (recent.n < FEWEST || before.n < FEWEST || lowerQuartile === null) return null;
  const [now, then] = [recent.hits / recent.n, before.hits / before.n];
  if (now > then || now >= lowerQuartile) return null;
  return {
    rule: "no-progress",
    text: t`${recent.hits} of ${plural(recent.n, "# answer", "# answers")} hit in the last ${plural(RECENT_WEEKS, "# week", "# weeks")} (${percent(now)}), ${before.hits} of ${before.n} in the 8 weeks before (${percent(then)}); three quarters of the cohort hit ${percent(lowerQuartile)} or more.`,
  };
}

function oneFailure({ recent: { failures } }: Standing): Concern | null {
  const n = failures.reduce((sum, count) => sum + count, 0);
  if (n < FEWEST) return null;
  const modes = failures.map((count, index) => ({
    count,
    phase: PHASE_OUTCOMES[Math.floor(index / ZONE_OUTCOMES.length)]!,
    zone: ZONE_OUTCOMES[index % ZONE_OUTCOMES.length]!,
  }));
  const worst = modes
    .filter(({ phase, zone }) => phase === "wrong" || zone !== "hit")
    .reduce((most, mode) => (mode.count > most.count ? mode : most));
  if (worst.count * 2 < n) return null;
  return {
    rule: "one-failure",
    text: t`${worst.count} of ${plural(n, "# answer", "# answers")} in the last ${plural(RECENT_WEEKS, "# week", "# weeks")}: ${summarizeAnswer(worst.phase, worst.zone)}.`,
  };
}

function tooSure({ recent: { failures, confidentlyWrong } }: Standing): Concern | null {
  const n = failures.reduce((sum, count) => sum + count, 0);
  if (n < FEWEST || confidentlyWrong * 4 < n) return null;
  return {
    rule: "too-sure",
    text: t`${confidentlyWrong} of ${plural(n, "# zone", "# zones")} in the last ${plural(RECENT_WEEKS, "# week", "# weeks")} were wrong at a confidence of ${percent(CONFIDENT)} or more.`,
  };
}

function idle({ lastAnswerAt, overdue }: Standing, now: Date): Concern | null {
  if (overdue === 0) return null;
  const days = lastAnswerAt && Math.floor((now.getTime() - lastAnswerAt.getTime()) / 86_400_000);
  if (days !== null && days < IDLE_DAYS) return null;
  const text =
    days === null
      ? t`No answer yet, and ${plural(overdue, "# assignment is overdue", "# assignments are overdue")}.`
      : t`No answer for ${plural(days, "# day", "# days")}, and ${plural(overdue, "# assignment is overdue", "# assignments are overdue")}.`;
  return { rule: "idle", text };
}

/** What a quarter of the residents with answers enough fall short of; null where fewer than five have: residents are told it. */
export function lowerQuartileOf(residents: readonly Pick<WeeksOfResident, "n" | "hits">[]): number | null {
  const shares = residents.filter(({ n }) => n >= FEWEST).map(({ n, hits }) => hits / n);
  return shares.length < FEWEST_PEERS ? null : quartilesOf(shares).low;
}

/** The quartiles of some values (Hyndman and Fan 1996, definition 7). */
export function quartilesOf(values: readonly number[]): { low: number; median: number; high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (place - Math.floor(place)) * (above - below);
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
