import type { Database } from "@/lib/db/client";
import { boolean, float, integer, nullable, text, timestamp, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { orderFor } from "@/lib/domain/assignments/order";
import { isOver } from "@/lib/sql/attempts";
import {
  caseTables,
  frameVersionColumn,
  lockedColumns,
  maybeOpenRow,
  type OpenRow,
  stageColumns,
  stageRow,
} from "@/lib/sql/cases";
import { zoneOutcome } from "@/lib/sql/types";
import { toldModeOf } from "@/lib/sql/visibility";

// Each case with the reader's latest attempt at it in the assignment, which is over unless its zone, or its last answer, may still come.
const readerCases = statement({
  name: "reader-cases",
  params: { assignmentId: uuid, readerId: uuid, now: timestamp },
  row: {
    ...stageRow,
    ...maybeOpenRow,
    position: integer,
    caseId: uuid,
    made: integer,
    zone_at: nullable(timestamp),
    iou: nullable(float),
    contact: nullable(float),
    zone_outcome: nullable(zoneOutcome),
    is_open: nullable(boolean),
    attempt_frame_version: nullable(text),
  },
  sql: `SELECT ${stageColumns}, false AS answered, i.position, i.case_id AS "caseId",
      coalesce(m.made, 0) AS made, t.id AS attempt_id, ${toldModeOf("$now", "$readerId")} AS mode, ${lockedColumns},
      t.zone_at, t.iou, t.contact, t.zone_outcome, t.is_open, tf.frame_version AS attempt_frame_version
    FROM assignment_item i
    JOIN ${caseTables} ON c.id = i.case_id
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS made FROM attempt t
      WHERE t.user_id = $readerId AND t.case_id = i.case_id AND t.assignment_id = $assignmentId
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT t.*, NOT ${isOver("$now")} AS is_open
      FROM attempt t WHERE t.user_id = $readerId AND t.case_id = i.case_id AND t.assignment_id = $assignmentId
      ORDER BY t.ordinal DESC LIMIT 1
    ) t ON true
    LEFT JOIN case_version tv ON tv.id = t.version_id
    LEFT JOIN LATERAL (SELECT ${frameVersionColumn} FROM frame f WHERE f.id = tv.frame_id) tf ON true
    WHERE i.assignment_id = $assignmentId AND c.publication = 'published'`,
});

type Row = RowOf<typeof readerCases>;

/** With an attempt, all of it is there but for what its zone brings. */
export type ReaderCaseRow = Row &
  (
    | (OpenRow & { readonly is_open: boolean; readonly attempt_frame_version: string })
    | { readonly attempt_id: null }
  );

/**
 * The cases of an assignment in its reader's order, each with the reader's latest attempt in it. The caller has checked
 * that the reader has the assignment.
 */
export async function loadReaderCases(
  db: Database,
  assignment: { readonly id: string; readonly shuffled: boolean },
  userId: string,
  now: Date,
): Promise<readonly ReaderCaseRow[]> {
  const rows = await db.all(readerCases, { assignmentId: assignment.id, readerId: userId, now });
  return orderFor(rows as readonly ReaderCaseRow[], {
    assignmentId: assignment.id,
    userId,
    shuffled: assignment.shuffled,
  });
}
