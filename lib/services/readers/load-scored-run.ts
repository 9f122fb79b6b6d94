import { z } from "zod";
import type { Database } from "../../db/client";
import { type ScoredRunCase, scoreRun } from "../../domain/readers/score-run";
import { CASE_SPLITS } from "../../domain/readers/table-view";
import type { CaseSplit, MeasuredCases } from "../../domain/readers/views";
import { loadSplits, type MeasuredSplits } from "./load-cases";
import { loadDatasetStamps, loadRunStamps } from "./load-stamps";
import { loadPredictions } from "./parts/load-predictions";
import { remembering } from "./remember";

export const runInputSchema = z.object({
  runId: z.uuid(),
  /** The first in which the run has predictions, unless told. */
  split: z.enum(["train", "test", "none"]).nullable().catch(null),
});

/** A run's cases, scored, in each split in which it has predictions. */
type ScoredSplits = ReadonlyMap<CaseSplit, readonly ScoredRunCase[]>;

const rememberScored = remembering<ScoredSplits>(16);

/** Scores a run over the splits of its dataset. Callers have authorized. */
export function loadScoredSplits(
  db: Database,
  runId: string,
  splits: MeasuredSplits,
  stamp: string,
): Promise<ScoredSplits> {
  return rememberScored(runId, stamp, async () => {
    const predictions = await loadPredictions(db, runId);
    return new Map(
      CASE_SPLITS.flatMap((split) => {
        const cases = splits.get(split)?.cases ?? [];
        return cases.some(({ id }) => predictions.has(id)) ? [[split, scoreRun(cases, predictions)]] : [];
      }),
    );
  });
}

const findRun = (db: Database, id: string, institutionId: string) =>
  db.prisma.modelRun.findFirst({
    where: { id, dataset: { institutionId } },
    include: { model: true, dataset: true },
  });

type ScoredRun = {
  readonly run: NonNullable<Awaited<ReturnType<typeof findRun>>>;
  /** Of the predictions and the cases. */
  readonly stamp: string;
  readonly splits: readonly CaseSplit[];
  readonly split: CaseSplit;
  readonly measured: MeasuredCases;
  readonly cases: readonly ScoredRunCase[];
  readonly frameVersions: ReadonlyMap<string, string>;
};

/** A run of the institution's with its cases in one split, scored; null where there is none. Callers have authorized. */
export async function loadScoredRun(
  db: Database,
  { runId, split: asked }: z.infer<typeof runInputSchema>,
  institutionId: string,
): Promise<ScoredRun | null> {
  const run = await findRun(db, runId, institutionId);
  if (!run) return null;
  const [datasets, runs] = await Promise.all([
    loadDatasetStamps(db, [run.datasetId]),
    loadRunStamps(db, [runId]),
  ]);
  const datasetStamp = datasets.get(run.datasetId) ?? "";
  const stamp = `${datasetStamp}, ${runs.get(runId) ?? ""}`;
  const all = await loadSplits(db, run.dataset, datasetStamp);
  const scored = await loadScoredSplits(db, runId, all, stamp);
  const splits = [...scored.keys()];
  const split = asked && scored.has(asked) ? asked : (splits[0] ?? "none");
  const { measured, cases } = all.get(split)!;
  return {
    run,
    stamp,
    splits,
    split,
    measured,
    cases: scored.get(split) ?? [],
    frameVersions: new Map(cases.map(({ id, frameVersion }) => [id, frameVersion])),
  };
}
