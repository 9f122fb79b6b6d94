import { z } from "zod";
import { may } from "../../auth/policy";
import { jsonOf, nullable, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { readContact } from "../../domain/no-go/contact";
import { caseQuerySchema, listCases } from "../../domain/readers/case-list";
import type { RunCaseView } from "../../domain/readers/views";
import { zoneSchema } from "../../domain/scoring/zone-schema";
import type { Written } from "../../domain/view";
import { recallRationale } from "../../recall/recall-rationale";
import { modelRationale, noGoRegions, split } from "../../sql/types";
import { rationaleRow, toRationale } from "../../sql/versions";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { toEntry } from "./list-run-cases";
import { loadScoredRun, runInputSchema } from "./load-scored-run";

const inputSchema = runInputSchema.omit({ split: true }).extend({
  caseId: z.uuid(),
  /** The list that the case is one of, for the cases before and after it. */
  query: caseQuerySchema,
});

/** What the model wrote in either turn. */
const rawSchema = z
  .object({ turn1: z.string().nullable().catch(null), turn2: z.string().nullable().catch(null) })
  .catch({ turn1: null, turn2: null });

const samplesSchema = z
  .array(
    z.object({
      seed: z.number(),
      box: zoneSchema.nullable(),
      raw: z.string().nullable(),
      error: z.string().nullable(),
    }),
  )
  .catch([]);

const answerToCase = statement({
  name: "run-answer-to-case",
  params: { caseId: uuid, runId: uuid, institutionId: uuid },
  row: {
    split: nullable(split),
    no_go: noGoRegions,
    ...rationaleRow,
    ...maybeZoneRow,
    rationale: nullable(modelRationale),
    raw: nullable(jsonOf(rawSchema)),
    samples: nullable(jsonOf(samplesSchema)),
  },
  sql: `SELECT vi.split, v.no_go, v.location, v.exposure, v.next_action, v.critical_risk,
      ${zoneColumns("p")}, p.rationale, p.raw, p.samples
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    LEFT JOIN prediction p ON p.case_id = c.id AND p.run_id = $runId
    WHERE c.id = $caseId AND d.institution_id = $institutionId`,
});

/** What a run made of a case, beside the reference: for staff, never for those who practise on it. */
export async function getRunCase(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<RunCaseView>> {
  const { actor, db } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "see-readers") || !parsed.success) return notFound("case");
  const { runId, caseId, query } = parsed.data;
  const row = await db.find(answerToCase, { caseId, runId, institutionId: actor.institutionId });
  if (!row) return notFound("case");
  const run = await loadScoredRun(db, { runId, split: row.split ?? "none" }, actor.institutionId);
  const scored = run?.cases.find(({ case: { id } }) => id === caseId);
  if (!run || !scored) return notFound("case");
  const list = listCases(run.cases, query).map(({ case: { id } }) => id);
  const place = list.indexOf(caseId);
  const { width, height, phase, boxes } = scored.case;
  const box = zoneOf(row);
  const own = toRationale(row);
  const { rationale } = row;
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
      reference: { phase, boxes, noGo: row.no_go },
      rationale: own,
      predictions: [
        {
          model: run.run.model.name,
          run: run.run.name,
          phase: scored.phase,
          phaseProbabilities: scored.phaseProbabilities,
          box,
          rationale,
          recall: rationale && recallRationale(own, rationale),
          error: scored.error,
          score: scored.score,
          zoneOutcome: scored.zoneOutcome,
          contact: readContact(box, row.no_go, scored.case),
        },
      ],
    },
    raw: row.raw ?? { turn1: null, turn2: null },
    samples: row.samples ?? [],
    place: place + 1,
    of: list.length,
    previous: list[place - 1] ?? null,
    next: place < 0 ? null : (list[place + 1] ?? null),
  });
}
