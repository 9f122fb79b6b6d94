import type pg from "pg";
import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import type { Rationale } from "../../domain/rationale";

/** What a model made of a case, as it is stored. Texts hold nothing that Postgres can't. */
export type PredictionRow = {
  readonly caseId: string;
  readonly phase: Phase | null;
  readonly phaseProbabilities: Partial<Record<Phase, number>> | null;
  /** In the frame. */
  readonly box: Box | null;
  readonly rationale: Rationale | null;
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null } | null;
  readonly samples:
    | readonly {
        readonly seed: number;
        readonly box: Box | null;
        readonly raw: string | null;
        readonly error: string | null;
      }[]
    | null;
  readonly error: string | null;
};

/** Writes predictions of a run that are new or are others than before. @returns how many these were */
export async function upsertPredictions(
  client: pg.ClientBase,
  runId: string,
  rows: readonly PredictionRow[],
): Promise<number> {
  const corner = (index: number) => rows.map(({ box }) => box?.[index] ?? null);
  const json = (values: readonly unknown[]) =>
    values.map((value) => (value === null ? null : JSON.stringify(value)));
  const result = await client.query(
    `INSERT INTO prediction AS p
       (run_id, case_id, phase, phase_probabilities, x1, y1, x2, y2, rationale, raw, samples, error)
     SELECT $1, u.case_id, u.phase, u.probabilities::jsonb, u.x1, u.y1, u.x2, u.y2, u.rationale::jsonb, u.raw::jsonb,
       u.samples::jsonb, u.error
     FROM unnest($2::uuid[], $3::phase[], $4::text[], $5::float8[], $6::float8[], $7::float8[], $8::float8[],
       $9::text[], $10::text[], $11::text[], $12::text[])
       AS u (case_id, phase, probabilities, x1, y1, x2, y2, rationale, raw, samples, error)
     ON CONFLICT (run_id, case_id) DO UPDATE SET phase = excluded.phase,
       phase_probabilities = excluded.phase_probabilities, x1 = excluded.x1, y1 = excluded.y1, x2 = excluded.x2,
       y2 = excluded.y2, rationale = excluded.rationale, raw = excluded.raw, samples = excluded.samples,
       error = excluded.error
     WHERE (p.phase, p.phase_probabilities, p.x1, p.y1, p.x2, p.y2, p.rationale, p.raw, p.samples, p.error)
       IS DISTINCT FROM
       (excluded.phase, excluded.phase_probabilities, excluded.x1, excluded.y1, excluded.x2, excluded.y2,
        excluded.rationale, excluded.raw, excluded.samples, excluded.error)`,
    [
      runId,
      rows.map(({ caseId }) => caseId),
      rows.map(({ phase }) => phase),
      json(rows.map(({ phaseProbabilities }) => phaseProbabilities)),
      corner(0),
      corner(1),
      corner(2),
      corner(3),
      json(rows.map(({ rationale }) => rationale)),
      json(rows.map(({ raw }) => raw)),
      json(rows.map(({ samples }) => samples)),
      rows.map(({ error }) => error),
    ],
  );
  return result.rowCount ?? 0;
}
