import { reviews } from "@/lib/contract/reviews";
import type { Judgement } from "@/lib/domain/reviews/judgement";
import type { NewReview } from "@/lib/domain/reviews/new-review";
import { call } from "../client/call";
import { onceMade } from "../client/once-made";
import type { Place, Sent } from "./outbox";

/** A review of many cases and reviewers takes a while to be written. */
const CREATE_TIMEOUT_MS = 60_000;

/** Sends a judgement of someone, and says what came of it. */
export async function sendJudgement(userId: string, place: Place, judgement: Judgement): Promise<Sent> {
  const params = { id: place.reviewId, itemId: place.itemId };
  const answer = await call(reviews.judge, { params, body: judgement }, { reader: userId });
  if ("value" in answer) return { outcome: "stored", progress: answer.value };
  const { why, problem, afterMs } = answer;
  if (why === "signed-out" || why === "unreadable") return { outcome: why };
  return why === "refused" ? { outcome: why, detail: problem } : { outcome: "unreachable", afterMs };
}

export const makeReview = onceMade((review: NewReview) =>
  call(reviews.create, { body: review }, { timeoutMs: CREATE_TIMEOUT_MS }),
);

export const closeReview = (id: string) => call(reviews.close, { params: { id } });

export function fetchCandidates(
  { datasetId, split, sources }: Pick<NewReview, "datasetId" | "split" | "sources">,
  signal: AbortSignal,
) {
  const query = { dataset: datasetId, sources: sources.join(","), ...(split && { split }) };
  return call(reviews.candidates, { query }, { signal });
}
