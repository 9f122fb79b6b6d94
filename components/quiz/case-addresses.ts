import type { AssignmentRun } from "@/lib/domain/assignments/views";
import type { Mode } from "@/lib/domain/attempts/mode";

/** Where the player's cases come from: free practice, or an assignment with its own order and mode. */
export type CaseSource = {
  readonly mode: Mode;
  /** Cases answered before, once more. */
  readonly again: boolean;
  /** Null in free practice. */
  readonly assignment: AssignmentRun | null;
};

/** Free practice. */
export const practiceSource = (mode: Mode, again = false): CaseSource => ({ mode, again, assignment: null });

/** The page of a case. */
export function caseUrl({ mode, again, assignment }: CaseSource, caseId: string): string {
  if (assignment) return `/assignments/${assignment.id}/cases/${caseId}`;
  return `/practice/${caseId}?mode=${mode}${again ? "&again=1" : ""}`;
}

/** Free practice, begun although a case waits for its zone: that one is left for later. */
export const leavingUrl = ({ mode, again }: CaseSource): string =>
  `/practice?mode=${mode}${again ? "&again=1" : ""}&leave=1`;

/** Free practice with the cases that were answered before. */
export const againUrl = (mode: Mode): string => `/practice?mode=${mode}&again=1`;

export function signInUrl(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}
