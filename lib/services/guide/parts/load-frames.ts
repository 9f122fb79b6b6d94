import type { Database } from "@/lib/db/client";
import { certain, integer, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { GuideFrame } from "@/lib/domain/guide/views";
import type { Phase } from "@/lib/domain/phases";
import { frameUrl, frameVersionColumn } from "@/lib/sql/cases";
import { toldCases } from "@/lib/sql/told-cases";
import { boxes, phase } from "@/lib/sql/types";

/** Frames a phase. */
const MOST = 4;

const told = toldCases("$readerId", "$institutionId", "$now");

// Of each phase the latest answers, another video before the same.
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
      SELECT t.id AS attempt_id, t.case_id, t.zone_at, c.video_id, v.phase, v.boxes, f.width, f.height, ${frameVersionColumn},
        row_number() OVER (PARTITION BY v.phase, c.video_id ORDER BY t.zone_at DESC, t.id) AS of_video
      FROM ${told.tables} WHERE ${told.where}
    ), placed AS (
      SELECT told.*, row_number() OVER (PARTITION BY phase ORDER BY of_video, zone_at DESC, attempt_id) AS place FROM told
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
