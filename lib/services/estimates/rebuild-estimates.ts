import type { Database } from "../../db/client";
import { boolean, integer, uuid } from "../../db/columns";
import { type OwnConnection, ownConnection } from "../../db/own-connection";
import { composed, statement } from "../../db/statement";
import { countedOfInstitution, countedRow } from "./parts/counted-answers";
import { ESTIMATES_LOCK, estimatesState, tryEstimatesLock } from "./parts/estimates-state";
import { type Estimates, foldAll, noEstimates, writeEstimates } from "./parts/stored-estimates";

/** Answers read at once. */
const PAGE = 20_000;

/** How the estimates that were kept differ from those made from scratch; counted in rows. */
type EstimatesDifference = {
  readonly table: string;
  readonly kept: number;
  readonly made: number;
  /** Rows that are in one and not in the other, or in both with other numbers. */
  readonly different: number;
};

/**
 * Makes all estimates from scratch, of the same answers that are in the kept ones, tells how those differed (not at all,
 * unless something went wrong), and puts them right. What is due is made first, and none of it counts as differing.
 *
 * @param onProgress told how many of the institutions are done
 */
export async function rebuildEstimates(
  db: Database,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly EstimatesDifference[]> {
  await remakeDue(db);
  const connection = await ownConnection(db);
  try {
    await connection.utility("BEGIN");
    await connection.utility("SET LOCAL statement_timeout = 0");
    await connection.run(waitForEstimatesLock);
    const institutions = await connection.all(everyInstitution);
    const differences: EstimatesDifference[] = [];
    for (const { table, key } of TABLES) {
      await connection.utility(
        `CREATE TEMPORARY TABLE kept_${table} ON COMMIT DROP AS SELECT * FROM ${table}`,
      );
      await connection.utility(`CREATE INDEX ON kept_${table} (${key})`);
    }
    for (const [done, { id }] of institutions.entries()) {
      onProgress(done, institutions.length);
      await remake(connection, id);
    }
    onProgress(institutions.length, institutions.length);
    for (const { table, key, rest } of TABLES) differences.push(await compare(connection, table, key, rest));
    await connection.utility("COMMIT");
    return differences;
  } finally {
    connection.end();
  }
}

const waitForEstimatesLock = statement({
  name: "wait-for-estimates-lock",
  row: { mine: boolean },
  sql: `SELECT pg_advisory_xact_lock(${ESTIMATES_LOCK}) IS NOT NULL AS mine`,
});

const everyInstitution = statement({
  name: "every-institution",
  row: { id: uuid },
  sql: "SELECT id FROM institution ORDER BY id",
});

const TABLES = [
  { table: "reader_estimate", key: "user_id", rest: ["theta", "answers", "proneness"] },
  { table: "case_estimate", key: "case_id", rest: ["beta", "answers", "pull"] },
  { table: "library_estimate", key: "institution_id", rest: ["beta_sum", "cases"] },
  {
    table: "sitting_strength",
    key: "sitting_id, phase, task",
    rest: ["at", "p", "p_from", "p_to", "answers", "on_new_video"],
  },
] as const;

async function compare(
  connection: OwnConnection,
  table: string,
  key: string,
  rest: readonly string[],
): Promise<EstimatesDifference> {
  const row = (relation: string): string => `(${rest.map((column) => `${relation}.${column}`).join(", ")})`;
  const counted = composed({
    name: `differences-of-${table}`,
    row: { kept: integer, made: integer, different: integer },
    sql: `SELECT (SELECT count(*)::int FROM kept_${table}) AS kept, (SELECT count(*)::int FROM ${table}) AS made,
      (SELECT count(*)::int FROM kept_${table} k FULL JOIN ${table} m USING (${key})
        WHERE ${row("k")} IS DISTINCT FROM ${row("m")}) AS different`,
  });
  return { table, ...(await connection.get(counted)) };
}

const takeEstimatesDue = statement({
  name: "take-estimates-due",
  row: { institution_id: uuid },
  sql: "DELETE FROM estimates_due RETURNING institution_id",
});

/** Makes the estimates anew of the institutions whose answers of the past have changed, where there are any. */
export async function remakeDue(db: Database): Promise<void> {
  if (!(await db.get(anyEstimatesDue)).any) return;
  const connection = await ownConnection(db);
  try {
    await connection.utility("BEGIN");
    await connection.utility("SET LOCAL statement_timeout = 0");
    if (!(await connection.get(tryEstimatesLock)).mine) return;
    if ((await connection.get(estimatesState)).newer) return;
    const due = await connection.all(takeEstimatesDue);
    for (const id of new Set(due.map((row) => row.institution_id))) await remake(connection, id);
    await connection.utility("COMMIT");
  } finally {
    // Where something failed, what is due stays so.
    connection.end();
  }
}

const anyEstimatesDue = statement({
  name: "any-estimates-due",
  row: { any: boolean },
  sql: "SELECT EXISTS (SELECT FROM estimates_due) AS any",
});

const ofInstitution = { institutionId: uuid };

const forgetReadersOf = statement({
  name: "forget-readers-of-institution",
  params: ofInstitution,
  sql: `DELETE FROM reader_estimate e USING "user" u WHERE u.id = e.user_id AND u.institution_id = $institutionId`,
});

const forgetCasesOf = statement({
  name: "forget-cases-of-institution",
  params: ofInstitution,
  sql: `DELETE FROM case_estimate e USING "case" c, video vi, dataset d
    WHERE c.id = e.case_id AND vi.id = c.video_id AND d.id = vi.dataset_id AND d.institution_id = $institutionId`,
});

const forgetLibraryOf = statement({
  name: "forget-library-of-institution",
  params: ofInstitution,
  sql: "DELETE FROM library_estimate WHERE institution_id = $institutionId",
});

const forgetStrengthsOf = statement({
  name: "forget-strengths-of-institution",
  params: ofInstitution,
  sql: `DELETE FROM sitting_strength k USING sitting s, "user" u
    WHERE s.id = k.sitting_id AND u.id = s.user_id AND u.institution_id = $institutionId`,
});

const pageOfCounted = composed({
  name: "page-of-counted",
  params: { after: integer, until: integer },
  row: countedRow,
  sql: "SELECT * FROM counted WHERE place > $after AND place <= $until ORDER BY place",
});

/** Makes an institution’s estimates of all its answers that the kept ones hold, in the transaction of who has the lock. */
async function remake(connection: OwnConnection, institutionId: string): Promise<void> {
  const { folded_until: until, current } = await connection.get(estimatesState);
  // Those of another version are made from the first answer on by the next fold.
  if (!current) return;
  await connection.makeTable("counted", countedOfInstitution, { institutionId, until });
  await connection.utility("CREATE INDEX ON counted (place)");
  const estimates: Estimates = noEstimates();
  for (let after = 0; ; after += PAGE) {
    const answers = await connection.all(pageOfCounted, { after, until: after + PAGE });
    if (answers.length === 0) break;
    foldAll(estimates, answers);
  }
  await connection.utility("DROP TABLE counted");
  await connection.run(forgetReadersOf, { institutionId });
  await connection.run(forgetCasesOf, { institutionId });
  await connection.run(forgetLibraryOf, { institutionId });
  await connection.run(forgetStrengthsOf, { institutionId });
  await writeEstimates(connection, estimates);
}
