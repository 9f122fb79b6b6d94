import type { Database } from "../../db/client";
import { orderFor } from "../../domain/assignments/order";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { caseTables, frameVersionColumn, type OpenRow, type StageRow, stageColumns } from "../../sql/cases";
import { toldModeOf } from "../../sql/visibility";

// Each case with the reader's latest attempt at it in the assignment, which is over unless its zone may still come.
const readerCases = {
  name: "reader-cases",
  text: `SELECT ${stageColumns}, false AS answered, i.position, i.case_id AS "caseId",
      coalesce(m.made, 0) AS made, t.id AS attempt_id, ${toldModeOf("$3")} AS mode, t.phase, t.phase_correct, t.locked_at, t.zone_at,
      t.iou, t.zone_outcome, tv.phase AS reference_phase, t.is_open, tf.frame_version AS attempt_frame_version
    FROM assignment_item i
    JOIN ${caseTables} ON c.id = i.case_id
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS made FROM attempt t
      WHERE t.user_id = $2 AND t.case_id = i.case_id AND t.assignment_id = $1
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT t.*, t.zone_at IS NULL AND t.locked_at > $3::timestamptz - interval '1 day' AND NOT EXISTS (
          SELECT 1 FROM attempt o WHERE o.user_id = $2 AND o.case_id = t.case_id AND o.ordinal > t.ordinal
        ) AS is_open
      FROM attempt t WHERE t.user_id = $2 AND t.case_id = i.case_id AND t.assignment_id = $1
      ORDER BY t.ordinal DESC LIMIT 1
    ) t ON true
    LEFT JOIN case_version tv ON tv.id = t.version_id
    LEFT JOIN LATERAL (SELECT ${frameVersionColumn} FROM frame f WHERE f.id = tv.frame_id) tf ON true
    WHERE i.assignment_id = $1 AND c.publication = 'published'`,
};

type LatestAttempt = OpenRow & {
  zone_at: Date | null;
  iou: number | null;
  zone_outcome: ZoneOutcome | null;
  is_open: boolean;
  attempt_frame_version: string;
};

export type ReaderCaseRow = StageRow & { caseId: string; position: number; made: number } & (
    | LatestAttempt
    | { attempt_id: null }
  );

/**
 * The cases of an assignment in its reader's order, each with the reader's latest attempt in it. Whether the reader has
 * the assignment is the caller's to know.
 */
export async function loadReaderCases(
  db: Database,
  assignment: { readonly id: string; readonly shuffled: boolean },
  userId: string,
  now: Date,
): Promise<readonly ReaderCaseRow[]> {
  const rows = await db.query<ReaderCaseRow>(readerCases, [assignment.id, userId, now]);
  return orderFor(rows, { assignmentId: assignment.id, userId, shuffled: assignment.shuffled });
}
