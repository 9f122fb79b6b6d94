import { z } from "zod";
import type { SetFields } from "@/lib/domain/case-sets/case-set";
import type { FormsRule, SetRule } from "@/lib/domain/case-sets/rule";
import type {
  CaseSetDetail,
  CaseSetSummary,
  FormsProposal,
  RuleProposal,
} from "@/lib/domain/case-sets/views";
import type { LibraryQuery } from "@/lib/domain/library/query";
import { writeLibraryQuery } from "@/lib/domain/library/query";
import type { LibraryCase, LibraryPage } from "@/lib/domain/library/views";

const TIMEOUT_MS = 15_000;

/** What came of a request: its value; or a sentence that says why there is none, with the status (0: unreachable). */
export type Answer<T> = { readonly value: T } | { readonly problem: string; readonly status: number };

const UNREACHABLE = "Calot can’t be reached just now. Try again in a moment.";
const problemSchema = z.object({ detail: z.string() });

async function ask<T>(url: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
    });
    const body: unknown = await response.json();
    if (response.ok) return { value: body as T };
    const problem = problemSchema.safeParse(body).data?.detail ?? UNREACHABLE;
    return { problem, status: response.status };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { problem: UNREACHABLE, status: 0 };
  }
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** A page of the library. An abort throws. */
export function fetchLibrary(
  query: LibraryQuery,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Answer<LibraryPage>> {
  const params = writeLibraryQuery(query);
  if (cursor) params.set("cursor", cursor);
  return ask(`/api/library?${params}`, { signal });
}

export const fetchLibraryCase = (id: string): Promise<Answer<LibraryCase>> => ask(`/api/library/cases/${id}`);

export const fetchSets = (): Promise<Answer<readonly CaseSetSummary[]>> => ask("/api/case-sets");

export const fetchSet = (id: string): Promise<Answer<CaseSetDetail>> => ask(`/api/case-sets/${id}`);

export const makeSet = (
  fields: Partial<SetFields> & { readonly name: string; readonly rule?: SetRule },
): Promise<Answer<{ id: string }>> => ask("/api/case-sets", json("POST", fields));

/** Stores a draft as a whole; status 412 where somebody else was first. It goes out even as the page is left. */
export const saveSet = (
  id: string,
  fields: SetFields & { readonly updatedAt: string },
): Promise<Answer<{ updatedAt: string }>> =>
  ask(`/api/case-sets/${id}`, { ...json("PUT", fields), keepalive: true });

export const addToSet = (
  id: string,
  caseIds: readonly string[],
): Promise<Answer<{ name: string; added: number; cases: number }>> =>
  ask(`/api/case-sets/${id}/cases`, json("POST", { caseIds }));

export const changeSet = (
  id: string,
  change: "publish" | "archive" | "restore" | "copy",
): Promise<Answer<{ id?: string }>> => ask(`/api/case-sets/${id}/${change}`, json("POST", {}));

export const proposeByRule = (rule: SetRule): Promise<Answer<RuleProposal>> =>
  ask("/api/case-sets/rule", json("POST", rule));

export const proposeForms = (rule: FormsRule): Promise<Answer<FormsProposal>> =>
  ask("/api/case-sets/forms", json("POST", rule));

export const makeForms = (forms: {
  readonly sets: readonly {
    readonly name: string;
    readonly purpose: string;
    readonly caseIds: readonly string[];
  }[];
  readonly shared: boolean;
  readonly rule: FormsRule;
}): Promise<Answer<{ ids: readonly string[] }>> => ask("/api/case-sets/families", json("POST", forms));
