import { z } from "zod";
import { jsonOf, nullable, text, uuid, type ValuesOf } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { ModelReading, Reveal } from "../../domain/attempts/views";
import { completeScore, type Reference } from "../../domain/scoring/score";
import { readZone } from "../../domain/scoring/zone";
import { recallRationale } from "../../recall/recall-rationale";
import { modelRationale, phase, phaseProbabilities } from "../../sql/types";
import { toRationale, type VersionRow } from "../../sql/versions";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";

const predictionRow = {
  model: text,
  run: text,
  phase: nullable(phase),
  phase_probabilities: nullable(phaseProbabilities),
  ...maybeZoneRow,
  rationale: nullable(modelRationale),
  error: nullable(text),
};

/** A prediction as it is stored. */
type PredictionRow = ValuesOf<typeof predictionRow>;

/** SQL for what the models that are shown made of a case. */
const shownPredictions = (caseId: string): string => `SELECT m.name AS model, r.name AS run, p.phase,
      p.phase_probabilities, ${zoneColumns("p")}, p.rationale, p.error
    FROM prediction p JOIN model_run r ON r.id = p.run_id JOIN model m ON m.id = r.model_id
    WHERE p.case_id = ${caseId} AND r.shown ORDER BY m.name, r.created_at, r.name`;

const predictionsOfCase = statement({
  name: "predictions-of-case",
  params: { caseId: uuid },
  row: predictionRow,
  sql: shownPredictions("$caseId"),
});

/** The same as one column of another statement: null where `told` doesn’t hold, an SQL condition. */
export const predictionsColumn = (caseId: string, told: string): string => `CASE WHEN ${told} THEN (
      SELECT coalesce(jsonb_agg(to_jsonb(shown)), '[]') FROM (${shownPredictions(caseId)}) shown
    ) END AS predictions`;
export const predictionsRow = { predictions: nullable(jsonOf(z.array(z.object(predictionRow)))) };

/** A version of a case; the library asks for none of when and why it was revised. */
type RevealedVersion = Omit<VersionRow, "revised_at" | "revised_because"> &
  Partial<Pick<VersionRow, "revised_at" | "revised_because">>;

/**
 * What is shown of a case once the reader's zone is stored: the reference, its rationale, and the models unless the
 * assignment leaves them out.
 */
export async function loadReveal(
  db: Queryable,
  version: RevealedVersion,
  reference: Reference,
): Promise<Reveal> {
  return toReveal(version, reference, await db.all(predictionsOfCase, { caseId: version.case_id }));
}

/** @param predictions null where the models are left out */
export function toReveal(
  version: RevealedVersion,
  reference: Reference,
  predictions: readonly PredictionRow[] | null,
): Reveal {
  const rationale = toRationale(version);
  return {
    reference,
    rationale,
    ...(version.revised_because &&
      version.revised_at && {
        revision: { at: version.revised_at.toISOString(), because: version.revised_because },
      }),
    ...(predictions ? {} : { modelsHidden: true as const }),
    predictions: (predictions ?? []).map((row) => {
      const reading = toReading(row, version, reference);
      return { ...reading, recall: reading.rationale && recallRationale(rationale, reading.rationale) };
    }),
  };
}

function toReading(
  row: PredictionRow,
  version: RevealedVersion,
  reference: Reference,
): Omit<ModelReading, "recall"> {
  const box = zoneOf(row);
  const reading = readZone(box, reference, version);
  return {
    model: row.model,
    run: row.run,
    phase: row.phase,
    phaseProbabilities: row.phase_probabilities,
    box,
    rationale: row.rationale,
    error: row.error,
    score: completeScore(row.phase === reference.phase, reading),
    zoneOutcome: reading.outcome,
    contact: reading.contact,
  };
}
