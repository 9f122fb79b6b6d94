import type { Database } from "../../db/client";
import { certain, integer, jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { TrainingView } from "../../domain/readers/views";
import { isOfTraining, readCheckpoint } from "../../domain/training/checkpoint";
import { curvesSchema, pointsOf, rewardsInOrder } from "../../domain/training/curves";

/** Enough for a curve's shape on the widest page. */
const MOST_POINTS = 200;

const trainingLogNames = statement({
  name: "training-log-names",
  params: { institutionId: uuid, modelId: uuid },
  row: { id: uuid, name: text },
  sql: "SELECT id, name FROM training_log WHERE institution_id = $institutionId AND model_id = $modelId ORDER BY name",
});

const trainingLogById = statement({
  name: "training-log-by-id",
  params: { id: uuid },
  row: { planned: nullable(integer), curves: jsonOf(curvesSchema), importedAt: timestamp },
  sql: `SELECT planned_steps AS planned, curves, imported_at AS "importedAt" FROM training_log WHERE id = $id`,
});

const checkpointsOfModel = statement({
  name: "checkpoints-of-model",
  params: { institutionId: uuid, modelId: uuid },
  row: { id: uuid, run: text, dataset: text, checkpoint: certain(text) },
  sql: `SELECT r.id, r.name AS run, d.name AS dataset, r.checkpoint
    FROM model_run r JOIN dataset d ON d.id = r.dataset_id
    WHERE r.model_id = $modelId AND d.institution_id = $institutionId AND r.checkpoint IS NOT NULL
    ORDER BY r.created_at, r.id`,
});

type OfRun = {
  readonly institutionId: string;
  readonly modelId: string;
  readonly checkpoint: string | null;
};

/**
 * What was logged of the training that a run's checkpoint is of, with all checkpoints of it that were evaluated; null where the
 * checkpoint tells of none, or nothing was logged of it. Callers have authorized.
 */
export async function loadTrainingLog(db: Database, run: OfRun): Promise<TrainingView | null> {
  const checkpoint = readCheckpoint(run.checkpoint);
  if (!checkpoint) return null;
  const { institutionId, modelId } = run;
  const trainings = await db.all(trainingLogNames, { institutionId, modelId });
  const found = trainings.find(({ name }) => isOfTraining(checkpoint, name, trainings.length));
  if (!found) return null;
  const [{ planned, curves, importedAt }, runs] = await Promise.all([
    db.get(trainingLogById, { id: found.id }),
    db.all(checkpointsOfModel, { institutionId, modelId }),
  ]);
  return {
    name: found.name,
    steps: curves.steps.at(-1) ?? 0,
    planned,
    importedAt: importedAt.toISOString(),
    rewards: rewardsInOrder(Object.keys(curves.rewards)),
    points: pointsOf(curves, MOST_POINTS),
    evaluated: runs.flatMap(({ id, run: name, dataset, checkpoint: told }) => {
      const read = readCheckpoint(told);
      return read && isOfTraining(read, found.name, trainings.length)
        ? [{ step: read.step, runId: id, run: name, dataset }]
        : [];
    }),
  };
}
