import type { Database } from "@/lib/db/client";
import { certain, integer, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { GuideFrame } from "@/lib/domain/guide/views";
import type { Phase } from "@/lib/domain/phases";
import { frameUrl, frameVersionColumn } from "@/lib/sql/cases";
import { boxes, phase } from "@/lib/sql/types";
import { withheld } from "@/lib/sql/visibility";

/** Frames a phase. */
const MOST = 3;

// What its reader was told and may look at again (as `getAttempt` has it), by the reference that stands: of each case the
// latest attempt, and of each phase the latest, another video before the same.
const toldFrames = statement({
  name: "told-frames",
  params: { readerId: uuid, institutionId: uuid, now: timestamp },
  row: {
    attempt_id: uuid,
    case_id: uuid,
    phase: certain(phase),
    boxes,
    width: integer,
    height: integer,
    frame_version: text,
  },
  sql: `WITH told AS (
      SELECT DISTINCT ON (t.case_id) t.id AS attempt_id, t.case_id, t.zone_at, c.video_id, v.phase, v.boxes,
        f.width, f.height, ${frameVersionColumn}
      FROM attempt t
      JOIN "case" c ON c.id = t.case_id AND c.current_version_id = t.version_id
      JOIN video vi ON vi.id = c.video_id
      JOIN dataset d ON d.id = vi.dataset_id AND d.institution_id = $institutionId
      JOIN case_version v ON v.id = t.version_id
      JOIN frame f ON f.id = v.frame_id AND f.removed_at IS NULL
      WHERE t.user_id = $readerId AND t.zone_at IS NOT NULL AND NOT ${withheld("t.case_id", "$readerId", "$now")}
      ORDER BY t.case_id, t.ordinal DESC
    ), by_video AS (
      SELECT told.*, row_number() OVER (PARTITION BY phase, video_id ORDER BY zone_at DESC, attempt_id) AS of_video FROM told
    ), placed AS (
      SELECT by_video.*, row_number() OVER (PARTITION BY phase ORDER BY of_video, zone_at DESC, attempt_id) AS place
      FROM by_video
    )
    SELECT attempt_id, case_id, phase, boxes, width, height, frame_version FROM placed
    WHERE place <= ${MOST} ORDER BY phase, place`,
});

/** Frames of each phase that a reader has answered and was told, with the reference. */
export async function loadFrames(
  db: Database,
  reader: { readonly readerId: string; readonly institutionId: string; readonly now: Date },
): Promise<readonly (GuideFrame & { readonly phase: Phase })[]> {
  const rows = await db.all(toldFrames, reader);
  return rows.map((row) => ({
    phase: row.phase,
    caseId: row.case_id,
    frameUrl: frameUrl(row.case_id),
    frameVersion: row.frame_version,
    width: row.width,
    height: row.height,
    boxes: row.boxes,
    attemptId: row.attempt_id,
  }));
}
