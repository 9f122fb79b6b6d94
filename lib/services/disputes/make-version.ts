import type pg from "pg";
import { compareReferences } from "../../domain/disputes/compare-references";
import type { NewReference } from "../../domain/disputes/input";
import { boxProblem, boxSchema, type Size } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { fail, type Result, succeed } from "../result";

export type MadeVersion = { readonly id: string; readonly number: number; readonly frame: Size };

type Row = {
  frame_id: string;
  phase: Phase;
  boxes: unknown;
  location: string;
  exposure: string;
  next_action: string;
  critical_risk: string;
  width: number;
  height: number;
};

/** Gives a case another reference over the same frame, and makes it the current one. The caller holds the case. */
export async function makeVersion(
  client: pg.ClientBase,
  now: Date,
  caseId: string,
  currentVersionId: string,
  reference: NewReference,
): Promise<Result<MadeVersion>> {
  const found = await client.query<Row>(
    `SELECT v.frame_id, v.phase, v.boxes, v.location, v.exposure, v.next_action, v.critical_risk, f.width, f.height
     FROM case_version v JOIN frame f ON f.id = v.frame_id WHERE v.id = $1`,
    [currentVersionId],
  );
  const current = found.rows[0]!;
  const { width, height } = current;
  for (const [i, box] of reference.boxes.entries()) {
    const problem = boxProblem(box, current);
    if (problem) return fail("invalid", `reference.boxes.${i}: ${problem}`);
  }
  if (compareReferences(toReference(current), reference).length === 0) {
    return fail(
      "invalid",
      "reference: it is the one that is questioned. Change it to accept the question, or reject it.",
    );
  }
  const { phase, boxes, rationale } = reference;
  const made = await client.query<{ id: string; number: number }>(
    `WITH made AS (
       INSERT INTO case_version
         (case_id, number, frame_id, phase, boxes, location, exposure, next_action, critical_risk, reason, created_at)
       SELECT $1, max(number) + 1, $2, $3::phase, $4::jsonb, $5, $6, $7, $8, 'dispute', $9
       FROM case_version WHERE case_id = $1
       RETURNING id, number
     )
     SELECT id, number FROM made`,
    [
      caseId,
      current.frame_id,
      phase,
      JSON.stringify(boxes),
      rationale.location,
      rationale.exposure,
      rationale.nextAction,
      rationale.criticalRisk,
      now,
    ],
  );
  const version = made.rows[0]!;
  await client.query(`UPDATE "case" SET current_version_id = $2 WHERE id = $1`, [caseId, version.id]);
  return succeed({ ...version, frame: { width, height } });
}

function toReference(row: Row): NewReference {
  return {
    phase: row.phase,
    boxes: boxSchema.array().parse(row.boxes) as NewReference["boxes"],
    rationale: {
      location: row.location,
      exposure: row.exposure,
      nextAction: row.next_action,
      criticalRisk: row.critical_risk,
    },
  };
}
