import { z } from "zod";
import type { Judgement } from "@/lib/domain/reviews/judgement";
import type { NewReview } from "@/lib/domain/reviews/new-review";
import type { ReviewCandidates } from "@/lib/domain/reviews/views";
import type { Place, Sent } from "./outbox";

const TIMEOUT_MS = 15_000;
/** A review of many cases and reviewers takes a while to be written. */
const CREATE_TIMEOUT_MS = 60_000;

const UNREACHABLE = "Calot can’t be reached just now. Nothing was changed; try again in a moment.";

const problemSchema = z.object({ detail: z.string() });
const savedSchema = z.object({ done: z.number(), of: z.number() });
const createdSchema = z.object({ id: z.uuid() });
const closedSchema = z.object({ closedAt: z.string() });
const candidatesSchema: z.ZodType<ReviewCandidates> = z.object({
  byPhase: z.object({ A: z.number(), B: z.number(), C: z.number(), D: z.number() }),
  n: z.number(),
  incomplete: z.number(),
  same: z.number(),
});

/** The application's own answer; null when it can't be reached, or something else answers in its place. */
async function ask(url: string, init: RequestInit): Promise<{ status: number; body: unknown } | null> {
  try {
    const response = await fetch(url, { cache: "no-store", ...init });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}

const json = (method: string, body: unknown, ms: number): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
  signal: AbortSignal.timeout(ms),
});

const detailOf = (body: unknown): string | null => problemSchema.safeParse(body).data?.detail ?? null;

/** Sends a judgement of someone, and says what came of it. */
export async function sendJudgement(userId: string, place: Place, judgement: Judgement): Promise<Sent> {
  const init = json("PUT", judgement, TIMEOUT_MS);
  const answer = await ask(`/api/reviews/${place.reviewId}/items/${place.itemId}`, {
    ...init,
    // Whose judgement it is: another person may have signed in to this browser meanwhile.
    headers: { ...init.headers, "calot-reader": userId },
  });
  const saved = answer?.status === 200 ? savedSchema.safeParse(answer.body) : null;
  if (saved?.success) return { outcome: "stored", progress: saved.data };
  if (answer?.status === 401) return { outcome: "signed-out" };
  const detail = answer && detailOf(answer.body);
  const isRefusal = answer !== null && [400, 403, 404, 409].includes(answer.status);
  return isRefusal && detail ? { outcome: "refused", detail } : { outcome: "unreachable" };
}

/** What came of a request that is made once: its value, or a sentence that says why there is none. */
export type Answer<T> = { readonly value: T } | { readonly problem: string };

async function answerOf<T>(url: string, init: RequestInit, schema: z.ZodType<T>): Promise<Answer<T>> {
  const answer = await ask(url, init);
  const parsed = answer && answer.status < 300 ? schema.safeParse(answer.body) : null;
  if (parsed?.success) return { value: parsed.data };
  return { problem: (answer && detailOf(answer.body)) ?? UNREACHABLE };
}

export const makeReview = (review: NewReview): Promise<Answer<{ id: string }>> =>
  answerOf("/api/reviews", json("POST", review, CREATE_TIMEOUT_MS), createdSchema);

export const closeReview = (id: string): Promise<Answer<{ closedAt: string }>> =>
  answerOf(`/api/reviews/${id}/close`, json("POST", {}, TIMEOUT_MS), closedSchema);

export function fetchCandidates(
  scope: Pick<NewReview, "datasetId" | "split" | "sources">,
  signal: AbortSignal,
): Promise<Answer<ReviewCandidates>> {
  const query = new URLSearchParams({ dataset: scope.datasetId, sources: scope.sources.join(",") });
  if (scope.split) query.set("split", scope.split);
  return answerOf(`/api/reviews/candidates?${query}`, { signal }, candidatesSchema);
}
