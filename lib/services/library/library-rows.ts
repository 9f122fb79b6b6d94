import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { caseTables, frameVersionColumn } from "../../sql/cases";

/** A case with what is kept of its answers, which there may be none of. */
export const libraryTables = `${caseTables} LEFT JOIN case_figures g ON g.case_id = c.id`;

/** What an institution ($1) may use: published, with a whole reference. */
export const inLibrary = `d.institution_id = $1 AND d.publication = 'published'
  AND c.publication = 'published' AND v.phase IS NOT NULL`;

/** Counted answers whose phase was the reader's own: those that difficulty is measured by. */
export const answersColumn = "coalesce(g.answers, 0)";

/** The same, drills included. */
export const zonesColumn = "coalesce(g.zones, 0)";

export const entryColumns = `c.id, c.frame_number, vi.id AS video_id, vi.name AS video, vi.split,
  d.id AS dataset_id, d.name AS dataset, v.phase, v.boxes, f.width, f.height, ${frameVersionColumn}, g.difficulty,
  ${answersColumn} AS answers, ${zonesColumn} AS zones,
  coalesce(g.confidently_wrong, 0) AS confidently_wrong,
  (SELECT count(*)::int FROM dispute x WHERE x.case_id = c.id AND x.status = 'open') AS open_disputes`;

export type EntryRow = {
  id: string;
  frame_number: number;
  video_id: string;
  video: string;
  split: "train" | "test" | null;
  dataset_id: string;
  dataset: string;
  phase: Phase;
  boxes: readonly Box[];
  width: number;
  height: number;
  frame_version: string;
  difficulty: number | null;
  answers: number;
  zones: number;
  confidently_wrong: number;
  open_disputes: number;
};
