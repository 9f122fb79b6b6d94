import type { Simulation } from "./simulate";

/** A median and the value that nine of ten stay below; null where so many didn’t get there. */
export type Spread = { readonly median: number | null; readonly p90: number | null };

/** What a simulation shows. Shares are 0 to 1. */
export type SimulationSummary = {
  readonly casesToClearTraps: Spread;
  readonly casesToMastery: Spread;
  readonly retained30Days: number | null;
  readonly skill: { readonly meanAbsoluteError: number; readonly correlation: number };
  readonly difficulty: { readonly correlation: number };
  /** Of the 95 % intervals of skills, how many hold the truth. */
  readonly covered: number;
};

export function summarize({ courses, difficulties }: Simulation): SimulationSummary {
  const retained = courses.flatMap((one) => (one.retained === null ? [] : [one.retained]));
  const skills = courses.flatMap((one) => one.skills);
  return {
    casesToClearTraps: spreadOf(courses.map(({ cleared }) => cleared)),
    casesToMastery: spreadOf(courses.map(({ mastered }) => mastered)),
    retained30Days: retained.length > 0 ? mean(retained) : null,
    skill: {
      meanAbsoluteError: mean(skills.map(({ p, truth }) => Math.abs(p - truth))),
      correlation: correlation(skills.map(({ p, truth }) => [p, truth])),
    },
    difficulty: { correlation: correlation(difficulties.map(({ estimated, truth }) => [estimated, truth])) },
    covered: mean(skills.map(({ from, to, truth }) => (from <= truth && truth <= to ? 1 : 0))),
  };
}

/** The lower of two in the middle, so that it is somebody’s. */
function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
  const at = (share: number): number | null => {
    const value = sorted[Math.ceil(share * sorted.length) - 1]!;
    return Number.isFinite(value) ? value : null;
  };
  return { median: at(0.5), p90: at(0.9) };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [a, b] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number): number =>
    pairs.reduce((so, [x, y]) => so + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}
