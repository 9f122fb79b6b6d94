import type { Database } from "../../db/client";
import { bigint, boolean, certain, integer, nullable, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { constant, type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import { log } from "../../log";
import { cameLate, isOver, toldAttempt } from "../../sql/attempts";
import { readTrail, WriterError } from "../audit/read-trail";
import { type NewDelivery, putDeliveries } from "../outbox/put-deliveries";
import { assignmentToTell } from "./parts/told-rows";

/** Answers that are looked at in one transaction. */
const MOST = 200;
/** So long what is not over, or is withheld, is left alone before it is looked at again. */
const NOT_OVER_MS = 15_000;
const WITHHELD_MS = 5 * 60_000;

const recordStores = statement({
  name: "record-stores",
  row: { id: uuid, institutionId: uuid, cursor: nullable(bigint) },
  sql: `SELECT id, institution_id AS "institutionId", trail_cursor AS cursor FROM connection
    WHERE kind = 'xapi' AND enabled_at IS NOT NULL ORDER BY id`,
});

// What was answered before it was turned on is not told.
const beginAtEnd = statement({
  name: "begin-records-at-end",
  params: { id: uuid },
  sql: `UPDATE connection SET trail_cursor = coalesce((SELECT max(id) FROM audit_event), 0)
    WHERE id = $id AND trail_cursor IS NULL`,
});

const moveCursor = statement({
  name: "move-records-cursor",
  params: { id: uuid, from: bigint, to: bigint },
  sql: "UPDATE connection SET trail_cursor = $to WHERE id = $id AND trail_cursor = $from",
});

// An attempt whose zone came late was over before, as a miss.
const awaitAttempts = statement({
  name: "await-attempts-for-records",
  params: { id: uuid, attemptIds: uuids, zoneIds: uuids, now: timestamp },
  sql: `INSERT INTO record_waiting (connection_id, attempt_id, look_at)
    SELECT c.id, t.id, $now FROM connection c CROSS JOIN attempt t
    WHERE c.id = $id AND (t.id = ANY($attemptIds) OR (t.id = ANY($zoneIds) AND ${cameLate()}))
      AND t.locked_at >= c.enabled_at
    ON CONFLICT DO NOTHING`,
});

const dueAttempts = statement({
  name: "attempts-due-for-records",
  params: { id: uuid, now: timestamp },
  row: {
    attemptId: uuid,
    userId: uuid,
    assignmentId: nullable(uuid),
    over: certain(boolean),
    told: certain(boolean),
    hasZone: certain(boolean),
    objects: certain(boolean),
  },
  sql: `SELECT w.attempt_id AS "attemptId", t.user_id AS "userId", t.assignment_id AS "assignmentId",
      ${isOver("$now")} AS over, ${toldAttempt("$now")} AS told, t.zone_at IS NOT NULL AS "hasZone",
      u.records_off_at IS NOT NULL AS objects
    FROM record_waiting w JOIN attempt t ON t.id = w.attempt_id JOIN "user" u ON u.id = t.user_id
    WHERE w.connection_id = $id AND w.look_at <= $now
    ORDER BY w.look_at, w.attempt_id LIMIT ${constant(integer, MOST)} FOR UPDATE OF w SKIP LOCKED`,
});

const lookLater = statement({
  name: "look-later-for-records",
  params: { id: uuid, attemptIds: uuids, at: timestamp },
  sql: "UPDATE record_waiting SET look_at = $at WHERE connection_id = $id AND attempt_id = ANY($attemptIds)",
});

const stopWaiting = statement({
  name: "stop-waiting-for-records",
  params: { id: uuid, attemptIds: uuids },
  sql: "DELETE FROM record_waiting WHERE connection_id = $id AND attempt_id = ANY($attemptIds)",
});

type RecordStore = RowOf<typeof recordStores>;
type Due = RowOf<typeof dueAttempts>;

/**
 * Puts down for learning record stores what became true: answers that are over and may be told, and assignments that were
 * answered whole. It follows the trail of answers, so that nobody who answers waits for it; one process at a time does.
 */
export async function tellAnswers(
  db: Database,
  now: Date,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  for (const store of await db.all(recordStores)) {
    if (signal.aborted) return;
    await followAnswers(db, store, now, signal);
    await putDue(db, store, now, signal);
  }
}

/** Notes which answers were begun, which got a zone after all, and which were taken by faculty though they came too late. */
async function followAnswers(
  db: Database,
  { id, institutionId, cursor }: RecordStore,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  if (cursor === null) {
    await db.run(beginAtEnd, { id });
    return;
  }
  let from = cursor;
  try {
    const trail = { institutionId, since: null, answers: true };
    for await (const { events, cursor: to } of readTrail(db, trail, from, { most: 1_000, signal })) {
      const subjects = (actions: readonly string[]): string[] =>
        events.flatMap(({ action, subjectId }) => (subjectId && actions.includes(action) ? [subjectId] : []));
      const attemptIds = subjects(["attempt.lock", "late-answer.take"]);
      const zoneIds = subjects(["attempt.zone"]);
      const isMoved = await inTransaction(db, async (tx) => {
        // Another process was there.
        if ((await tx.run(moveCursor, { id, from, to })) === 0) return false;
        if (attemptIds.length + zoneIds.length > 0) {
          await tx.run(awaitAttempts, { id, attemptIds, zoneIds, now });
        }
        return true;
      });
      if (!isMoved) return;
      from = to;
    }
  } catch (error) {
    if (!(error instanceof WriterError)) throw error;
    log().warn({ pids: error.pids }, "the trail of answers waits for a transaction that does not end");
  }
}

/** Puts down what may be told by now. */
async function putDue(
  db: Database,
  { id, institutionId }: RecordStore,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  for (let looked = MOST; looked === MOST && !signal.aborted; ) {
    looked = await inTransaction(db, async (tx) => {
      const due = await tx.all(dueAttempts, { id, now });
      const ids = (which: (each: Due) => boolean): string[] =>
        due.filter(which).map(({ attemptId }) => attemptId);
      const later = async (which: (each: Due) => boolean, ms: number): Promise<void> => {
        const attemptIds = ids(which);
        const at = new Date(now.getTime() + ms);
        if (attemptIds.length > 0) await tx.run(lookLater, { id, attemptIds, at });
      };
      await later(({ over, objects }) => !over && !objects, NOT_OVER_MS);
      await later(({ over, told, objects }) => over && !told && !objects, WITHHELD_MS);
      const settled = due.filter(({ told, objects }) => told || objects);
      if (settled.length > 0) {
        await tx.run(stopWaiting, { id, attemptIds: settled.map(({ attemptId }) => attemptId) });
        const told = settled.filter(({ objects }) => !objects);
        await putDeliveries(tx, now, [
          ...told.filter(({ hasZone }) => hasZone).map((each) => answerDelivery(id, each)),
          ...(await finished(tx, { id, institutionId }, told, now)),
        ]);
      }
      return due.length;
    });
  }
}

const answerDelivery = (connectionId: string, { attemptId, userId }: Due): NewDelivery => ({
  connectionId,
  subject: `attempt ${attemptId}`,
  userId,
  title: t`An answer`,
  payload: { attemptId },
});

/** Of the assignments that were answered last, those that are answered whole. */
async function finished(
  tx: Queryable,
  { id: connectionId, institutionId }: Pick<RecordStore, "id" | "institutionId">,
  told: readonly Due[],
  now: Date,
): Promise<readonly NewDelivery[]> {
  const pairs = new Map(
    told.flatMap(({ assignmentId, userId }) =>
      assignmentId ? [[`${assignmentId} ${userId}`, { assignmentId, userId }] as const] : [],
    ),
  );
  const deliveries: NewDelivery[] = [];
  for (const { assignmentId, userId } of pairs.values()) {
    if (!(await tx.find(assignmentToTell, { assignmentId, userId, institutionId, now }))) continue;
    deliveries.push({
      connectionId,
      subject: `assignment ${assignmentId} ${userId}`,
      userId,
      title: t`A finished assignment`,
      payload: { assignmentId, userId },
    });
  }
  return deliveries;
}
