import { assignments } from "@/lib/contract/assignments";
import type { AnswerOf } from "@/lib/contract/route";
import type { AssignmentTerms, Audience, NewAssignment, ReaderTerms } from "@/lib/domain/assignments/input";
import { call } from "../client/call";

const options = { timeoutMs: 20_000 };

export type AudienceCheck = AnswerOf<typeof assignments.check>;

/** What was asked for last, unless it was answered that it is made: asked again, it is to be the same one. */
let asked: { readonly body: string; readonly id: string } | null = null;

export async function createAssignment(assignment: NewAssignment) {
  const body = JSON.stringify(assignment);
  const { id } = asked?.body === body ? asked : { id: crypto.randomUUID() };
  asked = { body, id };
  const answer = await call(assignments.create, { body: { ...assignment, id } }, options);
  if ("value" in answer) asked = null;
  return answer;
}

export const changeAssignment = (id: string, terms: AssignmentTerms) =>
  call(assignments.change, { params: { id }, body: terms }, options);

export const releaseResults = (id: string) => call(assignments.release, { params: { id } }, options);

export const beginAssignment = (id: string) => call(assignments.begin, { params: { id } }, options);

export const addReaders = (id: string, audience: Audience) =>
  call(assignments.addReaders, { params: { id }, body: audience }, options);

export const changeReader = (id: string, userId: string, terms: ReaderTerms) =>
  call(assignments.changeReader, { params: { id, userId }, body: terms }, options);

export const removeReader = (id: string, userId: string) =>
  call(assignments.removeReader, { params: { id, userId } }, options);

export const checkAudience = (caseSetId: string, audience: Audience, signal: AbortSignal) =>
  call(assignments.check, { body: { caseSetId, audience } }, { ...options, signal });
