import type { OwnAnswer } from "./cards-of";
import type { Miss } from "./misses";

/** What a reader has to practise. */
export type PracticeState = {
  /** Kinds of miss whose sibling is due today. */
  readonly due: number;
  /** Where the sitting stands that was begun and left. */
  readonly sitting: { readonly at: number; readonly of: number } | null;
  /** The drill that was begun last and is not finished. */
  readonly drill: {
    readonly id: string;
    readonly aim: Miss;
    readonly at: number;
    readonly of: number;
  } | null;
  /** What the rest of the sitting takes, or what is due: whole minutes, by the reader’s own times. */
  readonly minutes: number;
};

/** The latest times that count, and what a case takes while none is known. */
const LATEST = 40;
const USUAL_MS = 60_000;

/** How many minutes some cases take a reader, by the median of the latest times; 1 at least. */
export function minutesFor(cases: number, answers: readonly Pick<OwnAnswer, "elapsedMs">[]): number {
  const times = answers.flatMap(({ elapsedMs }) => (elapsedMs === null ? [] : [elapsedMs])).slice(-LATEST);
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? USUAL_MS;
  return Math.max(1, Math.round((cases * median) / 60_000));
}
