import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { progressOf } from "../../domain/progress/figures";
import type { Progress } from "../../domain/progress/views";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { loadFirstAttempts } from "./load-first-attempts";

/** The actor's own metrics, in all and by phase. */
export async function getProgress(ctx: Context): Promise<Result<Progress>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", t`Only people who are signed in have progress.`);
  const answers = await loadFirstAttempts(ctx, [ctx.actor.id]);
  return succeed(progressOf(answers.get(ctx.actor.id)!));
}
