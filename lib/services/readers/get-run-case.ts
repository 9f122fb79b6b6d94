import { z } from "zod";
import { may } from "../../auth/policy";
import { boxSchema } from "../../domain/geometry";
import { caseQuerySchema, listCases } from "../../domain/readers/case-list";
import type { RunCaseView } from "../../domain/readers/views";
import { recallRationale } from "../../recall/recall-rationale";
import { zoneOf } from "../../sql/zone";
import { rationaleOf } from "../attempts/load-reveal";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { toEntry } from "./list-run-cases";
import { loadScoredRun, runInputSchema } from "./load-scored-run";

const inputSchema = runInputSchema.omit({ split: true }).extend({
  caseId: z.uuid(),
  /** The list that the case is one of, for the cases before and after it. */
  query: caseQuerySchema,
});

const answerToCase = {
  name: "run-answer-to-case",
  text: `SELECT vi.split, v.location, v.exposure, v.next_action, v.critical_risk,
      p.x1, p.y1, p.x2, p.y2, p.rationale, p.raw, p.samples
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    LEFT JOIN prediction p ON p.case_id = c.id AND p.run_id = $2
    WHERE c.id = $1 AND d.institution_id = $3`,
};

type Row = {
  split: "train" | "test" | null;
  location: string;
  exposure: string;
  next_action: string;
  critical_risk: string;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
  rationale: unknown;
  raw: unknown;
  samples: unknown;
};

const rawSchema = z
  .object({ turn1: z.string().nullable().catch(null), turn2: z.string().nullable().catch(null) })
  .catch({ turn1: null, turn2: null });

const samplesSchema = z
  .array(
    z.object({
      seed: z.number(),
      box: boxSchema.nullable(),
      raw: z.string().nullable(),
      error: z.string().nullable(),
    }),
  )
  .catch([]);

/** What a run made of a case, beside the reference: for staff, never for those who practise on it. */
export async function getRunCase(ctx: Context, input: unknown): Promise<Result<RunCaseView>> {
  const { actor, db } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "see-readers") || !parsed.success) return notFound("case");
  const { runId, caseId, query } = parsed.data;
  const [row] = await db.query<Row>(answerToCase, [caseId, runId, actor.institutionId]);
  if (!row) return notFound("case");
  const run = await loadScoredRun(db, { runId, split: row.split ?? "none" }, actor.institutionId);
  const scored = run?.cases.find(({ case: { id } }) => id === caseId);
  if (!run || !scored) return notFound("case");
  const list = listCases(run.cases, query).map(({ case: { id } }) => id);
  const place = list.indexOf(caseId);
  const { width, height, phase, boxes } = scored.case;
  const reference = {
    location: row.location,
    exposure: row.exposure,
    nextAction: row.next_action,
    criticalRisk: row.critical_risk,
  };
  const rationale = rationaleOf(row.rationale);
  return succeed({
    runId,
    model: run.run.model.name,
    run: run.run.name,
    split: run.split,
    entry: toEntry(scored, run.frameVersions),
    width,
    height,
    notice: run.run.dataset.notice,
    datasetId: run.run.dataset.id,
    reveal: {
      reference: { phase, boxes },
      rationale: reference,
      predictions: [
        {
          model: run.run.model.name,
          run: run.run.name,
          phase: scored.phase,
          phaseProbabilities: scored.phaseProbabilities,
          box: zoneOf(row),
          rationale,
          recall: rationale && recallRationale(reference, rationale),
          error: scored.error,
          score: scored.score,
          zoneOutcome: scored.zoneOutcome,
        },
      ],
    },
    raw: rawSchema.parse(row.raw),
    samples: samplesSchema.parse(row.samples ?? []),
    place: place + 1,
    of: list.length,
    previous: list[place - 1] ?? null,
    next: place < 0 ? null : (list[place + 1] ?? null),
  });
}
