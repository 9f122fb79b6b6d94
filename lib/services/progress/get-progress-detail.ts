import { may } from "../../auth/policy";
import { progressDetailOf } from "../../domain/progress/figures";
import type { ProgressDetail } from "../../domain/progress/views";
import { answered } from "../../sql/attempts";
import { caseTables } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { loadFirstAttempts } from "./load-first-attempts";

const repetitions = {
  name: "repetitions",
  text: "SELECT count(*)::int AS n FROM attempt WHERE user_id = $1 AND ordinal > 1",
};

const caseCounts = {
  name: "case-counts",
  text: `SELECT count(*) FILTER (WHERE answered)::int AS answered, count(*) FILTER (WHERE NOT answered)::int AS open
    FROM (SELECT ${answered} AS answered FROM ${caseTables} WHERE ${practicable}) AS cases`,
};

/** Everything the actor's progress page shows. */
export async function getProgressDetail(ctx: Context): Promise<Result<ProgressDetail>> {
  const { actor, db } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", "Only people who are signed in have progress.");
  const [answers, [again], [cases]] = await Promise.all([
    loadFirstAttempts(ctx, [actor.id]),
    db.query<{ n: number }>(repetitions, [actor.id]),
    db.query<{ answered: number; open: number }>(caseCounts, [actor.id, actor.institutionId, ctx.now]),
  ]);
  return succeed({
    ...progressDetailOf(answers.get(actor.id)!, actor.timeZone),
    repetitions: again?.n ?? 0,
    casesAnswered: cases?.answered ?? 0,
    casesOpen: cases?.open ?? 0,
  });
}
