import { z } from "zod";
import { t } from "@/lib/language/t";
import { integer, jsonOf, nullable, text, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Phase } from "../../domain/phases";
import type { Rationale } from "../../domain/rationale";
import { zoneSchema } from "../../domain/scoring/zone-schema";
import { phase } from "../../sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import type { PredictionRow } from "./upsert-predictions";

const words = z.string().nullable();
const raw = z.object({ turn1: words, turn2: words });
const samples = z.array(z.object({ seed: z.int(), box: zoneSchema.nullable(), raw: words, error: words }));

const selectAnswers = statement({
  name: "run-answers",
  params: { runId: uuid, caseIds: nullable(uuids) },
  row: {
    ...{ case_id: uuid, phase: nullable(phase), ...maybeZoneRow, error: nullable(text) },
    phase_probabilities: nullable(jsonOf(z.custom<Partial<Record<Phase, number>>>())),
    rationale: nullable(jsonOf(z.custom<Rationale>())),
    ...{ raw: nullable(jsonOf(raw)), samples: nullable(jsonOf(samples)), width: integer, height: integer },
  },
  sql: `SELECT p.case_id, p.phase, ${zoneColumns("p")}, p.error, p.phase_probabilities, p.rationale, p.raw, p.samples,
      f.width, f.height
    FROM prediction p
    JOIN "case" c ON c.id = p.case_id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE p.run_id = $runId AND ($caseIds::uuid[] IS NULL OR p.case_id = ANY($caseIds))`,
  prepared: false,
});

type Answer = {
  readonly row: PredictionRow;
  /** The frame's, in pixels. */
  readonly width: number;
  readonly height: number;
};

/**
 * What a run's model has said so far, with what was read from it.
 *
 * @param caseIds of these cases; null: of all
 */
export async function loadAnswers(
  ctx: Context,
  { runId, caseIds }: { readonly runId: string; readonly caseIds: readonly string[] | null },
): Promise<Result<readonly Answer[]>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  const rows = await ctx.db.all(selectAnswers, { runId, caseIds });
  return succeed(
    rows.map(({ case_id: caseId, phase_probabilities: phaseProbabilities, width, height, ...row }) => ({
      row: {
        ...{ caseId, phase: row.phase, phaseProbabilities, box: zoneOf(row) },
        ...{ rationale: row.rationale, raw: row.raw, samples: row.samples, error: row.error },
      },
      width,
      height,
    })),
  );
}
