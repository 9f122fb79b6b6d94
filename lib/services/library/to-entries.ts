import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import { boolean, nullable, text, uuid, uuids } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { isContested } from "../../domain/library/contested";
import type { LibraryEntry, LibraryModel } from "../../domain/library/views";
import { scoreAnswer } from "../../domain/scoring/score";
import { visibleSet } from "../../sql/case-sets";
import { frameUrl } from "../../sql/cases";
import type { EntryRow } from "../../sql/library";
import { takenBack } from "../../sql/taken-back";
import { phase, setStatus } from "../../sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";

const predictionsOfCases = statement({
  name: "library-predictions",
  params: { caseIds: uuids },
  row: {
    case_id: uuid,
    run_id: uuid,
    model: text,
    run: text,
    has_read: boolean,
    phase: nullable(phase),
    ...maybeZoneRow,
  },
  sql: `SELECT c.id AS case_id, r.id AS run_id, m.name AS model, r.name AS run, p.case_id IS NOT NULL AS has_read,
      p.phase, ${zoneColumns("p")}
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN model_run r ON r.dataset_id = vi.dataset_id AND r.shown
    JOIN model m ON m.id = r.model_id
    LEFT JOIN prediction p ON p.run_id = r.id AND p.case_id = c.id
    WHERE c.id = ANY($caseIds) ORDER BY m.name, r.created_at, r.name`,
});

const setsOfCases = statement({
  name: "library-sets",
  params: { caseIds: uuids, institutionId: uuid, actorId: uuid, overseesSets: boolean },
  row: { case_id: uuid, id: uuid, name: text, status: setStatus },
  sql: `SELECT i.case_id, s.id, s.name, s.status
    FROM case_set_item i JOIN case_set s ON s.id = i.case_set_id
    WHERE i.case_id = ANY($caseIds) AND ${visibleSet()}
    ORDER BY s.name`,
});

/** The cases of rows as staff see them: with the models that have read them, and the sets they stand in. */
export async function toEntries(
  db: Database,
  actor: User,
  rows: readonly EntryRow[],
): Promise<readonly LibraryEntry[]> {
  const caseIds = rows.map(({ id }) => id);
  const [predictions, sets] = await Promise.all([
    db.all(predictionsOfCases, { caseIds }),
    db.all(setsOfCases, {
      caseIds,
      institutionId: actor.institutionId,
      actorId: actor.id,
      overseesSets: may(actor, "oversee-sets"),
    }),
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
    retired: takenBack(row.retired_at, row.retired_because),
    removed: takenBack(row.removed_at, row.removed_because),
    sets: (setsOf.get(row.id) ?? []).map(({ id, name, status }) => ({ id, name, status })),
  }));
}

function toModel(prediction: RowOf<typeof predictionsOfCases>, row: EntryRow): LibraryModel {
  const { run_id: runId, model, run } = prediction;
  if (!prediction.has_read) return { runId, model, run, outcome: "none" };
  const reference = { phase: row.phase, boxes: row.boxes, noGo: [] };
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
