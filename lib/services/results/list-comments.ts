import type { Comment } from "../../domain/results/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { findDiscussedAttempt } from "./find-discussed-attempt";
import { loadComments } from "./parts/load-comments";

/** What was said about an attempt: to faculty who assigned it, and to its reader once the result is out. */
export async function listComments(ctx: Context, attemptId: string): Promise<Result<readonly Comment[]>> {
  const found = await findDiscussedAttempt(ctx, attemptId);
  if (!found) return notFound("attempt");
  return succeed(await loadComments(ctx.db, found.attempt.id, found.actor.id));
}
