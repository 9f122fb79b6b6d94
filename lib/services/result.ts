import type { z } from "zod";
import { t } from "@/lib/language/t";
import { refusalWords } from "../domain/assignments/refusal";
import { isAfterEnd, type Refusal } from "../domain/assignments/schedule";

/**
 * - invalid: the input is wrong in itself.
 * - not-found: there is no such thing, or the actor may not see it.
 * - forbidden: the actor's role doesn't do this.
 * - conflict: it contradicts what is stored.
 */
export type FailureCode = "invalid" | "not-found" | "forbidden" | "conflict";

/** A failure that was to be expected. `detail` is a sentence for people: what is wrong, and what to do. */
export type Failure = {
  readonly code: FailureCode;
  readonly detail: string;
  /** What of the input is wrong, where it is one part of it. The detail begins with it: `text: Write something first.` */
  readonly field?: string;
  /** An answer that came after the end of its assignment, and can be offered as a late one. */
  readonly late?: true;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, detail: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, detail } };
}

/** A refusal of an answer by the rules of its assignment's time. */
export function refuse(refusal: Refusal): { readonly ok: false; readonly failure: Failure } {
  const failure: Failure = { code: "conflict", detail: refusalWords[refusal] };
  return { ok: false, failure: isAfterEnd(refusal) ? { ...failure, late: true } : failure };
}

/** What may not be there, or not be the actor's to see. */
const missing = {
  account: t`There is no such account, or it is not yours to see.`,
  annotation: t`There is no such annotation, or it is not yours to see.`,
  answer: t`There is no such answer, or it is not yours to see.`,
  assignment: t`There is no such assignment, or it is not yours to see.`,
  "assignment with this case": t`There is no such assignment with this case, or it is not yours to see.`,
  attempt: t`There is no such attempt, or it is not yours to see.`,
  case: t`There is no such case, or it is not yours to see.`,
  "case in the library": t`There is no such case in the library, or it is not yours to see.`,
  "case of a review": t`There is no such case of a review, or it is not yours to see.`,
  "case set": t`There is no such case set, or it is not yours to see.`,
  "case set of yours": t`There is no such case set of yours, or it is not yours to see.`,
  clip: t`There is no such clip, or it is not yours to see.`,
  cohort: t`There is no such cohort, or it is not yours to see.`,
  "cohort or resident": t`There is no such cohort or resident, or it is not yours to see.`,
  connection: t`There is no such connection, or it is not yours to see.`,
  identity: t`There is no such identity, or it is not yours to see.`,
  colleague: t`There is no such colleague, or it is not yours to see.`,
  dataset: t`There is no such dataset, or it is not yours to see.`,
  frame: t`There is no such frame, or it is not yours to see.`,
  institution: t`There is no such institution, or it is not yours to see.`,
  "late answer": t`There is no such late answer, or it is not yours to see.`,
  import: t`There is no such import, or it was taken back already, or it is not yours to see.`,
  invitation: t`There is no such invitation, or it is not yours to see.`,
  "model run": t`There is no such model run, or it is not yours to see.`,
  "model run of this dataset": t`There is no such model run of this dataset, or it is not yours to see.`,
  page: t`There is no such page, or it is not yours to see.`,
  passkey: t`There is no such passkey, or it is not yours to see.`,
  person: t`There is no such person, or it is not yours to see.`,
  "published case set": t`There is no such published case set, or it is not yours to see.`,
  question: t`There is no such question, or it is not yours to see.`,
  reader: t`There is no such reader, or it is not yours to see.`,
  resident: t`There is no such resident, or it is not yours to see.`,
  review: t`There is no such review, or it is not yours to see.`,
  "reviewer among your faculty and directors": t`There is no such reviewer among your faculty and directors, or it is not yours to see.`,
  run: t`There is no such run, or it is not yours to see.`,
  session: t`There is no such session, or it is not yours to see.`,
  "set to share no video with": t`There is no such set to share no video with, or it is not yours to see.`,
  upload: t`There is no such upload, or it is not yours to see.`,
  sitting: t`There is no such sitting, or it is not yours to see.`,
  "year of training": t`There is no such year of training, or it is not yours to see.`,
} as const;

export const notFound = (what: keyof typeof missing) => fail("not-found", missing[what]);

/** An input that its schema refuses: the first thing wrong with it, with the place. */
export function invalid(error: z.ZodError): { readonly ok: false; readonly failure: Failure } {
  const issue = error.issues[0];
  const words = issue?.message ?? t`The input is not right.`;
  if (!issue?.path.length) return fail("invalid", words);
  return invalidField(issue.path.join("."), words);
}

/** One part of the input that is wrong, by its path: `noGo.0`. */
export function invalidField(
  field: string,
  words: string,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code: "invalid", detail: `${field}: ${words}`, field } };
}
