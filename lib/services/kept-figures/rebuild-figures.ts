import type { Database } from "../../db/client";
import { boolean, integer, timestamp, uuid, uuids } from "../../db/columns";
import { isOvertaken } from "../../db/errors";
import { lockKeeper } from "../../db/lock-keeper";
import { type OwnConnection, ownConnection } from "../../db/own-connection";
import { composed, constant, statement } from "../../db/statement";
import { FIGURES_VERSION } from "../../domain/kept-figures/layout";
import { figuresAreCurrent } from "../../sql/figures";
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
} from "./parts/statements";
import { currentFigures, FIGURES_LOCK, takeUpDue } from "./parts/take-up-due";

/** Attempts whose sums are made in one statement: its groups stay in memory. */
const BATCH = 1_000_000;

/** How the figures that were kept differ from those made from scratch; counted in rows. */
type FiguresDifference = {
  readonly table: string;
  readonly kept: number;
  readonly made: number;
  /**
   * Rows that are in one and not in the other, or in both with other numbers. None where these are the first figures
   * made, or what was kept is of another version: there is nothing to compare with.
   */
  readonly different: number;
  /** Whether there was something to compare with. */
  readonly compared: boolean;
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
  return (await alone(db, waitForFiguresLock, (connection) => rebuild(connection, now, onProgress)))!;
}

/**
 * Makes all figures from scratch where those kept are of another version of Calot: until then pages show none. Nothing
 * is done where another process is at it. What was done when it is stopped is done again.
 */
export async function renewFigures(db: Database, now: Date, signal?: AbortSignal): Promise<void> {
  await alone(db, tryForFiguresLock, async (connection) => {
    const { current, newer } = await connection.get(currentFigures);
    if (current || newer) return;
    await rebuild(connection, now, () => signal?.throwIfAborted());
  });
}

const waitForFiguresLock = statement({
  name: "wait-for-figures-lock",
  row: { mine: boolean },
  sql: `SELECT pg_advisory_xact_lock(${FIGURES_LOCK}) IS NOT NULL AS mine`,
});

const tryForFiguresLock = statement({
  name: "try-for-figures-lock",
  row: { mine: boolean },
  sql: `SELECT pg_try_advisory_xact_lock(${FIGURES_LOCK}) AS mine`,
});

/** Does something at one moment of the database, while nobody else makes figures; null where the lock is not to be had. */
async function alone<T>(
  db: Database,
  lock: typeof waitForFiguresLock,
  work: (connection: OwnConnection) => Promise<T>,
): Promise<T | null> {
  // Beside the transaction, whose one moment begins with its first statement.
  const keeper = await lockKeeper(db);
  try {
    if (!(await keeper.get(lock)).mine) return null;
    const connection = await ownConnection(db);
    try {
      return await atOneMoment(connection, () => work(connection));
    } finally {
      connection.end();
    }
  } finally {
    await keeper.letGo();
  }
}

/** How often it is tried: a deletion is over in a moment, and the next try begins after it. */
const MOST_TRIES = 3;

/** Does it all again where somebody else changed a row of it meanwhile: a deletion gives a person's rows another id. */
async function atOneMoment<T>(connection: OwnConnection, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    await connection.utility(`BEGIN ISOLATION LEVEL REPEATABLE READ`);
    await connection.utility("SET LOCAL statement_timeout = 0");
    try {
      const done = await work();
      await connection.utility("COMMIT");
      return done;
    } catch (error) {
      if (tries === MOST_TRIES || !isOvertaken(error)) throw error;
      await connection.utility("ROLLBACK");
    }
  }
}

const atNow = { now: timestamp };

// Where nothing is kept though something is due, no figures have been made yet.
const comparableFigures = statement({
  name: "comparable-figures",
  row: { comparable: boolean },
  sql: `SELECT ${figuresAreCurrent} AND (
      EXISTS (SELECT 1 FROM member_week) OR EXISTS (SELECT 1 FROM case_figures)
      OR NOT EXISTS (SELECT 1 FROM figures_due) AND NOT EXISTS (SELECT 1 FROM figures_due_all)
    ) AS comparable`,
});
const forgetDueAll = statement({ name: "forget-due-all", sql: "DELETE FROM figures_due_all" });
const forgetDue = statement({ name: "forget-due-attempts", sql: "DELETE FROM figures_due" });
const forgetDueCases = statement({ name: "forget-due-cases", sql: "DELETE FROM case_due" });
const sayCurrent = statement({
  name: "say-figures-current",
  params: atNow,
  sql: `UPDATE figures_state SET version = ${constant(integer, FIGURES_VERSION)}, lapsed_until = $now`,
});

/** Cases whose figures are made at once while those that are due are made. */
const CASES = 40;

// What is made stands in tables of this transaction's alone, and the statements over them can't be declared.
const madeMemberWeeks = statement({
  name: "all-member-weeks",
  params: { ...atNow, readerIds: uuids },
  sql: memberWeeks("all"),
  prepared: false,
});
const madeGroupWeeks = composed({
  name: "all-group-weeks",
  params: atNow,
  sql: groupWeeks("made_member_week"),
});
const madeMemberPeriods = composed({
  name: "all-member-periods",
  params: atNow,
  sql: memberPeriods("made_member_week"),
});
const madeGroupPeriods = composed({
  name: "all-group-periods",
  params: atNow,
  sql: groupPeriods("made_member_period", "made_group_week"),
});
const madeProgramWeeks = composed({ name: "all-program-weeks", sql: programWeeks("made_group_week") });
const allCaseAnswers = statement({
  name: "all-case-answers",
  params: atNow,
  sql: caseAnswers(),
  prepared: false,
});
const madeCaseFigures = composed({ name: "all-case-figures", sql: caseFigures("answers") });

