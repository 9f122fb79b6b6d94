import type { Database } from "../../db/client";
import type { ModelOutcome } from "../../domain/library/views";
import { loadSplits } from "../readers/load-cases";
import { loadScoredSplits } from "../readers/load-scored-run";
import { loadDatasetStamps, loadRunStamps } from "../readers/load-stamps";

/** How a run did at a case. */
export type Outcomes = ReadonlyMap<string, Exclude<ModelOutcome, "none">>;

/**
 * How a run that readers see did at the cases of its dataset, by the case's id; those it has not read are not in it.
 * Null where the institution has no such run. Callers have authorized.
 */
export async function loadOutcomes(
  db: Database,
  institutionId: string,
  runId: string,
): Promise<Outcomes | null> {
  const run = await db.prisma.modelRun.findFirst({
    where: { id: runId, shown: true, dataset: { institutionId } },
    select: { dataset: { select: { id: true, name: true } } },
  });
  if (!run) return null;
  const { dataset } = run;
  const [datasets, runs] = await Promise.all([
    loadDatasetStamps(db, [dataset.id]),
    loadRunStamps(db, [runId]),
  ]);
  const stamp = datasets.get(dataset.id) ?? "";
  const splits = await loadSplits(db, dataset, stamp);
  const scored = await loadScoredSplits(db, runId, splits, `${stamp}, ${runs.get(runId) ?? ""}`);
  return new Map(
    [...scored.values()]
      .flat()
      .filter(({ state }) => state !== "missing")
      .map(({ case: { id }, score }) => [id, score.hardcoreHit ? "hit" : "miss"]),
  );
}
