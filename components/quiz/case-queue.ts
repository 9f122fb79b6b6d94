import type { StageCase } from "@/lib/domain/attempts/views";

/** A case that waits for its turn, with its place in the sitting, or in the reader's order of an assignment. */
export type QueuedCase = StageCase & { readonly number?: number };

/** The case on stage and those that come after it. Nothing in it tells an answer. */
export type CaseQueue = { readonly onStage: string; readonly upcoming: readonly QueuedCase[] };

/** How many cases the server may be asked to leave out at once. */
const EXCLUDE_LIMIT = 50;

export function newQueue(initial: QueuedCase, upcoming: readonly QueuedCase[]): CaseQueue {
  return addCases({ onStage: initial.id, upcoming: [] }, upcoming, []);
}

/** Adds cases behind those that wait, but for those on stage, waiting already, or answered and not sent. */
export function addCases(
  queue: CaseQueue,
  cases: readonly QueuedCase[],
  unsent: readonly string[],
): CaseQueue {
  const known = new Set([queue.onStage, ...unsent, ...queue.upcoming.map(({ id }) => id)]);
  const added = cases.filter(({ id }) => {
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
  return { ...queue, upcoming: [...queue.upcoming, ...added] };
}

/** Puts the next case on stage; null when none waits. */
export function takeCase(queue: CaseQueue): { stageCase: QueuedCase; queue: CaseQueue } | null {
  const [stageCase, ...upcoming] = queue.upcoming;
  return stageCase ? { stageCase, queue: { onStage: stageCase.id, upcoming } } : null;
}

/** The cases that the server need not send: first those in hand, then those it doesn't know to be answered. */
export function idsToExclude(queue: CaseQueue, unsent: readonly string[]): readonly string[] {
  const ids = new Set([queue.onStage, ...queue.upcoming.map(({ id }) => id), ...unsent]);
  return [...ids].slice(0, EXCLUDE_LIMIT);
}
