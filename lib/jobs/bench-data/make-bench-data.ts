import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
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

export type BenchSize = {
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
  const values = [
    size.seed,
    size.cases,
    size.sets,
    size.attempts,
    residents,
    cohorts,
    passwordHash,
    now,
    cohorts > 1 && residents > 40 * ofForty + (cohorts - ofForty) ? ofForty : 0,
  ];
  await inTransaction(db, async (client) => {
    for (const setting of SETTINGS) await client.query(`SET LOCAL ${setting}`);
    await client.query(helpers);
    for (const [index, { name, text }] of steps.entries()) {
      onProgress(name, index, steps.length);
      const numbers = [...new Set(text.match(/\$\d/g))].map((match) => Number(match.slice(1))).sort();
      // Postgres takes no more parameters than a statement names.
      const own = text.replaceAll(/\$(\d)(?!\d)/g, (_, n: string) => `$${numbers.indexOf(Number(n)) + 1}`);
      const insert = () =>
        client.query(
          own,
          numbers.map((n) => values[n - 1]),
        );
      if (name === "attempts") {
        await withoutIndexes(client, "attempt", insert, () => onProgress("indexes", index, steps.length));
      } else await insert();
      if (name !== "disputes") await client.query("ANALYZE");
    }
  });
  await rebuildFigures(db, now, (done, total) => onProgress("figures", done, total));
  await db.pool.query("VACUUM ANALYZE");
}
