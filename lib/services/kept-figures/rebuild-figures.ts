import type pg from "pg";
import type { Database } from "../../db/client";
import { moments } from "./make-figures";
import { FIGURES_LOCK, refreshAll } from "./refresh-due-figures";
import {
  CASE_FIGURES,
  caseAnswers,
  caseFigures,
  GROUP_PERIOD,
  GROUP_WEEK,
  groupPeriods,
  groupWeeks,
  type Kept,
  MEMBER_PERIOD,
  MEMBER_WEEK,
  memberPeriods,
  memberWeeks,
  PROGRAM_WEEK,
  programWeeks,
} from "./statements";

/** Attempts whose sums are made in one statement: its groups stay in memory. */
const BATCH = 1_000_000;

/** How the figures that were kept differ from those made from scratch; counted in rows. */
export type FiguresDifference = {
  readonly table: string;
  readonly kept: number;
  readonly made: number;
  /** Rows that are in one and not in the other, or in both with other numbers. */
  readonly different: number;
};

/**
 * Makes all figures from scratch beside the kept ones, tells how those differed (not at all, unless something went
 * wrong), and puts the differing rows right. Everything is read as it was at one moment: answers that come in meanwhile
 * are due afterwards. Pages show the kept figures until it ends, and nobody else makes figures.
 *
 * @param onProgress told how many of the attempts are done
 */
export async function rebuildFigures(
  db: Database,
  now: Date,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly FiguresDifference[]> {
  const client = await db.pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    // Before the transaction, whose one moment begins with its first statement.
    await client.query("SELECT pg_advisory_lock($1)", [FIGURES_LOCK]);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const differences = await rebuild(client, now, onProgress);
    await client.query("COMMIT");
    // A connection ends some time after it is let go, and its lock with it: the chore needn't wait so long.
    await client.query("SELECT pg_advisory_unlock($1)", [FIGURES_LOCK]);
    return differences;
  } finally {
    // Its settings go with the connection, and where something failed the lock too.
    client.release(true);
  }
}

async function rebuild(
  client: pg.PoolClient,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<FiguresDifference[]> {
  for (const setting of SETTINGS) await client.query(`SET LOCAL ${setting}`);
  const kept = await client.query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM member_week) AS any");
  // What is due would differ though nothing is wrong. Where nothing is kept yet, all of it is made below.
  if (kept.rows[0]!.any) await refreshAll(client, now);
  else await client.query("DELETE FROM figures_due");
  await client.query("DELETE FROM case_due");
  await makeMembers(client, now, onProgress);
  const make = async ({ table }: Kept, select: string, values: readonly unknown[]): Promise<void> => {
    await client.query(`CREATE TEMPORARY TABLE made_${table} ON COMMIT DROP AS ${inlined(select, values)}`);
    await client.query(`ANALYZE made_${table}`);
  };
  await make(GROUP_WEEK, groupWeeks("made_member_week"), [now]);
  await make(MEMBER_PERIOD, memberPeriods("made_member_week"), [now]);
  await make(GROUP_PERIOD, groupPeriods("made_member_period", "made_group_week"), [now]);
  await make(PROGRAM_WEEK, programWeeks("made_group_week"), []);
  // Grouped where they lie, the attempts would be read case by case, all over the disk.
  await client.query(
    `CREATE TEMPORARY TABLE answers ON COMMIT DROP AS ${inlined(caseAnswers(), moments(now))}`,
  );
  await make(CASE_FIGURES, caseFigures("answers"), []);
  const differences: FiguresDifference[] = [];
  for (const table of [MEMBER_WEEK, MEMBER_PERIOD, GROUP_WEEK, GROUP_PERIOD, PROGRAM_WEEK, CASE_FIGURES]) {
    differences.push(await putRight(client, table));
  }
  return differences;
}

/** One statement uses both cores, and what it groups is not written to disk. */
const SETTINGS = [
  "work_mem = '256MB'",
  "max_parallel_workers_per_gather = 4",
  "parallel_leader_participation = on",
];

/** Member weeks from the attempts, so many readers at a time. */
async function makeMembers(
  client: pg.PoolClient,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { rows: readers } = await client.query<{ id: string; n: number }>(
    "SELECT user_id AS id, count(*)::int AS n FROM attempt GROUP BY user_id ORDER BY user_id",
  );
  const total = readers.reduce((sum, { n }) => sum + n, 0);
  await client.query("CREATE TEMPORARY TABLE made_member_week (LIKE member_week) ON COMMIT DROP");
  let done = 0;
  for (let start = 0; start < readers.length; ) {
    const ids: string[] = [];
    let attempts = 0;
    while (start < readers.length && (attempts === 0 || attempts + readers[start]!.n <= BATCH)) {
      ids.push(readers[start]!.id);
      attempts += readers[start]!.n;
      start++;
    }
    // A statement that only reads takes several processes; one that inserts takes one.
    await client.query(
      `CREATE TEMPORARY TABLE made_batch ON COMMIT DROP AS ${inlined(memberWeeks("all"), [...moments(now), ids])}`,
    );
    await client.query(
      "INSERT INTO made_member_week (group_id, week, user_id, year, figures) SELECT group_id, week, user_id, year, figures FROM made_batch",
    );
    await client.query("DROP TABLE made_batch");
    done += attempts;
    onProgress(done, total);
  }
  await client.query("ANALYZE made_member_week");
}

/** Utility statements take no parameters. */
function inlined(text: string, values: readonly unknown[]): string {
  return text.replaceAll(/\$(\d)/g, (_, n: string) => literal(values[Number(n) - 1]));
}

function literal(value: unknown): string {
  if (value instanceof Date) return `timestamptz '${value.toISOString()}'`;
  if (Array.isArray(value)) return `'{${value.join()}}'`;
  throw new Error("Only moments and lists of ids are written into statements.");
}

/** Compares a kept table with what was made, and gives it the rows that differ. */
async function putRight(client: pg.PoolClient, { table, key, rest }: Kept): Promise<FiguresDifference> {
  const columns = [...key, ...rest].join(", ");
  const row = (relation: string): string => `(${rest.map((column) => `${relation}.${column}`).join(", ")})`;
  await client.query(
    `CREATE TEMPORARY TABLE differing ON COMMIT DROP AS
     SELECT ${key.join(", ")} FROM ${table} k FULL JOIN made_${table} m USING (${key.join(", ")})
     WHERE k.${key[0]} IS NULL OR m.${key[0]} IS NULL OR ${row("k")} IS DISTINCT FROM ${row("m")}`,
  );
  const { rows } = await client.query<{ kept: number; made: number; different: number }>(
    `SELECT (SELECT count(*)::int FROM ${table}) AS kept, (SELECT count(*)::int FROM made_${table}) AS made,
      (SELECT count(*)::int FROM differing) AS different`,
  );
  const { different } = rows[0]!;
  if (different > 0) {
    await client.query(
      `DELETE FROM ${table} WHERE (${key.join(", ")}) IN (SELECT ${key.join(", ")} FROM differing)`,
    );
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM made_${table}
       WHERE (${key.join(", ")}) IN (SELECT ${key.join(", ")} FROM differing)`,
    );
  }
  await client.query("DROP TABLE differing");
  return { table, ...rows[0]! };
}
