import type { Mode } from "@/lib/domain/attempts/mode";

/** Where the player's cases come from: free practice, or an assignment. */
export type CaseSource = {
  readonly mode: Mode;
  readonly assignmentId: string | null;
  /** Cases answered before, once more. */
  readonly again: boolean;
};

/** The page of a case. */
export function caseUrl({ mode, assignmentId, again }: CaseSource, caseId: string): string {
  if (assignmentId) return `${assignmentUrl(assignmentId)}/cases/${caseId}`;
  return `/practice/${caseId}?mode=${mode}${again ? "&again=1" : ""}`;
}

/** The page of an assignment. */
export const assignmentUrl = (assignmentId: string): string => `/assignments/${assignmentId}`;

/** Free practice with the cases that were answered before. */
export const againUrl = (mode: Mode): string => `/practice?mode=${mode}&again=1`;

export function signInUrl(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}

export function nextCasesUrl(source: CaseSource, exclude: readonly string[], limit: number): string {
  const query = new URLSearchParams({ mode: source.mode, exclude: exclude.join(","), limit: String(limit) });
  if (source.again) query.set("again", "1");
  if (source.assignmentId) query.set("assignment", source.assignmentId);
  return `/api/practice/next?${query}`;
}
