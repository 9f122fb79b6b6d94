import type { AssignmentRun } from "@/lib/domain/assignments/views";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { SittingView } from "@/lib/domain/practice/sitting";
import { FIRST_CASE_URL } from "../guide/guide-addresses";

/** Where the player's cases come from: free practice, or an assignment with its own order and mode. */
export type CaseSource = {
  readonly mode: Mode;
  /** Cases answered before, once more. */
  readonly again: boolean;
  /** Whether an aid comes between the answer and its result; an assignment has its own setting. */
  readonly secondLook: boolean;
  /** Null in free practice. */
  readonly assignment: AssignmentRun | null;
  /** Of free practice, the sitting that they belong to; null where there is none. */
  readonly sitting: SittingView | null;
};

/** Free practice. */
export const practiceSource = (mode: Mode, { again = false, secondLook = false } = {}): CaseSource => ({
  mode,
  again,
  secondLook,
  assignment: null,
  sitting: null,
});

/** What an address of free practice says of it. */
const queryOf = ({ mode, again, secondLook }: Pick<CaseSource, "mode" | "again" | "secondLook">): string =>
  `mode=${mode}${again ? "&again=1" : ""}${secondLook ? "&look=2" : ""}`;

/** Free practice as an address asks for it. */
export const sourceOfQuery = (
  mode: Mode,
  query: { readonly again?: string | string[]; readonly look?: string | string[] },
): CaseSource => practiceSource(mode, { again: query.again === "1", secondLook: query.look === "2" });

/** Where free practice begins, or a drill goes on. */
export const practiceUrl = (source: CaseSource): string =>
  `/practice?${queryOf(source)}${isDrill(source) ? `&sitting=${source.sitting?.id}` : ""}`;

const isDrill = ({ sitting }: CaseSource): boolean => sitting?.purpose === "drill";

/** Where a drill begins, or goes on. */
export const drillUrl = (mode: Mode, id: string): string => `/practice?mode=${mode}&sitting=${id}`;

/** The case that explains itself, before it. */
export const firstCaseUrl = (source: CaseSource): string => `${FIRST_CASE_URL}?${queryOf(source)}`;

/** Where it ends. */
export const practiceEndUrl = (source: CaseSource): string => `/practice/done?${queryOf(source)}`;

/** The page of a case. */
export function caseUrl(source: CaseSource, caseId: string): string {
  if (source.assignment) return `/assignments/${source.assignment.id}/cases/${caseId}`;
  return `/practice/${caseId}?${queryOf(source)}`;
}

/** Free practice, begun although a case waits for its zone: that one is left for later. */
export const leavingUrl = (source: CaseSource): string => `${practiceUrl(source)}&leave=1`;

/** What is here without reception. */
export const ALONG_URL = "/along";

/** What a sitting came to, once its last case is answered. */
export const sittingUrl = (id: string, source: CaseSource): string =>
  `/practice/sittings/${id}?${queryOf(source)}`;

/** Free practice with the cases that were answered before. */
export const againUrl = (mode: Mode): string => practiceUrl(practiceSource(mode, { again: true }));

export function signInUrl(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}
