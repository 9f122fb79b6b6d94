import type { z } from "zod";
import { t } from "@/lib/language/t";

/**
 * - invalid: the input is wrong in itself.
 * - not-found: there is no such thing, or the actor may not see it.
 * - forbidden: the actor's role doesn't do this.
 * - conflict: it contradicts what is stored.
 */
export type FailureCode = "invalid" | "not-found" | "forbidden" | "conflict";

/** A failure that was to be expected. `detail` is a sentence for people: what is wrong, and what to do. */
export type Failure = { readonly code: FailureCode; readonly detail: string };

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, detail: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, detail } };
}

export const notFound = (what: string) =>
  fail("not-found", t`There is no such ${what}, or it is not yours to see.`);

/** An input that its schema refuses: the first thing wrong with it, with the place. */
export function invalid(error: z.ZodError): { readonly ok: false; readonly failure: Failure } {
  const issue = error.issues[0];
  const place = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  return fail("invalid", `${place}${issue?.message ?? t`The input is not right.`}`);
}
