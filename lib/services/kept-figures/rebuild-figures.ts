import type pg from "pg";
import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { makeCaseFigures, makeCohortWeeks, makeUserWeeks } from "./make-figures";

/** Readers, cohorts or cases whose figures are made at once. */
const BATCH = 40;

/** How the figures that were kept differ from those made from scratch; counted in rows. */
export type FiguresDifference = {
  readonly table: "user_week" | "cohort_week" | "case_figures";
  readonly kept: number;
  readonly made: number;
  /** Rows that are in one and not in the other, or in both with other numbers. */
  readonly different: number;
};

/**
 * Makes all figures from scratch and tells how the kept ones differed: not at all, unless something went wrong. In one
 * transaction, in which nobody else makes figures: pages show the old ones until it ends.
 *
 * @param onProgress told how many of the readers, cohorts and cases are done
 */
export async function rebuildFigures(
  db: Database,
  now: Date,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly FiguresDifference[]> {
  return inTransaction(db, async (client) => {
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query("LOCK TABLE user_week, cohort_week, case_figures IN SHARE ROW EXCLUSIVE MODE");
    for (const table of TABLES) {
      await client.query(`CREATE TEMPORARY TABLE kept_${table} ON COMMIT DROP AS SELECT * FROM ${table}`);
      await client.query(`DELETE FROM ${table}`);
    }
    // Whatever was due is made here.
    await client.query("DELETE FROM figures_due");
    const ids = async (text: string): Promise<string[]> =>
      (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
    const users = await ids("SELECT DISTINCT user_id AS id FROM attempt ORDER BY 1");
    const cohorts = await ids("SELECT id FROM cohort ORDER BY 1");
    const cases = await ids("SELECT DISTINCT case_id AS id FROM attempt ORDER BY 1");
    const total = users.length + cohorts.length + cases.length;
    let done = 0;
    const inBatches = async (all: readonly string[], work: (some: string[]) => Promise<void>) => {
      for (let start = 0; start < all.length; start += BATCH) {
        const some = all.slice(start, start + BATCH);
        await work(some);
        done += some.length;
        onProgress(done, total);
      }
    };
    await inBatches(users, async (some) => {
      const { rows } = await client.query<{ userId: string; week: string }>(weeksOfUsers, [some]);
      await makeUserWeeks(client, now, rows);
    });
    await inBatches(cohorts, async (some) => {
      const { rows } = await client.query<{ cohortId: string; week: string }>(weeksOfCohorts, [some]);
      await makeCohortWeeks(client, now, rows);
    });
    await inBatches(cases, (some) => makeCaseFigures(client, now, some));
    const differences: FiguresDifference[] = [];
    for (const table of TABLES) differences.push(await compare(client, table));
    return differences;
  });
}

const TABLES = ["user_week", "cohort_week", "case_figures"] as const;

const weeksOfUsers = `SELECT DISTINCT t.user_id AS "userId",
    date_trunc('week', t.locked_at AT TIME ZONE i.time_zone)::date::text AS week
  FROM attempt t JOIN "user" u ON u.id = t.user_id JOIN institution i ON i.id = u.institution_id
  WHERE t.user_id = ANY($1::uuid[]) AND t.ordinal = 1`;

const weeksOfCohorts = `SELECT DISTINCT m.cohort_id AS "cohortId", w.week::text AS week
  FROM membership m JOIN user_week w ON w.user_id = m.user_id
  WHERE m.cohort_id = ANY($1::uuid[])`;

async function compare(client: pg.ClientBase, table: (typeof TABLES)[number]): Promise<FiguresDifference> {
  const { rows } = await client.query<{ kept: number; made: number; different: number }>(
    `SELECT (SELECT count(*)::int FROM kept_${table}) AS kept, (SELECT count(*)::int FROM ${table}) AS made,
      (SELECT count(*)::int FROM (
        (TABLE kept_${table} EXCEPT TABLE ${table}) UNION (TABLE ${table} EXCEPT TABLE kept_${table})
      ) AS differing) AS different`,
  );
  return { table, ...rows[0]! };
}
