import { records, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { Phase } from "../../domain/phases";
import type { Rationale } from "../../domain/rationale";
import type { Zone } from "../../domain/scoring/zone";
import { zoneValues } from "../../sql/zone";

/** What a model made of a case, as it is stored. Texts hold nothing that Postgres can't. */
export type PredictionRow = {
  readonly caseId: string;
  readonly phase: Phase | null;
  readonly phaseProbabilities: Partial<Record<Phase, number>> | null;
  /** In the frame. */
  readonly box: Zone | null;
  readonly rationale: Rationale | null;
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null } | null;
  readonly samples:
    | readonly {
        readonly seed: number;
        readonly box: Zone | null;
        readonly raw: string | null;
        readonly error: string | null;
      }[]
    | null;
  readonly error: string | null;
};

const upsertAll = statement({
  name: "upsert-predictions",
  params: { runId: uuid, predictions: records },
  row: { caseId: uuid },
  sql: `INSERT INTO prediction AS p
      (run_id, case_id, phase, phase_probabilities, x1, y1, x2, y2, rationale, raw, samples, error)
    SELECT $runId, u."caseId", u.phase, u."phaseProbabilities", u.x1, u.y1, u.x2, u.y2, u.rationale, u.raw, u.samples,
      u.error
    FROM jsonb_to_recordset($predictions) AS u("caseId" uuid, phase phase, "phaseProbabilities" jsonb, x1 float8,
      y1 float8, x2 float8, y2 float8, rationale jsonb, raw jsonb, samples jsonb, error text)
    ON CONFLICT (run_id, case_id) DO UPDATE SET phase = excluded.phase,
      phase_probabilities = excluded.phase_probabilities, x1 = excluded.x1, y1 = excluded.y1, x2 = excluded.x2,
      y2 = excluded.y2, rationale = excluded.rationale, raw = excluded.raw, samples = excluded.samples,
      error = excluded.error
    WHERE (p.phase, p.phase_probabilities, p.x1, p.y1, p.x2, p.y2, p.rationale, p.raw, p.samples, p.error)
      IS DISTINCT FROM
      (excluded.phase, excluded.phase_probabilities, excluded.x1, excluded.y1, excluded.x2, excluded.y2,
       excluded.rationale, excluded.raw, excluded.samples, excluded.error)
    RETURNING case_id AS "caseId"`,
  prepared: false,
});

/** Writes predictions of a run that are new or are others than before. @returns the cases of these */
export async function upsertPredictions(
  tx: Queryable,
  runId: string,
  rows: readonly PredictionRow[],
): Promise<readonly string[]> {
  const predictions = rows.map(({ box, ...row }) => ({ ...row, ...(box && zoneValues(box)) }));
  return (await tx.all(upsertAll, { runId, predictions })).map(({ caseId }) => caseId);
}
