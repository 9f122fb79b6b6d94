const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a reader may be reminded of an assignment: once in 24 hours. `at`: when it was done last; null: never. */
export function mayBeReminded(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() >= DAY_MS;
}
