import type { User } from "@/lib/auth/actor";
import { integer, nullable, text, timestamp, uuid, type ValuesOf } from "@/lib/db/columns";
import type { DisputedCase, DisputeEntry, OwnDispute } from "@/lib/domain/disputes/views";
import { frameUrl, frameVersionColumn } from "@/lib/sql/cases";
import { disputeStatus, phase } from "@/lib/sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "@/lib/sql/zone";

/** A dispute as it is stored. */
export const disputeRow = {
  id: uuid,
  status: disputeStatus,
  reason: text,
  phase: nullable(phase),
  ...maybeZoneRow,
  created_at: timestamp,
  decision: nullable(text),
  decided_at: nullable(timestamp),
};

/** Over `s` (dispute). */
export const disputeColumns = `s.id, s.status, s.reason, s.phase, ${zoneColumns("s")}, s.created_at,
  s.decision, s.decided_at`;

export function toOwnDispute(row: ValuesOf<typeof disputeRow>): OwnDispute {
  const { id, status, reason, phase, decision } = row;
  return {
    id,
    status,
    reason,
    phase,
    box: zoneOf(row),
    at: row.created_at.toISOString(),
    decision,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

/** With who disputes, and the case: for those who decide. */
export const entryRow = {
  ...disputeRow,
  reader_id: uuid,
  reader: text,
  judge: nullable(text),
  version_number: integer,
  case_id: uuid,
  video: text,
  frame_number: integer,
  dataset: text,
  frame_version: text,
};

type EntryRow = ValuesOf<typeof entryRow>;

export const entryColumns = `${disputeColumns}, s.reader_id, r.name AS reader, j.name AS judge,
  q.number AS version_number, c.id AS case_id, vi.name AS video, c.frame_number, d.name AS dataset,
  ${frameVersionColumn}`;

/** The tables of `entryColumns`; `v` and `f` are the case's current version and its frame. */
export const entryTables = `dispute s
  JOIN "user" r ON r.id = s.reader_id
  LEFT JOIN "user" j ON j.id = s.judge_id
  JOIN case_version q ON q.id = s.version_id
  JOIN "case" c ON c.id = s.case_id
  JOIN video vi ON vi.id = c.video_id
  JOIN dataset d ON d.id = vi.dataset_id
  JOIN case_version v ON v.id = c.current_version_id
  JOIN frame f ON f.id = v.frame_id`;

export function toEntry(row: EntryRow, actor: User): DisputeEntry {
  const { id, status, reader, reason, phase } = row;
  return {
    id,
    status,
    reader,
    own: row.reader_id === actor.id,
    reason,
    phase,
    box: zoneOf(row),
    at: row.created_at.toISOString(),
    versionNumber: row.version_number,
  };
}

export function toDisputedCase(row: EntryRow): DisputedCase {
  return {
    id: row.case_id,
    video: row.video,
    frame: row.frame_number,
    dataset: row.dataset,
    frameUrl: frameUrl(row.case_id),
    frameVersion: row.frame_version,
  };
}
