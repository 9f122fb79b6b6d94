import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import { isContested } from "../../domain/library/contested";
import type { LibraryEntry, LibraryModel } from "../../domain/library/views";
import type { Phase } from "../../domain/phases";
import { scoreAnswer } from "../../domain/scoring/score";
import type { SetStatus } from "../../domain/set-status";
import { visibleSet } from "../../sql/case-sets";
import { frameUrl } from "../../sql/cases";
import { toReference } from "../../sql/versions";
import { zoneOf } from "../../sql/zone";
import type { EntryRow } from "./library-rows";

const predictionsOfCases = {
  name: "library-predictions",
  text: `SELECT c.id AS case_id, r.id AS run_id, m.name AS model, r.name AS run, p.case_id IS NOT NULL AS has_read,
      p.phase, p.x1, p.y1, p.x2, p.y2
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN model_run r ON r.dataset_id = vi.dataset_id AND r.shown
    JOIN model m ON m.id = r.model_id
    LEFT JOIN prediction p ON p.run_id = r.id AND p.case_id = c.id
    WHERE c.id = ANY($1::uuid[]) ORDER BY m.name, r.created_at, r.name`,
};

type PredictionRow = {
  case_id: string;
  run_id: string;
  model: string;
  run: string;
  has_read: boolean;
  phase: Phase | null;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
};

const setsOfCases = {
  name: "library-sets",
  text: `SELECT i.case_id, s.id, s.name, s.status
    FROM case_set_item i JOIN case_set s ON s.id = i.case_set_id
    WHERE i.case_id = ANY($1::uuid[]) AND ${visibleSet("$2", "$3", "$4::boolean")}
    ORDER BY s.name`,
};

type SetRow = { case_id: string; id: string; name: string; status: SetStatus };

/** The cases of rows as staff see them: with the models that have read them, and the sets they stand in. */
export async function toEntries(
  db: Database,
  actor: User,
  rows: readonly EntryRow[],
): Promise<readonly LibraryEntry[]> {
  const ids = rows.map(({ id }) => id);
  const [predictions, sets] = await Promise.all([
    db.query<PredictionRow>(predictionsOfCases, [ids]),
    db.query<SetRow>(setsOfCases, [ids, actor.institutionId, actor.id, may(actor, "oversee-sets")]),
  ]);
  const predictionsOf = grouped(predictions);
  const setsOf = grouped(sets);
  return rows.map((row) => ({
    id: row.id,
    frameUrl: frameUrl(row.id),
    frameVersion: row.frame_version,
    datasetId: row.dataset_id,
    dataset: row.dataset,
    videoId: row.video_id,
    video: row.video,
    frame: row.frame_number,
    phase: row.phase,
    split: row.split,
    difficulty: row.difficulty,
    answers: row.answers,
    models: (predictionsOf.get(row.id) ?? []).map((prediction) => toModel(prediction, row)),
    openDisputes: row.open_disputes,
    confidentlyWrong: row.confidently_wrong,
    contested: isContested({
      openDisputes: row.open_disputes,
      zones: row.zones,
      confidentlyWrong: row.confidently_wrong,
    }),
    sets: (setsOf.get(row.id) ?? []).map(({ id, name, status }) => ({ id, name, status })),
  }));
}

function toModel(prediction: PredictionRow, row: EntryRow): LibraryModel {
  const { run_id: runId, model, run } = prediction;
  if (!prediction.has_read) return { runId, model, run, outcome: "none" };
  const reference = toReference({ reference_phase: row.phase, boxes: row.boxes });
  const { hardcoreHit } = scoreAnswer(prediction.phase, zoneOf(prediction), reference, row);
  return { runId, model, run, outcome: hardcoreHit ? "hit" : "miss" };
}

function grouped<Row extends { case_id: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.case_id);
    if (group) group.push(row);
    else groups.set(row.case_id, [row]);
  }
  return groups;
}
