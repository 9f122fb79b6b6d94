import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { zoneEndsAt } from "../../domain/attempts/state";
import type { UnfinishedAttempt } from "../../domain/attempts/views";
import { isOver } from "../../sql/attempts";
import { mode } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const unfinishedAttempt = statement({
  name: "unfinished-attempt",
  params: { readerId: uuid, now: timestamp },
  row: { case_id: uuid, mode, locked_at: timestamp },
  sql: `SELECT t.case_id, t.mode, t.locked_at FROM attempt t
    WHERE t.user_id = $readerId AND t.assignment_id IS NULL AND NOT ${isOver("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}
    ORDER BY t.locked_at DESC LIMIT 1`,
});

/** The actor's latest attempt in free practice whose zone can still be drawn; null where there is none. */
export async function findUnfinished(ctx: Context): Promise<Result<UnfinishedAttempt | null>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const row = await db.find(unfinishedAttempt, { readerId: actor.id, now });
  return succeed(
    row && {
      caseId: row.case_id,
      mode: row.mode,
      lockedAt: row.locked_at.toISOString(),
      closesAt: zoneEndsAt(row.locked_at).toISOString(),
    },
  );
}