async function rebuild(
  connection: OwnConnection,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<FiguresDifference[]> {
  for (const setting of SETTINGS) await connection.utility(`SET LOCAL ${setting}`);
  // What is due would differ though nothing is wrong. Where there is nothing to compare with, all of it is made below.
  const { comparable } = await connection.get(comparableFigures);
  if (comparable) {
    while (!(await takeUpDue(connection, now, CASES)).nothing) {}
  } else {
    await connection.run(forgetDueAll);
    await connection.run(forgetDue);
  }
  await connection.run(forgetDueCases);
  await makeMembers(connection, now, onProgress);
  await connection.makeTable("made_group_week", madeGroupWeeks, { now });
  await connection.makeTable("made_member_period", madeMemberPeriods, { now });
  await connection.makeTable("made_group_period", madeGroupPeriods, { now });
  await connection.makeTable("made_program_week", madeProgramWeeks);
  // Grouped where they lie, the attempts would be read case by case, all over the disk.
  await connection.makeTable("answers", allCaseAnswers, { now });
  await connection.makeTable("made_case_figures", madeCaseFigures);
  const differences: Omit<FiguresDifference, "compared">[] = [];
  for (const table of [MEMBER_WEEK, MEMBER_PERIOD, GROUP_WEEK, GROUP_PERIOD, PROGRAM_WEEK, CASE_FIGURES]) {
    differences.push(await putRight(connection, table));
  }
  await connection.run(sayCurrent, { now });
  return differences.map((each) => ({
    ...each,
    different: comparable ? each.different : 0,
    compared: comparable,
  }));
}

/** One statement uses both cores, and what it groups is not written to disk. */
const SETTINGS = [
  "work_mem = '256MB'",
  "max_parallel_workers_per_gather = 4",
  "parallel_leader_participation = on",
];

const attemptsByReader = statement({
  name: "attempts-by-reader",
  row: { id: uuid, n: integer },
  sql: "SELECT user_id AS id, count(*)::int AS n FROM attempt GROUP BY user_id ORDER BY user_id",
  prepared: false,
});

/** Member weeks from the attempts, so many readers at a time. */
async function makeMembers(
  connection: OwnConnection,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const readers = await connection.all(attemptsByReader);
  const total = readers.reduce((sum, { n }) => sum + n, 0);
  await connection.utility(`CREATE TEMPORARY TABLE made_member_week (LIKE member_week) ON COMMIT DROP`);
  let done = 0;
  for (let start = 0; start < readers.length; ) {
    const readerIds: string[] = [];
    let attempts = 0;
    while (start < readers.length && (attempts === 0 || attempts + readers[start]!.n <= BATCH)) {
      readerIds.push(readers[start]!.id);
      attempts += readers[start]!.n;
      start++;
    }
    // A statement that only reads takes several processes; one that inserts takes one.
    await connection.makeTable("made_batch", madeMemberWeeks, { now, readerIds });
    await connection.utility(
      `INSERT INTO made_member_week (group_id, week, user_id, year, figures)
       SELECT group_id, week, user_id, year, figures FROM made_batch`,
    );
    await connection.utility(`DROP TABLE made_batch`);
    done += attempts;
    onProgress(done, total);
  }
  await connection.utility(`ANALYZE made_member_week`);
}

/** Compares a kept table with what was made, and gives it the rows that differ. */
async function putRight(
  connection: OwnConnection,
  { table, key, rest }: Kept,
): Promise<Omit<FiguresDifference, "compared">> {
  const columns = [...key, ...rest].join(", ");
  const keys = key.join(", ");
  const row = (relation: string): string => `(${rest.map((column) => `${relation}.${column}`).join(", ")})`;
  await connection.makeTable(
    "differing",
    composed({
      name: `differing-of-${table}`,
      sql: `SELECT ${keys} FROM ${table} k FULL JOIN made_${table} m USING (${keys})
        WHERE k.${key[0]} IS NULL OR m.${key[0]} IS NULL OR ${row("k")} IS DISTINCT FROM ${row("m")}`,
    }),
  );
  const counted = composed({
    name: `differences-of-${table}`,
    row: { kept: integer, made: integer, different: integer },
    sql: `SELECT (SELECT count(*)::int FROM ${table}) AS kept, (SELECT count(*)::int FROM made_${table}) AS made,
      (SELECT count(*)::int FROM differing) AS different`,
    prepared: false,
  });
  const difference = { table, ...(await connection.get(counted)) };
  if (difference.different > 0) {
    await connection.utility(`DELETE FROM ${table} WHERE (${keys}) IN (SELECT ${keys} FROM differing)`);
    await connection.utility(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM made_${table}
       WHERE (${keys}) IN (SELECT ${keys} FROM differing)`,
    );
  }
  await connection.utility(`DROP TABLE differing`);
  return difference;
}
