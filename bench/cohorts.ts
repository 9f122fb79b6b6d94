import { findUser, type User } from "@/lib/auth/actor";
import { type Database, openDatabase } from "@/lib/db/client";
import { uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { createTestDatabase, startTestCluster } from "@/lib/db/testing";
import type { Period } from "@/lib/domain/cohorts/views";
import { makeBenchData } from "@/lib/jobs/bench-data/make-bench-data";
import { getCohort } from "@/lib/services/cohorts/get-cohort";
import { getProgram } from "@/lib/services/cohorts/get-program";
import { measureAnswering } from "./answering";
import { quantile, type Row } from "./table";

const TIMES = 100;

/** Milliseconds that a page's statements take one after the other on one connection, parsing of their rows included. */
type DatabaseTime = { readonly p50: number; readonly p95: number };

/** A database whose statements run one after the other, and are timed. */
function timed(db: Database): { readonly db: Database; taken(): number } {
  let ms = 0;
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const own = last.then(async () => {
      const start = performance.now();
      const answer = await ask();
      ms += performance.now() - start;
      return answer;
    });
    last = own.catch(() => {});
    return own;
  }
  return {
    db: {
      ...db,
      all: (...asked) => inTurn(() => db.all(...asked)),
      find: (...asked) => inTurn(() => db.find(...asked)),
      get: (...asked) => inTurn(() => db.get(...asked)),
      run: (...asked) => inTurn(() => db.run(...asked)),
    },
    taken() {
      const so = ms;
      ms = 0;
      return so;
    },
  };
}

async function measure(
  db: Database,
  page: (db: Database) => Promise<{ ok: boolean }>,
): Promise<DatabaseTime> {
  const clock = timed(db);
  const all: number[] = [];
  for (let turn = -20; turn < TIMES; turn++) {
    clock.taken();
    if (!(await page(clock.db)).ok) throw new Error("The page is not there.");
    const ms = clock.taken();
    if (turn >= 0) all.push(ms);
  }
  all.sort((a, b) => a - b);
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95) };
}

const cohortsOfForty = statement({
  name: "bench-cohorts-of-forty",
  row: { id: uuid },
  sql: "SELECT cohort_id AS id FROM membership GROUP BY cohort_id HAVING count(*) = 40 ORDER BY 1",
});

/** The director of a database that `calot bench-data` made, and its cohorts of forty. */
async function findBench(db: Database): Promise<{ director: User; cohorts: string[] }> {
  const { id } = await db.prisma.user.findUniqueOrThrow({ where: { email: "director@bench.example" } });
  const cohorts = await db.all(cohortsOfForty);
  return { director: (await findUser(db, id))!, cohorts: cohorts.map((cohort) => cohort.id) };
}

async function measurePages(
  db: Database,
  weeks: Period["weeks"],
): Promise<{ readonly cohort: DatabaseTime; readonly program: DatabaseTime }> {
  const { director, cohorts } = await findBench(db);
  let turn = 0;
  return {
    cohort: await measure(db, (clocked) =>
      getCohort(
        { actor: director, db: clocked, now: new Date() },
        { id: cohorts[turn++ % cohorts.length], weeks },
      ),
    ),
    program: await measure(db, (clocked) =>
      getProgram({ actor: director, db: clocked, now: new Date() }, { weeks }),
    ),
  };
}

/** A program of one size, first with few attempts to each of its residents, then with many; and a small program. */
const SIZES = [
  { attempts: 100_000, residents: 5_000, cohorts: 200, sets: 200 },
  { attempts: 100_000, residents: 50, cohorts: 2, sets: 10 },
  { attempts: 1_000_000, residents: 5_000, cohorts: 200, sets: 200 },
  { attempts: 10_000_000, residents: 5_000, cohorts: 200, sets: 200 },
];

/** The pages of directors and what keeping their figures costs, with up to ten million attempts. */
export async function benchCohorts(): Promise<Row[]> {
  // As the app runs it: what is committed is on the disk.
  const cluster = await startTestCluster({});
  const rows: Row[] = [];
  try {
    for (const size of SIZES) {
      const test = await createTestDatabase(cluster.server);
      const owner = openDatabase(test.ownerUrl, { poolSize: 4 });
      try {
        rows.push(...(await benchSize(owner, size)));
      } finally {
        await owner.close();
        await test.close();
      }
    }
    return rows;
  } finally {
    await cluster.stop();
  }
}

async function benchSize(db: Database, size: (typeof SIZES)[number]): Promise<Row[]> {
  const load = `${size.attempts.toLocaleString("en-GB")} attempts of ${size.residents} in ${size.cohorts}`;
  const start = performance.now();
  await makeBenchData(db, { seed: 1, cases: 10_000, ...size }, "-", new Date());
  const made = (performance.now() - start) / 1000;
  const { cohort, program } = await measurePages(db, 12);
  const { kept, alone, shows } = await measureAnswering(db);
  return [
    { what: "cohort of 40, database time", load, ...cohort, goal: "p95 5 ms" },
    { what: "whole program, database time", load, ...program, goal: "p95 5 ms" },
    { what: "an answer, figures kept", load, p50: kept, goal: "25 % over alone" },
    { what: "an answer, no figures", load, p50: alone, goal: "" },
    { what: "until it shows, longest of 12", load, p50: shows * 1000, goal: "5 s" },
    { what: "making the database", load, p50: made * 1000, goal: size.attempts >= 1e7 ? "10 minutes" : "" },
  ];
}
