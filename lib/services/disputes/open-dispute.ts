import type pg from "pg";
import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { DISPUTES_A_DAY, type OpenDisputeInput, openDisputeSchema } from "../../domain/disputes/input";
import type { OwnDispute } from "../../domain/disputes/views";
import { boxProblem } from "../../domain/geometry";
import type { Input } from "../../domain/view";
import { withheld } from "../../sql/visibility";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type DisputeRow, disputeColumns, toOwnDispute } from "./dispute-rows";
import { tellJudges } from "./tell-judges";

/** Said where another reference holds than the one that an attempt was scored by. */
export const REFERENCE_CHANGED =
  "The reference of this case has changed since you were scored. Practise the case again, and question the new one if it is still wrong.";

/** Said where a reader has questioned enough for a day. */
export const ENOUGH_FOR_TODAY = `You have questioned ${DISPUTES_A_DAY} references in 24 hours, which is as many as are taken. Come back tomorrow.`;

/** How many disputes a reader opened in the 24 hours before $2. */
export const openedLately = `SELECT count(*)::int AS n FROM dispute
  WHERE reader_id = $1 AND created_at > $2::timestamptz - interval '1 day'`;

/**
 * Questions the reference of an attempt of the actor's that was revealed to them. Asking again with the same id and
 * body gives the same answer and stores nothing.
 */
export async function openDispute(
  ctx: Context,
  attempt: string,
  input: Input<typeof openDisputeSchema>,
): Promise<Result<OwnDispute>> {
  const { actor, db, now } = ctx;
  const attemptId = z.uuid().safeParse(attempt);
  if (!may(actor, "dispute") || !attemptId.success) return notFound("attempt");
  const parsed = openDisputeSchema.safeParse(input);
  return inTransaction(db, async (client): Promise<Result<OwnDispute>> => {
    // One after the other for each reader: what is counted below stays as it is counted.
    await client.query(`SELECT 1 FROM "user" WHERE id = $1 FOR NO KEY UPDATE`, [actor.id]);
    const target = await findTarget(client, actor, attemptId.data, now);
    if (!target) return notFound("attempt");
    if (!parsed.success) return invalid(parsed.error);
    const earlier = await findEarlier(client, actor, target.id, parsed.data);
    if (earlier) return earlier;
    if (target.version_id !== target.current_version_id) return fail("conflict", REFERENCE_CHANGED);
    if (target.open) {
      return fail("conflict", "You have questioned this reference already. Withdraw it to question it anew.");
    }
    const problem = parsed.data.box && boxProblem(parsed.data.box, target);
    if (problem) return fail("invalid", `box: ${problem}`);
    const { rows } = await client.query<{ n: number }>(openedLately, [actor.id, now]);
    if (rows[0]!.n >= DISPUTES_A_DAY) return fail("conflict", ENOUGH_FOR_TODAY);
    const stored = await store(client, actor, target, parsed.data, now);
    const detail = { attemptId: target.id, caseId: target.case_id };
    await writeAudit(client, { actor, now }, [{ action: "dispute.open", subject: stored.id, detail }]);
    await tellJudges(client, actor, now, {
      id: stored.id,
      caseId: target.case_id,
      reason: parsed.data.reason,
    });
    return succeed(toOwnDispute(stored));
  });
}

type Target = {
  id: string;
  case_id: string;
  version_id: string;
  current_version_id: string;
  width: number;
  height: number;
  open: boolean;
};

// A reference that changes in this moment is waited for.
async function findTarget(
  client: pg.ClientBase,
  actor: User,
  attemptId: string,
  now: Date,
): Promise<Target | null> {
  const { rows } = await client.query<Target>(
    `SELECT t.id, t.case_id, t.version_id, c.current_version_id, f.width, f.height,
        EXISTS (SELECT 1 FROM dispute s WHERE s.attempt_id = t.id AND s.status = 'open') AS open
      FROM attempt t
      JOIN "case" c ON c.id = t.case_id
      JOIN case_version v ON v.id = t.version_id
      JOIN frame f ON f.id = v.frame_id
      WHERE t.id = $1 AND t.user_id = $2 AND t.zone_at IS NOT NULL AND NOT ${withheld("t.case_id", "$2", "$3")}
      FOR KEY SHARE OF c`,
    [attemptId, actor.id, now],
  );
  return rows[0] ?? null;
}

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  client: pg.ClientBase,
  actor: User,
  attemptId: string,
  input: OpenDisputeInput,
): Promise<Result<OwnDispute> | null> {
  const { rows } = await client.query<DisputeRow & { reader_id: string; attempt_id: string }>(
    `SELECT ${disputeColumns}, s.reader_id, s.attempt_id FROM dispute s WHERE s.id = $1`,
    [input.id],
  );
  const [row] = rows;
  if (!row) return null;
  const stored = toOwnDispute(row);
  const same =
    row.reader_id === actor.id &&
    row.attempt_id === attemptId &&
    stored.reason === input.reason &&
    stored.phase === (input.phase ?? null) &&
    JSON.stringify(stored.box) === JSON.stringify(input.box ?? null);
  if (same) return succeed(stored);
  return fail("conflict", "A question with this id is stored already. Make a new id for a new one.");
}

async function store(
  client: pg.ClientBase,
  actor: User,
  target: Target,
  { id, reason, phase, box }: OpenDisputeInput,
  now: Date,
): Promise<DisputeRow> {
  const { rows } = await client.query<DisputeRow>(
    `INSERT INTO dispute AS s (id, attempt_id, case_id, version_id, reader_id, reason, phase, x1, y1, x2, y2, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${disputeColumns}`,
    [
      id,
      target.id,
      target.case_id,
      target.version_id,
      actor.id,
      reason,
      phase ?? null,
      ...(box ?? [null, null, null, null]),
      now,
    ],
  );
  return rows[0]!;
}
