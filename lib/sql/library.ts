import { certain, float, integer, nullable, text, timestamp, uuid, type ValuesOf } from "../db/columns";
import { caseTables, frameVersionColumn } from "./cases";
import { figuresAreCurrent } from "./figures";
import { boxes, phase, split } from "./types";

/** A case with what is kept of its answers, which there may be none of. */
export const libraryTables = `${caseTables} LEFT JOIN case_figures g ON g.case_id = c.id AND ${figuresAreCurrent}`;

/** What the institution `$institutionId` sees in its library: published, with a whole reference. */
export const inLibrary = `d.institution_id = $institutionId AND d.publication = 'published'
  AND c.publication = 'published' AND v.phase IS NOT NULL`;

/** What it may make sets of: those of them that aren't retired. */
export const usable = `${inLibrary} AND c.retired_at IS NULL`;

/** Counted answers whose phase was the reader's own: those that difficulty is measured by. */
export const answersColumn = "coalesce(g.answers, 0)";

/** The same, drills included. */
export const zonesColumn = "coalesce(g.zones, 0)";

/** A case that has a phase, with what staff see of it in a list. */
export const entryColumns = `c.id, c.frame_number, vi.id AS video_id, vi.name AS video, vi.split,
  d.id AS dataset_id, d.name AS dataset, v.phase, v.boxes, f.width, f.height, ${frameVersionColumn}, g.difficulty,
  ${answersColumn} AS answers, ${zonesColumn} AS zones,
  coalesce(g.confidently_wrong, 0) AS confidently_wrong,
  c.retired_at, c.retired_because, f.removed_at, f.removed_because,
  (SELECT count(*)::int FROM dispute x WHERE x.case_id = c.id AND x.status = 'open') AS open_disputes`;

export const entryRow = {
  id: uuid,
  frame_number: integer,
  video_id: uuid,
  video: text,
  split: nullable(split),
  dataset_id: uuid,
  dataset: text,
  phase: certain(phase),
  boxes,
  width: integer,
  height: integer,
  frame_version: text,
  difficulty: nullable(float),
  answers: integer,
  zones: integer,
  confidently_wrong: integer,
  retired_at: nullable(timestamp),
  retired_because: nullable(text),
  removed_at: nullable(timestamp),
  removed_because: nullable(text),
  open_disputes: integer,
};

export type EntryRow = ValuesOf<typeof entryRow>;
