import { z } from "zod";
import type { AssignmentTerms, Audience, NewAssignment, ReaderTerms } from "@/lib/domain/assignments/input";

const TIMEOUT_MS = 20_000;
const UNREACHABLE = "Calot can’t be reached just now. Nothing was changed; try again in a moment.";

const problemSchema = z.object({ detail: z.string() });

/** What came of a request: its value, or a sentence that says why there is none. */
export type Answer<T> = { readonly value: T } | { readonly problem: string };

async function ask<T>(
  method: string,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/assignments${path}`, {
      method,
      cache: "no-store",
      signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const parsed = response.ok ? schema.safeParse(answer) : null;
    if (parsed?.success) return { value: parsed.data };
    return { problem: problemSchema.safeParse(answer).data?.detail ?? UNREACHABLE };
  } catch {
    return { problem: UNREACHABLE };
  }
}

const idSchema = z.object({ id: z.uuid() });
const doneSchema = z.object({});

export const createAssignment = (assignment: NewAssignment): Promise<Answer<{ id: string }>> =>
  ask("POST", "", assignment, idSchema);

export const changeAssignment = (id: string, terms: AssignmentTerms): Promise<Answer<{ id: string }>> =>
  ask("PUT", `/${id}`, terms, idSchema);

export const releaseResults = (id: string): Promise<Answer<object>> =>
  ask("POST", `/${id}/release`, {}, doneSchema);

export const beginAssignment = (id: string): Promise<Answer<object>> =>
  ask("POST", `/${id}/begin`, {}, doneSchema);

export const addReaders = (id: string, audience: Audience): Promise<Answer<{ added: number }>> =>
  ask("POST", `/${id}/readers`, audience, z.object({ added: z.number() }));

export const changeReader = (id: string, userId: string, terms: ReaderTerms): Promise<Answer<object>> =>
  ask("PATCH", `/${id}/readers/${userId}`, terms, doneSchema);

export const removeReader = (id: string, userId: string): Promise<Answer<object>> =>
  ask("DELETE", `/${id}/readers/${userId}`, {}, doneSchema);

const checkSchema = z.object({
  readers: z.number(),
  seenBefore: z.object({ readers: z.number(), cases: z.number() }),
});
export type AudienceCheck = z.infer<typeof checkSchema>;

export const checkAudience = (
  caseSetId: string,
  audience: Audience,
  signal: AbortSignal,
): Promise<Answer<AudienceCheck>> => ask("POST", "/check", { caseSetId, audience }, checkSchema, signal);
