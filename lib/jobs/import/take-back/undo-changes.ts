import { timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type Statement, statement } from "@/lib/db/statement";
import type { TakenBackImport } from "@/lib/domain/withdrawals/views";
import type { ImportChange } from "../record-changes";

const params = { importId: uuid };

/** Deletes what an import made of a kind, each row by its id. */
const deleteMade = (kind: ImportChange["kind"], table: string) =>
  statement({
    name: `delete-imported-${kind}s`,
    params,
    sql: `DELETE FROM ${table} m USING import_change h
      WHERE h.import_id = $importId AND h.kind = '${kind}' AND h.before IS NULL AND m.id = h.subject_id`,
  });
const deleteRuns = deleteMade("run", "model_run");
const deleteCases = deleteMade("case", '"case"');
const deleteVideos = deleteMade("video", "video");
const deleteDataset = deleteMade("dataset", "dataset");

/** What an import left of a case `h` where it gave it another reference, or made it. */
const leftVersion = `(h.after->>'versionId')::uuid`;

const restorePredictions = statement({
  name: "restore-predictions",
  params,
  sql: `UPDATE prediction p SET phase = b.phase, phase_probabilities = b.phase_probabilities, x1 = b.x1, y1 = b.y1,
      x2 = b.x2, y2 = b.y2, rationale = b.rationale, raw = b.raw, samples = b.samples, error = b.error
    FROM import_change h, jsonb_populate_record(NULL::prediction, h.before) b
    WHERE h.import_id = $importId AND h.kind = 'prediction' AND h.before IS NOT NULL
      AND p.run_id = h.subject_id AND p.case_id = h.part_id`,
});

const deletePredictions = statement({
  name: "delete-imported-predictions",
  params,
  sql: `DELETE FROM prediction p USING import_change h
    WHERE h.import_id = $importId AND h.kind = 'prediction' AND h.before IS NULL
      AND p.run_id = h.subject_id AND p.case_id = h.part_id`,
});

const restoreRuns = statement({
  name: "restore-runs",
  params,
  sql: `UPDATE model_run r SET checkpoint = b.checkpoint, prompt_version = b.prompt_version, parameters = b.parameters,
      server = b.server, started_at = b.started_at, finished_at = b.finished_at, shown = b.shown
    FROM import_change h, jsonb_populate_record(NULL::model_run, h.before) b
    WHERE h.import_id = $importId AND h.kind = 'run' AND h.before IS NOT NULL AND r.id = h.subject_id`,
});

const restoreCases = statement({
  name: "restore-cases",
  params,
  sql: `UPDATE "case" c SET current_version_id = (h.before->>'versionId')::uuid,
      publication = (h.before->>'publication')::publication, time_us = (h.before->>'timeUs')::bigint,
      clip_id = (h.before->>'clipId')::uuid
    FROM import_change h
    WHERE h.import_id = $importId AND h.kind = 'case' AND h.before IS NOT NULL AND c.id = h.subject_id`,
});

const deleteVersions = statement({
  name: "delete-imported-versions",
  params,
  sql: `DELETE FROM case_version v USING import_change h
    WHERE h.import_id = $importId AND h.kind = 'case' AND v.case_id = h.subject_id
      AND (h.before IS NULL OR (v.id = ${leftVersion} AND h.before->>'versionId' IS DISTINCT FROM h.after->>'versionId'))`,
});

const deleteDue = statement({
  name: "delete-due-of-imported-cases",
  params,
  sql: `DELETE FROM case_due d USING import_change h
    WHERE h.import_id = $importId AND h.kind = 'case' AND h.before IS NULL AND d.case_id = h.subject_id`,
});

const restoreSplits = statement({
  name: "restore-splits",
  params,
  sql: `UPDATE video v SET split = (h.before->>'split')::split FROM import_change h
    WHERE h.import_id = $importId AND h.kind = 'video' AND h.before IS NOT NULL AND v.id = h.subject_id`,
});

// A dataset that somebody closed or opened since stays so.
const restoreDataset = statement({
  name: "restore-dataset",
  params,
  sql: `UPDATE dataset d SET version = b.version, licence = b.licence, citation = b.citation,
      description = b.description, notice = b.notice, sharing = coalesce(b.sharing, d.sharing),
      publication = CASE WHEN d.publication = 'published' THEN b.publication ELSE d.publication END
    FROM import_change h, jsonb_populate_record(NULL::dataset, h.before) b
    WHERE h.import_id = $importId AND h.kind = 'dataset' AND h.before IS NOT NULL AND d.id = h.subject_id`,
});

/** An upload's import has the upload's id. */
const markUpload = statement({
  name: "mark-upload-taken-back",
  params: { importId: uuid, now: timestamp },
  sql: "UPDATE upload SET taken_back_at = $now WHERE id = $importId",
});

const deleteImport = statement({
  name: "delete-import",
  params,
  sql: "DELETE FROM dataset_import WHERE id = $importId",
});

/** How much was undone. */
export type Undone = Omit<TakenBackImport, "dataset" | "pictures">;

/** Undoes all that an import did, in the transaction of the caller, who has looked that nothing stands in the way. */
export async function undoChanges(tx: Queryable, importId: string, now: Date): Promise<Undone> {
  const run = (each: Statement<typeof params>): Promise<number> => tx.run(each, { importId });
  await run(restorePredictions);
  await run(deletePredictions);
  await run(restoreRuns);
  const runs = await run(deleteRuns);
  const restored = await run(restoreCases);
  await run(deleteVersions);
  await run(deleteDue);
  const removed = await run(deleteCases);
  await run(restoreSplits);
  await run(deleteVideos);
  await run(restoreDataset);
  const datasetRemoved = (await run(deleteDataset)) > 0;
  await tx.run(markUpload, { importId, now });
  await run(deleteImport);
  return { removed, restored, runs, datasetRemoved };
}
