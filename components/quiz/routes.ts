import type { Mode } from "@/lib/domain/attempts/mode";

/** Where the player's cases come from. */
export type CaseSource = {
  readonly mode: Mode;
  /** Cases answered before, once more. */
  readonly again: boolean;
};

/** The page of a case. */
export function caseUrl({ mode, again }: CaseSource, caseId: string): string {
  return `/practice/${caseId}?mode=${mode}${again ? "&again=1" : ""}`;
}

/** Free practice with the cases that were answered before. */
export const againUrl = (mode: Mode): string => `/practice?mode=${mode}&again=1`;

export function signInUrl(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}

export function nextCasesUrl(source: CaseSource, exclude: readonly string[], limit: number): string {
  const query = new URLSearchParams({ mode: source.mode, exclude: exclude.join(","), limit: String(limit) });
  if (source.again) query.set("again", "1");
  return `/api/practice/next?${query}`;
}
