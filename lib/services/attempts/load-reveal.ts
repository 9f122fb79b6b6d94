import type { Database } from "../../db/client";
import type { ModelReading, Reveal } from "../../domain/attempts/views";
import { type Box, boxSchema } from "../../domain/geometry";
import { PHASES, type Phase } from "../../domain/phases";
import { type Rationale, rationaleSchema } from "../../domain/rationale";
import { readZone } from "../../domain/scoring/failure";
import { type Reference, scoreAnswer } from "../../domain/scoring/score";
import { recallRationale } from "../../recall/recall-rationale";

/** A version of a case with everything in it. Never for a reader whose zone is not stored. */
export type VersionRow = {
  case_id: string;
  reference_phase: Phase;
  boxes: unknown;
  location: string;
  exposure: string;
  next_action: string;
  critical_risk: string;
  width: number;
  height: number;
  /** When an accepted dispute made it, and what the judge said; left out where nobody asks. */
  revised_at?: Date;
  revised_because?: string | null;
};

export const versionColumns = `v.case_id, v.phase AS reference_phase, v.boxes, v.location, v.exposure,
  v.next_action, v.critical_risk, f.width, f.height, v.created_at AS revised_at,
  CASE WHEN v.reason = 'dispute' THEN (
    SELECT s.decision FROM dispute s
    WHERE s.case_id = v.case_id AND s.settled_version_id = v.id ORDER BY s.decided_at, s.id LIMIT 1
  ) END AS revised_because`;

export function toReference(row: Pick<VersionRow, "reference_phase" | "boxes">): Reference {
  return { phase: row.reference_phase, boxes: boxSchema.array().parse(row.boxes) };
}

const predictionsOfCase = {
  name: "predictions-of-case",
  text: `SELECT m.name AS model, r.name AS run, p.phase, p.phase_probabilities, p.x1, p.y1, p.x2, p.y2,
      p.rationale, p.error
    FROM prediction p JOIN model_run r ON r.id = p.run_id JOIN model m ON m.id = r.model_id
    WHERE p.case_id = $1 AND r.shown ORDER BY m.name, r.created_at, r.name`,
};

type PredictionRow = {
  model: string;
  run: string;
  phase: Phase | null;
  phase_probabilities: Record<string, number> | null;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
  rationale: unknown;
  error: string | null;
};

/**
 * What is shown of a case once the reader's zone is stored: the reference, its rationale, and the models unless the
 * assignment leaves them out.
 */
export async function loadReveal(
  db: Database,
  version: VersionRow,
  reference: Reference,
  modelsShown = true,
): Promise<Reveal> {
  const rows = modelsShown ? await db.query<PredictionRow>(predictionsOfCase, [version.case_id]) : [];
  const rationale: Rationale = {
    location: version.location,
    exposure: version.exposure,
    nextAction: version.next_action,
    criticalRisk: version.critical_risk,
  };
  return {
    reference,
    rationale,
    ...(version.revised_because &&
      version.revised_at && {
        revision: { at: version.revised_at.toISOString(), because: version.revised_because },
      }),
    ...(modelsShown ? {} : { modelsHidden: true as const }),
    predictions: rows.map((row) => {
      const reading = toReading(row, version, reference);
      return { ...reading, recall: reading.rationale && recallRationale(rationale, reading.rationale) };
    }),
  };
}

function toReading(
  row: PredictionRow,
  version: VersionRow,
  reference: Reference,
): Omit<ModelReading, "recall"> {
  const box = boxOf(row);
  return {
    model: row.model,
    run: row.run,
    phase: row.phase,
    phaseProbabilities: probabilitiesOf(row.phase_probabilities),
    box,
    rationale: rationaleOf(row.rationale),
    error: row.error,
    score: scoreAnswer(row.phase, box, reference, version),
    zoneOutcome: readZone(box, reference).outcome,
  };
}

/** The box of a row that holds one in four columns; null where the columns are. */
export function boxOf(row: {
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
}): Box | null {
  const { x1, y1, x2, y2 } = row;
  return x1 === null || y1 === null || x2 === null || y2 === null ? null : [x1, y1, x2, y2];
}

export function probabilitiesOf(stored: Record<string, number> | null): Record<Phase, number> | null {
  if (stored === null) return null;
  return Object.fromEntries(PHASES.map((phase) => [phase, stored[phase] ?? 0])) as Record<Phase, number>;
}

export function rationaleOf(stored: unknown): Rationale | null {
  const parsed = rationaleSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
