import { may } from "../../auth/policy";
import { float, nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { refusalWords } from "../../domain/assignments/refusal";
import { endFor, refusalOfLock } from "../../domain/assignments/schedule";
import { setClock, toSchedule, toTerms } from "../../sql/schedule";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { findOwnAssignment } from "./find-own-assignment";

// Where two tabs begin at once, the earlier moment stays, and the audit row is written once, with it.
const begin = statement({
  name: "begin-assignment",
  params: { assignmentId: uuid, readerId: uuid, institutionId: uuid, now: timestamp },
  sql: `WITH begun AS (
      UPDATE assignment_reader SET begun_at = $now
      WHERE assignment_id = $assignmentId AND user_id = $readerId AND begun_at IS NULL
      RETURNING assignment_id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $readerId, 'assignment.begin', assignment_id::text FROM begun`,
});

const noteClock = statement({
  name: "note-clock",
  params: { assignmentId: uuid, readerId: uuid, clockMs: nullable(float), now: timestamp },
  sql: `UPDATE assignment_reader SET ${setClock}
    WHERE assignment_id = $assignmentId AND user_id = $readerId AND $clockMs IS NOT NULL`,
});

// A statement of its own: one that waited for the other tab's still sees what was before it.
const begunEarlier = statement({
  name: "begun-earlier",
  params: { assignmentId: uuid, readerId: uuid },
  row: { begun_at: nullable(timestamp) },
  sql: "SELECT begun_at FROM assignment_reader WHERE assignment_id = $assignmentId AND user_id = $readerId",
});

type Begun = { readonly begunAt: string; readonly endsAt: string | null };

/** Begins an assignment, or goes on with it: a time limit counts from the first time this is asked. */
export async function beginAssignment(ctx: Context, id: string): Promise<Result<Begun>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("assignment");
  const row = await findOwnAssignment(ctx, actor, id);
  if (!row) return notFound("assignment");
  const refusal = refusalOfLock(toSchedule(row), toTerms(row), now);
  if (refusal) return fail("conflict", refusalWords[refusal]);
  const whose = { assignmentId: row.id, readerId: actor.id };
  await db.run(noteClock, { ...whose, clockMs: ctx.clockMs ?? null, now });
  const begun = (await db.run(begin, { ...whose, institutionId: actor.institutionId, now })) > 0;
  const begunAt = (begun ? null : (await db.find(begunEarlier, whose))?.begun_at) ?? now;
  const endsAt = endFor(toSchedule(row), { ...toTerms(row), begunAt });
  return succeed({ begunAt: begunAt.toISOString(), endsAt: endsAt?.toISOString() ?? null });
}
