import type { Database } from "../../db/client";
import { ownConnection } from "../../db/own-connection";
import { rebuildFigures } from "../../services/kept-figures/rebuild-figures";
import { BENCH_INSTITUTION, helpers, steps } from "./statements";
import { withoutIndexes } from "./without-indexes";

/** The indexes of ten million rows are sorted in memory. */
const SETTINGS = [
  "statement_timeout = 0",
  "maintenance_work_mem = '1GB'",
  "max_parallel_maintenance_workers = 2",
  "work_mem = '256MB'",
];

type BenchSize = {
  /** The same seed and sizes give the same rows. */
  readonly seed: number;
  readonly cases: number;
  readonly sets: number;
  /** First attempts; at most one of each resident at each case. */
  readonly attempts: number;
  readonly residents: number;
  readonly cohorts: number;
};

/** Why a database is not to be filled; null where it may. */
export async function refusalOf(db: Database, force: boolean): Promise<string | null> {
  const institutions = await db.prisma.institution.findMany({ select: { name: true } });
  if (institutions.some(({ name }) => name === BENCH_INSTITUTION)) {
    return "The database holds such data already. Make a new database for another size.";
  }
  if (institutions.length > 0 && !force) {
    return "The database holds other people’s data. Give an empty one, or --force to add to this one.";
  }
  return null;
}

/**
 * Fills a database with an institution of its own that has so many cases, sets and attempts, and makes their figures.
 *
 * @param passwordHash of everybody in the institution: `faculty@bench.example`, `resident1@…`
 * @param onProgress told what is made, and of how many steps it is which
 */
export async function makeBenchData(
  db: Database,
  size: BenchSize,
  passwordHash: string,
  now: Date,
  onProgress: (what: string, done: number, total: number) => void = () => {},
): Promise<void> {
  const { residents, cohorts } = size;
  const ofForty = Math.ceil(cohorts / 10);
  const values = {
    ...size,
    ...{ passwordHash, now },
    ofForty: cohorts > 1 && residents > 40 * ofForty + (cohorts - ofForty) ? ofForty : 0,
  };
  const own = await ownConnection(db);
  try {
    await own.utility("BEGIN");
    for (const setting of SETTINGS) await own.utility(`SET LOCAL ${setting}`);
    await own.utility(helpers);
    for (const [index, step] of steps.entries()) {
      onProgress(step.name, index, steps.length);
      const insert = () => own.run(step, values);
      if (step.name === "attempts") {
        await withoutIndexes(own, "attempt", insert, () => onProgress("indexes", index, steps.length));
      } else await insert();
      if (step.name !== "disputes") await own.utility("ANALYZE");
    }
    await own.utility("COMMIT");
    await rebuildFigures(db, now, (done, total) => onProgress("figures", done, total));
    await own.utility("VACUUM ANALYZE");
  } finally {
    own.end();
  }
}
