import { assignments } from "@/lib/contract/assignments";
import type { AnswerOf } from "@/lib/contract/route";
import type { AssignmentTerms, Audience, NewAssignment, ReaderTerms } from "@/lib/domain/assignments/input";
import { call } from "../client/call";
import { onceMade } from "../client/once-made";

const options = { timeoutMs: 20_000 };

export type AudienceCheck = AnswerOf<typeof assignments.check>;

export const createAssignment = onceMade((assignment: NewAssignment) =>
  call(assignments.create, { body: assignment }, options),
);

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
