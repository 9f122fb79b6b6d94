import type { User } from "../../auth/actor";
import type { DisputedCase, DisputeEntry, DisputeStatus, OwnDispute } from "../../domain/disputes/views";
import type { Phase } from "../../domain/phases";
import { frameUrl, frameVersionColumn } from "../../sql/cases";
import { zoneOf } from "../../sql/zone";

/** A dispute as it is stored. */
export type DisputeRow = {
  id: string;
  status: DisputeStatus;
  reason: string;
  phase: Phase | null;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
  created_at: Date;
  decision: string | null;
  decided_at: Date | null;
};

/** Over `s` (dispute). */
export const disputeColumns = `s.id, s.status, s.reason, s.phase, s.x1, s.y1, s.x2, s.y2, s.created_at,
  s.decision, s.decided_at`;

export function toOwnDispute(row: DisputeRow): OwnDispute {
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
export type EntryRow = DisputeRow & {
  reader_id: string;
  reader: string;
  judge: string | null;
  version_number: number;
  case_id: string;
  video: string;
  frame_number: number;
  dataset: string;
  frame_version: string;
};

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
