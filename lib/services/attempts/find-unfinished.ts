import { may } from "../../auth/policy";
import { nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { stepEndsAt } from "../../domain/attempts/state";
import type { UnfinishedAttempt } from "../../domain/attempts/views";
import { isOver } from "../../sql/attempts";
import { mode } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const unfinishedAttempt = statement({
  name: "unfinished-attempt",
  params: { readerId: uuid, now: timestamp },
  row: { case_id: uuid, mode, locked_at: timestamp, zone_at: nullable(timestamp) },
  sql: `SELECT t.case_id, t.mode, t.locked_at, t.zone_at FROM attempt t
    WHERE t.user_id = $readerId AND t.assignment_id IS NULL AND NOT ${isOver("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}
    ORDER BY t.locked_at DESC LIMIT 1`,
});

/** The actor's latest attempt in free practice that is still open, for its zone or its last answer; null where there is none. */
export async function findUnfinished(ctx: Context): Promise<Result<UnfinishedAttempt | null>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const row = await db.find(unfinishedAttempt, { readerId: actor.id, now });
  return succeed(
    row && {
      caseId: row.case_id,
      mode: row.mode,
      lockedAt: row.locked_at.toISOString(),
      secondLook: row.zone_at !== null,
      closesAt: stepEndsAt({ lockedAt: row.locked_at, zoneAt: row.zone_at }).toISOString(),
    },
  );
}
