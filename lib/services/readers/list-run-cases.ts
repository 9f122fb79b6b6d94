import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { caseQuerySchema, listCases, pageAfter } from "../../domain/readers/case-list";
import type { ScoredRunCase } from "../../domain/readers/score-run";
import type { RunCaseEntry, RunCasePage } from "../../domain/readers/views";
import type { Written } from "../../domain/view";
import { frameUrl } from "../../sql/cases";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadScoredRun, runInputSchema } from "./load-scored-run";

const PAGE = 48;

const inputSchema = runInputSchema.extend({
  query: caseQuerySchema,
  /** The `next` of the page before. */
  after: z.uuid().nullable(),
});

/** A run's cases, the worst first unless asked otherwise, 48 a page. */
export async function listRunCases(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<RunCasePage>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-readers")) return notFound("run");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const scored = await loadScoredRun(db, parsed.data, actor.institutionId);
  if (!scored) return notFound("run");
  const list = listCases(scored.cases, parsed.data.query);
  const page = pageAfter(list, parsed.data.after, PAGE);
  if (!page) return fail("conflict", t`The list has changed since: begin again with its first page.`);
  return succeed({
    entries: page.cases.map((each) => toEntry(each, scored.frameVersions)),
    n: list.length,
    next: page.next,
  });
}

export function toEntry(scored: ScoredRunCase, frameVersions: ReadonlyMap<string, string>): RunCaseEntry {
  const { case: reference, phase, state, error, drawn, zoneOutcome, contact, score } = scored;
  return {
    caseId: reference.id,
    frameUrl: frameUrl(reference.id),
    frameVersion: frameVersions.get(reference.id) ?? "",
    video: reference.video,
    frame: reference.frame,
    referencePhase: reference.phase,
    phase,
    state,
    error,
    drawn,
    zoneOutcome,
    contact,
    score,
  };
}
