import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import { FEWEST_RESIDENTS } from "../../domain/cohorts/suppression";
import { intervalsOver, metricsOver } from "../../domain/evaluation/evaluate";
import { PAPER_CASES, PAPER_TABLE, paperMetrics } from "../../domain/readers/paper-table";
import { countOf, evaluateRun, INTERVALS } from "../../domain/readers/report-run";
import type {
  CaseSplit,
  CohortReader,
  PaperReader,
  ReadersTable,
  RunReader,
} from "../../domain/readers/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadSplits, type MeasuredSplits } from "./load-cases";
import { type CohortFigures, loadCohorts } from "./load-cohorts";
import { loadScoredSplits } from "./load-scored-run";
import { loadDatasetStamps, loadRunStamps } from "./load-stamps";
import { studyMarks } from "./parts/study-marks";
import { remembering } from "./remember";

/** All readers: the paper's models, the runs measured here, residents by cohort. */
export async function listReaders(ctx: Context): Promise<Result<ReadersTable>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-readers")) return notFound("page");
  const cohortsTold = may(actor, "see-cohorts");
  const [datasets, cohorts] = await Promise.all([
    db.prisma.dataset.findMany({
      where: { institutionId: actor.institutionId },
      orderBy: { name: "asc" },
      include: { modelRuns: { include: { model: true } } },
    }),
    cohortsTold ? loadCohorts(ctx, actor.institutionId) : [],
  ]);
  const runs = datasets.flatMap(({ modelRuns }) => modelRuns);
  const [datasetStamps, runStamps] = await Promise.all([
    loadDatasetStamps(db, idsOf(datasets)),
    loadRunStamps(db, idsOf(runs)),
  ]);
  const rows = await Promise.all(
    datasets.map(async (dataset) => {
      const own = cohorts.filter(({ datasetId }) => datasetId === dataset.id);
      const stamp = datasetStamps.get(dataset.id);
      if (stamp === undefined || (dataset.modelRuns.length === 0 && own.length === 0)) return [];
      const splits = await loadSplits(db, dataset, stamp);
      const read = await Promise.all(
        dataset.modelRuns.map((run) =>
          runReaders(db, run, splits, `${stamp}, ${runStamps.get(run.id) ?? ""}`),
        ),
      );
      return [...read.flat(), ...own.flatMap((cohort) => cohortReader(actor, cohort, splits))];
    }),
  );
  const told = rows.flat();
  return succeed({
    rows: [...told, ...paperReaders()],
    datasets: datasets
      .filter(({ id }) => told.some(({ measured }) => measured.datasetId === id))
      .map(({ id, name }) => ({ id, name })),
    cohortsTold,
  });
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

type RunRow = {
  readonly id: string;
  readonly name: string;
  readonly checkpoint: string | null;
  readonly promptVersion: string | null;
  readonly parameters: unknown;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly shown: boolean;
  readonly model: { readonly name: string };
};

type RunFigures = Pick<RunReader, "metrics" | "intervals" | "missing" | "failed"> & {
  readonly split: CaseSplit;
};

const rememberFigures = remembering<readonly RunFigures[]>(1000);

/** A row for each split in which the run has a prediction. */
async function runReaders(
  db: Database,
  run: RunRow,
  splits: MeasuredSplits,
  stamp: string,
): Promise<RunReader[]> {
  const figures = await rememberFigures(run.id, stamp, async () =>
    [...(await loadScoredSplits(db, run.id, splits, stamp))].map(([split, scored]) => {
      const evaluation = evaluateRun(scored);
      return {
        split,
        metrics: metricsOver(evaluation),
        intervals: intervalsOver(evaluation, INTERVALS),
        missing: countOf(scored, "missing"),
        failed: countOf(scored, "failed"),
      };
    }),
  );
  return figures.map(({ split, ...own }) => ({
    kind: "run",
    key: `${run.id} ${split}`,
    measured: splits.get(split)!.measured,
    name: run.model.name,
    runId: run.id,
    run: run.name,
    checkpoint: run.checkpoint,
    promptVersion: run.promptVersion,
    unfinished: run.startedAt !== null && run.finishedAt === null,
    shown: run.shown,
    study: studyMarks(run.parameters),
    ...own,
  }));
}

/** A cohort's row; without figures or counts where it is too small for the viewer. */
function cohortReader(actor: User, cohort: CohortFigures, splits: MeasuredSplits): CohortReader[] {
  const whole = splits.get(cohort.split)?.measured;
  if (!whole) return [];
  const told = cohort.residents >= FEWEST_RESIDENTS || may(actor, "see-residents");
  const isPart = cohort.cases < whole.cases;
  return [
    {
      kind: "cohort",
      cohortId: cohort.cohortId,
      key: `${cohort.cohortId ?? "none"} ${cohort.datasetId} ${cohort.split}`,
      name: cohort.cohort ?? t`Residents of no cohort`,
      measured: told
        ? {
            ...whole,
            cases: cohort.cases,
            videos: cohort.videos,
            signature: isPart ? `part-of-${whole.signature}` : whole.signature,
          }
        : { ...whole, cases: 0, videos: 0, signature: `part-of-${whole.signature}` },
      metrics: told ? cohort.metrics : null,
      residents: told ? cohort.residents : null,
      attempts: told ? cohort.attempts : 0,
      given: told ? cohort.given : 0,
      outdated: told ? cohort.outdated : 0,
    },
  ];
}

function paperReaders(): PaperReader[] {
  const { dataset, split, n, videos } = PAPER_CASES;
  const measured = { datasetId: null, dataset, split, signature: "paper", cases: n, videos, of: n };
  return PAPER_TABLE.map((row) => ({
    kind: "paper",
    key: `paper ${row.name}`,
    name: row.name,
    family: row.family,
    measured,
    metrics: paperMetrics(row),
  }));
}
