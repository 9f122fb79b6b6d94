import type { User } from "../../auth/actor";
import { day, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Period, ReferenceRow } from "../../domain/cohorts/views";
import { PAPER_CASES, PAPER_TABLE, paperMetrics } from "../../domain/readers/paper-table";
import { metricsOf, newTally, tallyAnswer } from "../../domain/scoring/metrics";
import { countedFirstAttempt } from "../../sql/attempts";
import type { Context } from "../context";
import { loadSplits } from "../readers/load-cases";
import { loadScoredSplits } from "../readers/load-scored-run";
import { loadDatasetStamps, loadRunStamps } from "../readers/load-stamps";
import { remembering } from "../readers/remember";

/** Reference lines change little with an answer more: they may be this old. */
const MINUTES = 10;

const remember = remembering<readonly ReferenceRow[]>(1000);

/** The cases of the answers that count in the cohort's figures from a day on. */
const answeredCases = statement({
  name: "answered-cases-of-cohort",
  params: { cohortId: uuid, from: day, now: timestamp },
  row: { case_id: uuid },
  sql: `SELECT DISTINCT t.case_id FROM membership m JOIN attempt t ON t.user_id = m.user_id
    WHERE m.cohort_id = $cohortId AND t.locked_at >= $from AND ${countedFirstAttempt("$now")}
      AND t.locked_at >= m.joined_at AND (m.left_at IS NULL OR t.locked_at < m.left_at)`,
});

/** The models shown to residents, on the cohort's own cases, and the paper's best. Callers have authorized. */
export async function loadReferences(
  ctx: Context,
  actor: User,
  cohortId: string,
  period: Period,
): Promise<readonly ReferenceRow[]> {
  const stamp = Math.floor(ctx.now.getTime() / (MINUTES * 60_000));
  const models = await remember(`${cohortId} ${period.from}`, String(stamp), () =>
    loadModels(ctx, actor, cohortId, period.from),
  );
  return [...models, ...PAPER_ROWS];
}

async function loadModels(
  { db, now }: Context,
  actor: User,
  cohortId: string,
  from: string,
): Promise<readonly ReferenceRow[]> {
  const runs = await db.prisma.modelRun.findMany({
    where: { shown: true, dataset: { institutionId: actor.institutionId, publication: "published" } },
    include: { model: true, dataset: true },
    orderBy: [{ model: { name: "asc" } }, { name: "asc" }],
  });
  if (runs.length === 0) return [];
  const rows = await db.all(answeredCases, { cohortId, from, now });
  const answered = new Set(rows.map((row) => row.case_id));
  const [datasetStamps, runStamps] = await Promise.all([
    loadDatasetStamps(db, [...new Set(runs.map(({ datasetId }) => datasetId))]),
    loadRunStamps(
      db,
      runs.map(({ id }) => id),
    ),
  ]);
  // A model's runs over several datasets are one line: the cohort's cases are of all of them.
  const lines = new Map<string, ReturnType<typeof newTally>>();
  for (const run of runs) {
    const datasetStamp = datasetStamps.get(run.datasetId);
    if (datasetStamp === undefined) continue;
    const splits = await loadSplits(db, run.dataset, datasetStamp);
    const scored = await loadScoredSplits(
      db,
      run.id,
      splits,
      `${datasetStamp}, ${runStamps.get(run.id) ?? ""}`,
    );
    const name = run.name === run.model.name ? run.name : `${run.model.name}, ${run.name}`;
    const tally = lines.get(name) ?? newTally();
    for (const each of [...scored.values()].flat()) {
      if (!answered.has(each.case.id) || each.state === "missing") continue;
      tallyAnswer(tally, { ...each.score, contact: each.contact });
    }
    lines.set(name, tally);
  }
  return [...lines].flatMap(([name, tally]) => {
    const figures = metricsOf(tally);
    return figures.n === 0 ? [] : [{ name, kind: "model" as const, cases: figures.n, figures }];
  });
}

/** The best of each family of the paper's models by HA@0.25. */
const PAPER_ROWS: readonly ReferenceRow[] = (["specialist", "generalist"] as const).map((family) => {
  const rows = PAPER_TABLE.filter((row) => row.family === family).map((row) => ({
    row,
    figures: paperMetrics(row),
  }));
  const best = rows.reduce((most, each) => (each.figures.ha25! > most.figures.ha25! ? each : most));
  return { name: best.row.name, kind: "paper", cases: PAPER_CASES.n, figures: best.figures };
});
