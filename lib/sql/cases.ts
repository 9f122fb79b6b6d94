import {
  boolean,
  certain,
  integer,
  maybe,
  nullable,
  text,
  timestamp,
  uuid,
  type ValuesOf,
} from "../db/columns";
import { constant } from "../db/statement";
import { definedPhase, namedPhase, rulesOf, toldMode } from "../domain/attempts/mode";
import type { OpenAttempt, PracticeCase, StageCase } from "../domain/attempts/views";
import { definitionOf } from "../domain/phases";
import { REMOVED_VERSION } from "../domain/withdrawals/removed-version";
import { isOver } from "./attempts";
import { aid } from "./second-look";
import { mode, phase } from "./types";
import { maybeZoneRow, zoneColumns, zoneOf } from "./zone";

/** A case with its video, its dataset and its current version. */
export const caseTables = `
  "case" c
  JOIN video vi ON vi.id = c.video_id
  JOIN dataset d ON d.id = vi.dataset_id
  JOIN case_version v ON v.id = c.current_version_id
  JOIN frame f ON f.id = v.frame_id`;

/** The clip of a case, `k`, where it has one that ends at its picture and wasn't removed. */
export const clipOfCase =
  "LEFT JOIN clip k ON k.id = c.clip_id AND k.frame_id = v.frame_id AND k.removed_at IS NULL";

/** Enough of its hash to tell clips apart; null where there is none, or the picture was removed. */
export const clipVersionColumn = "CASE WHEN f.removed_at IS NULL THEN left(k.sha256, 12) END AS clip_version";

/** A case as a reader may see it before the answer; whether it is answered, the statement says. */
export const practiceColumns = "c.id, f.width, f.height";

export const practiceRow = { id: uuid, width: integer, height: integer, answered: boolean };

type PracticeRow = ValuesOf<typeof practiceRow>;

export function toPracticeCase(row: PracticeRow): PracticeCase {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    frameUrl: frameUrl(row.id),
    answered: row.answered,
  };
}

export const clipUrl = (caseId: string, version: string): string => `/api/cases/${caseId}/clip?v=${version}`;

export const frameUrl = (caseId: string): string => `/api/cases/${caseId}/frame`;

/**
 * Enough of a frame's hash to tell its pictures apart; it says nothing about what they show. Of one that was removed it is
 * another: browsers that keep the picture ask again.
 */
export const frameVersionColumn = `CASE WHEN f.removed_at IS NULL THEN left(f.sha256, 12) ELSE ${constant(text, REMOVED_VERSION)} END AS frame_version`;

export const stageColumns = `${practiceColumns}, ${frameVersionColumn}, d.notice, d.id AS dataset_id`;

export const stageRow = { ...practiceRow, frame_version: text, notice: nullable(text), dataset_id: uuid };

type StageRow = ValuesOf<typeof stageRow>;

export function toStageCase(row: StageRow, open: OpenAttempt | null): StageCase {
  const { frame_version: frameVersion, notice, dataset_id: datasetId } = row;
  return { ...toPracticeCase(row), frameVersion, notice, datasetId, open };
}

/** An attempt with its reference's phase, which must not leave the server but through `toOpenAttempt`. */
const openRow = {
  attempt_id: uuid,
  mode,
  phase,
  phase_correct: boolean,
  reference_phase: certain(phase),
  locked_at: timestamp,
  aid: nullable(aid),
  ...maybeZoneRow,
};

export type OpenRow = ValuesOf<typeof openRow>;

/** The same where there may be none: all of it is null then. */
export const maybeOpenRow = maybe(openRow);

/** The same but for the mode, which an assignment says otherwise. */
export const lockedColumns = `t.phase, t.phase_correct, t.locked_at, tv.phase AS reference_phase, t.aid,
      ${zoneColumns("t")}`;

/** The attempt of a row, or null where it holds none. */
export const openOf = (row: ValuesOf<typeof maybeOpenRow>): OpenRow | null =>
  row.attempt_id === null ? null : (row as OpenRow);

/**
 * The attempt at a case `c` in free practice that is open, as `t` with its version `tv`, where there is one:
 * the newest, for an older one is a miss once it was begun.
 */
export const openAttempt = (reader: string, now: string): string => `
    LEFT JOIN attempt t ON t.user_id = ${reader} AND t.case_id = c.id AND t.assignment_id IS NULL AND NOT ${isOver(now)}
    LEFT JOIN case_version tv ON tv.id = t.version_id`;

export const openColumns = `t.id AS attempt_id, t.mode, ${lockedColumns}`;

/** What the reader was told when the phase was locked, and with the zone's storing the aid; and no more. */
export function toOpenAttempt(row: OpenRow): OpenAttempt {
  const told = toldMode(row.mode, { secondLook: row.aid !== null });
  const box = zoneOf(row);
  return {
    id: row.attempt_id,
    mode: row.mode,
    phase: namedPhase(row),
    lockedAt: row.locked_at.toISOString(),
    definition: definitionOf(definedPhase(told, row.phase, row.reference_phase)),
    ...(rulesOf(told).tellsPhase ? { phaseCorrect: row.phase_correct } : {}),
    ...(row.aid && box ? { secondLook: { aid: row.aid, box } } : {}),
  };
}
