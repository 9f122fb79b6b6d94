import { may } from "../../auth/policy";
import { reviewScopeSchema } from "../../domain/reviews/new-review";
import type { ReviewCandidates } from "../../domain/reviews/views";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { loadCandidates } from "./parts/load-candidates";

/** How many cases a review could be made of, and why others are left out. */
export async function countCandidates(
  ctx: Context,
  input: Written<typeof reviewScopeSchema>,
): Promise<Result<ReviewCandidates>> {
  if (!may(ctx.actor, "review")) return notFound("page");
  const parsed = reviewScopeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const found = await loadCandidates(ctx.db, ctx.actor.institutionId, parsed.data, [], ctx.now);
  return found.ok ? succeed(found.value.counts) : found;
}
