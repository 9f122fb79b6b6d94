import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { DISPUTES_A_DAY, type OpenDisputeInput, openDisputeSchema } from "../../domain/disputes/input";
import type { OwnDispute } from "../../domain/disputes/views";
import { zoneProblem } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { isScored } from "../../sql/attempts";
import { span } from "../../sql/time";
import { phase } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import { maybeZoneRow, zoneValues } from "../../sql/zone";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { disputeColumns, disputeRow, toOwnDispute } from "./parts/dispute-rows";
import { tellJudges } from "./parts/tell-judges";

/** Said where another reference holds than the one that an attempt was scored by. */
export const REFERENCE_CHANGED = t`The reference of this case has changed since you were scored. Practise the case again, and question the new one if it is still wrong.`;

/** Said where a reader has questioned enough for a day. */
export const ENOUGH_FOR_TODAY = t`You have questioned ${plural(DISPUTES_A_DAY, "# reference", "# references")} in 24 hours, which is as many as are taken. Come back tomorrow.`;

/** How many disputes a reader opened in the 24 hours before now. */
export const openedLately = statement({
  name: "disputes-lately",
  params: { readerId: uuid, now: timestamp },
  row: { n: integer },
  sql: `SELECT count(*)::int AS n FROM dispute
    WHERE reader_id = $readerId AND created_at > $now - ${span(24 * 60 * 60 * 1000)}`,
});

const holdReader = statement({
  name: "hold-disputing-reader",
  params: { readerId: uuid },
  sql: `SELECT 1 FROM "user" WHERE id = $readerId FOR NO KEY UPDATE`,
});

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
  return inTransaction(db, async (tx): Promise<Result<OwnDispute>> => {
    // One after the other for each reader: what is counted below stays as it is counted.
    await tx.run(holdReader, { readerId: actor.id });
    const target = await tx.find(attemptToDispute, { attemptId: attemptId.data, readerId: actor.id, now });
    if (!target) return notFound("attempt");
    if (!parsed.success) return invalid(parsed.error);
    const earlier = await findEarlier(tx, actor, target.id, parsed.data);
    if (earlier) return earlier;
    if (target.version_id !== target.current_version_id) return fail("conflict", REFERENCE_CHANGED);
    if (target.open) {
      return fail(
        "conflict",
        t`You have questioned this reference already. Withdraw it to question it anew.`,
      );
    }
    const problem = parsed.data.box && zoneProblem(parsed.data.box, target);
    if (problem) return fail("invalid", `box: ${problem}`);
    const lately = await tx.get(openedLately, { readerId: actor.id, now });
    if (lately.n >= DISPUTES_A_DAY) return fail("conflict", ENOUGH_FOR_TODAY);
    const stored = await store(tx, actor, target, parsed.data, now);
    const detail = { attemptId: target.id, caseId: target.case_id };
    await writeAudit(tx, { actor, now }, [{ action: "dispute.open", subject: stored.id, detail }]);
    await tellJudges(tx, actor, now, {
      id: stored.id,
      caseId: target.case_id,
      reason: parsed.data.reason,
    });
    return succeed(toOwnDispute(stored));
  });
}

// Waits for a change of the reference that is under way.
const attemptToDispute = statement({
  name: "attempt-to-dispute",
  params: { attemptId: uuid, readerId: uuid, now: timestamp },
  row: {
    id: uuid,
    case_id: uuid,
    version_id: uuid,
    current_version_id: nullable(uuid),
    width: integer,
    height: integer,
    open: boolean,
  },
  sql: `SELECT t.id, t.case_id, t.version_id, c.current_version_id, f.width, f.height,
      EXISTS (SELECT 1 FROM dispute s WHERE s.attempt_id = t.id AND s.status = 'open') AS open
    FROM attempt t
    JOIN "case" c ON c.id = t.case_id
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE t.id = $attemptId AND t.user_id = $readerId AND ${isScored("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}
    FOR KEY SHARE OF c`,
});

const earlierDispute = statement({
  name: "earlier-dispute",
  params: { disputeId: uuid },
  row: { ...disputeRow, reader_id: uuid, attempt_id: uuid },
  sql: `SELECT ${disputeColumns}, s.reader_id, s.attempt_id FROM dispute s WHERE s.id = $disputeId`,
});

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  tx: Queryable,
  actor: User,
  attemptId: string,
  input: OpenDisputeInput,
): Promise<Result<OwnDispute> | null> {
  const row = await tx.find(earlierDispute, { disputeId: input.id });
  if (!row) return null;
  const stored = toOwnDispute(row);
  const same =
    row.reader_id === actor.id &&
    row.attempt_id === attemptId &&
    stored.reason === input.reason &&
    stored.phase === (input.phase ?? null) &&
    JSON.stringify(stored.box) === JSON.stringify(input.box ?? null);
  if (same) return succeed(stored);
  return fail("conflict", t`A question with this id is stored already. Make a new id for a new one.`);
}

const insertDispute = statement({
  name: "insert-dispute",
  params: {
    id: uuid,
    attemptId: uuid,
    caseId: uuid,
    versionId: uuid,
    readerId: uuid,
    reason: text,
    phase: nullable(phase),
    ...maybeZoneRow,
    now: timestamp,
  },
  row: disputeRow,
  sql: `INSERT INTO dispute AS s
      (id, attempt_id, case_id, version_id, reader_id, reason, phase, x1, y1, x2, y2, created_at)
    VALUES ($id, $attemptId, $caseId, $versionId, $readerId, $reason, $phase, $x1, $y1, $x2, $y2, $now)
    RETURNING ${disputeColumns}`,
});

function store(
  tx: Queryable,
  actor: User,
  target: RowOf<typeof attemptToDispute>,
  { id, reason, phase: wanted, box }: OpenDisputeInput,
  now: Date,
): Promise<RowOf<typeof insertDispute>> {
  return tx.get(insertDispute, {
    id,
    attemptId: target.id,
    caseId: target.case_id,
    versionId: target.version_id,
    readerId: actor.id,
    reason,
    phase: wanted ?? null,
    ...(box ? zoneValues(box) : { x1: null, y1: null, x2: null, y2: null }),
    now,
  });
}
