import type { Database } from "../../db/client";
import type { Phase } from "../../domain/phases";
import type { RunPrediction } from "../../domain/readers/score-run";
import { zoneOf } from "../../sql/zone";
import { probabilitiesOf } from "../attempts/load-reveal";

const predictionsOfRun = {
  name: "predictions-of-run",
  text: `SELECT case_id, phase, phase_probabilities, x1, y1, x2, y2, error FROM prediction WHERE run_id = $1`,
};

type Row = {
  case_id: string;
  phase: Phase | null;
  phase_probabilities: Record<string, number> | null;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
  error: string | null;
};

/** What a run made of its cases, by their ids. Callers have authorized. */
export async function loadPredictions(
  db: Database,
  runId: string,
): Promise<ReadonlyMap<string, RunPrediction>> {
  const rows = await db.query<Row>(predictionsOfRun, [runId]);
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        phase: row.phase,
        box: zoneOf(row),
        phaseProbabilities: probabilitiesOf(row.phase_probabilities),
        error: row.error,
      },
    ]),
  );
}
