import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { integer, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { progressDetailOf } from "../../domain/progress/figures";
import type { ProgressDetail } from "../../domain/progress/views";
import { answered } from "../../sql/attempts";
import { caseTables } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { loadFirstAttempts } from "./load-first-attempts";

const repetitions = statement({
  name: "repetitions",
  params: { readerId: uuid },
  row: { n: integer },
  sql: "SELECT count(*)::int AS n FROM attempt WHERE user_id = $readerId AND ordinal > 1",
});

const caseCounts = statement({
  name: "case-counts",
  params: { readerId: uuid, institutionId: uuid, now: timestamp },
  row: { answered: integer, open: integer },
  sql: `SELECT count(*) FILTER (WHERE answered)::int AS answered, count(*) FILTER (WHERE NOT answered)::int AS open
    FROM (
      SELECT ${answered("$readerId", "$now")} AS answered FROM ${caseTables} WHERE ${practicable}
    ) AS cases`,
});

/** Everything the actor's progress page shows. */
export async function getProgressDetail(ctx: Context): Promise<Result<ProgressDetail>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in have progress.`);
  const [answers, again, cases] = await Promise.all([
    loadFirstAttempts(ctx, [actor.id]),
    db.get(repetitions, { readerId: actor.id }),
    db.get(caseCounts, { readerId: actor.id, institutionId: actor.institutionId, now }),
  ]);
  return succeed({
    ...progressDetailOf(answers.get(actor.id)!, actor.timeZone),
    repetitions: again.n,
    casesAnswered: cases.answered,
    casesOpen: cases.open,
  });
}
