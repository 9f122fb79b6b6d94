import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { rebuildFigures } from "../../services/kept-figures/rebuild-figures";
import { BENCH_INSTITUTION, helpers, steps } from "./statements";

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
 * @param passwordHash of the institution's faculty, director, admin and one resident: `faculty@bench.example` …
 * @param onProgress told what is made, and of how many steps it is which
 */
export async function makeBenchData(
  db: Database,
  size: BenchSize,
  passwordHash: string,
  now: Date,
  onProgress: (what: string, done: number, total: number) => void = () => {},
): Promise<void> {
  const values = [
    size.seed,
    size.cases,
    size.sets,
    size.attempts,
    size.residents,
    size.cohorts,
    passwordHash,
  ];
  await inTransaction(db, async (client) => {
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query(helpers);
    for (const [index, { name, text }] of steps.entries()) {
      onProgress(name, index, steps.length);
      const numbers = [...new Set(text.match(/\$\d/g))].map((match) => Number(match.slice(1))).sort();
      // Postgres takes no more parameters than a statement names.
      const own = text.replaceAll(/\$(\d)(?!\d)/g, (_, n: string) => `$${numbers.indexOf(Number(n)) + 1}`);
      await client.query(
        own,
        numbers.map((n) => values[n - 1]),
      );
      await client.query("ANALYZE");
    }
  });
  await rebuildFigures(db, now, (done, total) => onProgress("figures", done, total));
  await db.pool.query("VACUUM ANALYZE");
}
