import type { Database } from "@/lib/db/client";
import { nullable, text, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { RunPrediction } from "@/lib/domain/readers/score-run";
import { phase, phaseProbabilities } from "@/lib/sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "@/lib/sql/zone";

const predictionsOfRun = statement({
  name: "predictions-of-run",
  params: { runId: uuid },
  row: {
    case_id: uuid,
    phase: nullable(phase),
    phase_probabilities: nullable(phaseProbabilities),
    ...maybeZoneRow,
    error: nullable(text),
  },
  sql: `SELECT p.case_id, p.phase, p.phase_probabilities, ${zoneColumns("p")}, p.error
    FROM prediction p WHERE p.run_id = $runId`,
});

/** What a run made of its cases, by their ids. Callers have authorized. */
export async function loadPredictions(
  db: Database,
  runId: string,
): Promise<ReadonlyMap<string, RunPrediction>> {
  const rows = await db.all(predictionsOfRun, { runId });
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        phase: row.phase,
        box: zoneOf(row),
        phaseProbabilities: row.phase_probabilities,
        error: row.error,
      },
    ]),
  );
}
