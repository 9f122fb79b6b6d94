/*
 * Which attempt a page of the browser's history shows. It outlives a reload and a way back, and no other visit
 * to the same case: a result comes back where it was read, and a new visit begins a new attempt.
 */

/** The attempt whose zone was submitted on this very page. */
export function shownAttempt(): string | null {
  const state: unknown = window.history.state;
  if (typeof state !== "object" || state === null || !("calotAttempt" in state)) return null;
  return typeof state.calotAttempt === "string" ? state.calotAttempt : null;
}

export function showAttempt(attemptId: string | null): void {
  window.history.replaceState({ ...window.history.state, calotAttempt: attemptId }, "");
}
