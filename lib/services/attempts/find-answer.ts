import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { namedPhase } from "../../domain/attempts/mode";
import type { StoredAnswer } from "../../domain/attempts/views";
import type { Input } from "../../domain/view";
import { isOver } from "../../sql/attempts";
import { aid } from "../../sql/second-look";
import { mode, phase } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import { zoneColumns, zoneOf, zoneRow } from "../../sql/zone";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { getAttempt } from "./get-attempt";

const inputSchema = z.object({ caseId: z.uuid(), assignmentId: z.uuid().optional() });

const latestAnswer = statement({
  name: "latest-answer",
  params: { readerId: uuid, caseId: uuid, assignmentId: nullable(uuid), now: timestamp },
  row: { id: uuid, mode, phase, ...zoneRow, aid: nullable(aid), over: boolean, withheld: boolean },
  sql: `SELECT t.id, t.mode, t.phase, ${zoneColumns("t")}, t.aid, ${isOver("$now")} AS over,
      ${withheld("t.case_id", "$readerId", "$now")} AS withheld
    FROM attempt t
    WHERE t.user_id = $readerId AND t.case_id = $caseId AND t.zone_at IS NOT NULL
      AND t.assignment_id IS NOT DISTINCT FROM $assignmentId
    ORDER BY t.ordinal DESC LIMIT 1`,
});

/**
 * The actor's latest answer to a case in an assignment or, without one, in free practice: what a page shows that another
 * page of the same reader came before. Its score and reveal are null while the case is withheld, and while its second look
 * waits for the last answer: then its aid is told.
 */
export async function findAnswer(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<{ readonly answer: StoredAnswer | null }>> {
  const { actor, db, now } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "practise") || !parsed.success) return notFound("case");
  const { caseId, assignmentId = null } = parsed.data;
  const row = await db.find(latestAnswer, { readerId: actor.id, caseId, assignmentId, now });
  if (!row) return succeed({ answer: null });
  const answer = { id: row.id, mode: row.mode, phase: namedPhase(row), box: zoneOf(row) };
  if (row.aid && !row.over) {
    return succeed({ answer: { ...answer, score: null, reveal: null, aid: row.aid } });
  }
  if (row.withheld) return succeed({ answer: { ...answer, score: null, reveal: null } });
  const review = await getAttempt(ctx, row.id);
  if (!review.ok) return review;
  return succeed({ answer: { ...answer, score: review.value.score, reveal: review.value.reveal } });
}
