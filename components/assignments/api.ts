import { assignments } from "@/lib/contract/assignments";
import type { AnswerOf } from "@/lib/contract/route";
import type { AssignmentTerms, Audience, NewAssignment, ReaderTerms } from "@/lib/domain/assignments/input";
import { call } from "../client/call";
import { onceMade } from "../client/once-made";

const options = { timeoutMs: 20_000 };

export type AudienceCheck = AnswerOf<typeof assignments.check>;

export const fetchChoices = () => call(assignments.choices, {}, options);

export const createAssignment = onceMade((assignment: NewAssignment) =>
  call(assignments.create, { body: assignment }, options),
);

export const changeAssignment = (id: string, terms: AssignmentTerms) =>
  call(assignments.change, { params: { id }, body: terms }, options);

export const releaseResults = (id: string) => call(assignments.release, { params: { id } }, options);

export const remindNotBegun = (id: string) => call(assignments.remind, { params: { id } }, options);

export const beginAssignment = (id: string) => call(assignments.begin, { params: { id } }, options);

export const addReaders = (id: string, audience: Audience) =>
  call(assignments.addReaders, { params: { id }, body: audience }, options);

export const changeReader = (id: string, userId: string, terms: ReaderTerms) =>
  call(assignments.changeReader, { params: { id, userId }, body: terms }, options);

export const removeReader = (id: string, userId: string) =>
  call(assignments.removeReader, { params: { id, userId } }, options);

/** What is assigned: a set, or cases. */
export type Content =
  | { readonly caseSetId: string; readonly publish?: boolean }
  | { readonly caseIds: readonly string[] };

export const checkAudience = (content: Content, audience: Audience, signal: AbortSignal) => {
  const of = "caseIds" in content ? { caseIds: [...content.caseIds] } : { caseSetId: content.caseSetId };
  return call(assignments.check, { body: { ...of, audience } }, { ...options, signal });
};
