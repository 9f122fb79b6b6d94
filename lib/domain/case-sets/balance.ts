import { PHASES, type Phase } from "../phases";

/** What the balance of a set is made of. */
type BalancedCase = {
  readonly videoId: string;
  readonly phase: Phase;
  /** 0 to 1; null where nobody has answered it. */
  readonly difficulty: number | null;
  /** By model run: whether it hit, missed, or has not read it. */
  readonly models: readonly { readonly runId: string; readonly outcome: "hit" | "miss" | "none" }[];
  /** The cohorts of which somebody has answered it. */
  readonly seenBy: readonly string[];
};

/** Bars of the difficulty histogram: [0, 0.2), [0.2, 0.4) … [0.8, 1]. */
export const DIFFICULTY_BARS = 5;

type SetBalance = {
  readonly n: number;
  readonly phases: Readonly<Record<Phase, number>>;
  readonly videos: number;
  /** The most cases that one video gives. */
  readonly mostOfOneVideo: number;
  readonly difficulty: {
    readonly bars: readonly number[];
    /** Over those measured; null where none is. */
    readonly mean: number | null;
    readonly unmeasured: number;
  };
  /** By run: of how many cases that it read, how many it missed. */
  readonly models: ReadonlyMap<string, { readonly missed: number; readonly read: number }>;
  /** By cohort: how many cases somebody of it has answered. */
  readonly seen: ReadonlyMap<string, number>;
};

/** What a set is made up of. */
export function balanceOf(cases: readonly BalancedCase[]): SetBalance {
  const phases: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  const videos = new Map<string, number>();
  const bars = new Array<number>(DIFFICULTY_BARS).fill(0);
  const models = new Map<string, { missed: number; read: number }>();
  const seen = new Map<string, number>();
  const measured: number[] = [];
  for (const { videoId, phase, difficulty, models: outcomes, seenBy } of cases) {
    phases[phase] += 1;
    videos.set(videoId, (videos.get(videoId) ?? 0) + 1);
    if (difficulty !== null) {
      measured.push(difficulty);
      bars[barOf(difficulty)]! += 1;
    }
    for (const { runId, outcome } of outcomes) {
      const tally = models.get(runId) ?? { missed: 0, read: 0 };
      if (outcome !== "none") tally.read += 1;
      if (outcome === "miss") tally.missed += 1;
      models.set(runId, tally);
    }
    for (const cohort of seenBy) seen.set(cohort, (seen.get(cohort) ?? 0) + 1);
  }
  return {
    n: cases.length,
    phases,
    videos: videos.size,
    mostOfOneVideo: Math.max(0, ...videos.values()),
    difficulty: {
      bars,
      mean: measured.length === 0 ? null : measured.reduce((sum, each) => sum + each, 0) / measured.length,
      unmeasured: cases.length - measured.length,
    },
    models,
    seen,
  };
}

// The billionth forgives what binary fractions lose: 0.6 · 5 is a hair under 3.
const barOf = (difficulty: number): number =>
  Math.min(DIFFICULTY_BARS - 1, Math.floor(difficulty * DIFFICULTY_BARS + 1e-9));

/** "A 5, B 5, C 5, D 5" */
export function phasesInWords(phases: Readonly<Record<Phase, number>>): string {
  return PHASES.map((phase) => `${phase} ${phases[phase]}`).join(", ");
}
