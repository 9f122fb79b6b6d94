import { z } from "zod";
import { phaseSchema } from "../phase-schema";
import { zoneOutcomeSchema } from "../scoring/failure";
import { failureOf } from "./report-run";
import type { ScoredRunCase } from "./score-run";

/** Which of a run's cases are asked for, and in what order. */
export const caseQuerySchema = z.object({
  /** worst: least hardcore IoU first. frame: by video and frame. sure: most sure of a wrong phase first. */
  order: z.enum(["worst", "best", "frame", "sure"]).catch("worst"),
  /** The reference's. */
  phase: phaseSchema.nullable().catch(null),
  named: z.enum(["right", "wrong", "none"]).nullable().catch(null),
  zone: z
    .union([zoneOutcomeSchema, z.literal("none")])
    .nullable()
    .catch(null),
  /** errors: what could not be read; missing: what was never asked. */
  state: z.enum(["failed", "missing"]).nullable().catch(null),
});
export type CaseQuery = z.infer<typeof caseQuerySchema>;

export const PLAIN_CASE_QUERY: CaseQuery = {
  order: "worst",
  phase: null,
  named: null,
  zone: null,
  state: null,
};

/** Reads a query from an address; what it doesn't know is left out. */
export function readCaseQuery(params: URLSearchParams): CaseQuery {
  return caseQuerySchema.parse(
    Object.fromEntries(Object.keys(PLAIN_CASE_QUERY).map((name) => [name, params.get(name)])),
  );
}

/** The address of a query: empty for the plain one. */
export function writeCaseQuery(query: CaseQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== PLAIN_CASE_QUERY[name as keyof CaseQuery]) params.set(name, value);
  }
  return params;
}

/** The cases that a query asks for, in its order; equals by video and frame. */
export function listCases(cases: readonly ScoredRunCase[], query: CaseQuery): readonly ScoredRunCase[] {
  return cases.filter((scored) => isAskedFor(scored, query)).sort(orders[query.order]);
}

function isAskedFor(scored: ScoredRunCase, { phase, named, zone, state }: CaseQuery): boolean {
  const failure = failureOf(scored);
  return (
    (phase === null || scored.case.phase === phase) &&
    (named === null || failure.phase === named) &&
    (zone === null || failure.zone === zone) &&
    (state === null || scored.state === state)
  );
}

type Order = (a: ScoredRunCase, b: ScoredRunCase) => number;

const names = new Intl.Collator("en", { numeric: true });

const byFrame: Order = ({ case: a }, { case: b }) =>
  a.video === b.video ? a.frame - b.frame : names.compare(a.video, b.video) || (a.video < b.video ? -1 : 1);

const byScore: Order = ({ score: a }, { score: b }) =>
  a.hardcoreIou - b.hardcoreIou || a.iou - b.iou || b.centerDistance - a.centerDistance;

/** How sure the model was of a wrong phase; below all others where the phase is right, or no probability is known. */
const surelyWrong = ({ phase, phaseProbabilities, score }: ScoredRunCase): number =>
  phase && phaseProbabilities && !score.phaseCorrect ? phaseProbabilities[phase] : -1;

const orders: Readonly<Record<CaseQuery["order"], Order>> = {
  worst: (a, b) => byScore(a, b) || byFrame(a, b),
  best: (a, b) => byScore(b, a) || byFrame(a, b),
  frame: byFrame,
  sure: (a, b) => surelyWrong(b) - surelyWrong(a) || byScore(a, b) || byFrame(a, b),
};

/**
 * A page of a list, after the case that the page before ended with.
 *
 * @returns null where there is no such case in the list: the filters, or the data, have changed
 */
export function pageAfter(
  list: readonly ScoredRunCase[],
  after: string | null,
  size: number,
): { readonly cases: readonly ScoredRunCase[]; readonly next: string | null } | null {
  const start = after === null ? 0 : list.findIndex((scored) => scored.case.id === after) + 1;
  if (after !== null && start === 0) return null;
  const cases = list.slice(start, start + size);
  return { cases, next: start + size < list.length ? cases.at(-1)!.case.id : null };
}
