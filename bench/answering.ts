import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findUser, type User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { float, integer, uuid } from "@/lib/db/columns";
import { composed, statement } from "@/lib/db/statement";
import { CASES_A_ROUND } from "@/lib/jobs/chores/server-chores";
import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { submitZone } from "@/lib/services/attempts/submit-zone";
import { refreshDueFigures } from "@/lib/services/kept-figures/refresh-due-figures";
import { quantile } from "./table";

/** Answers in a row with figures kept, and as many without; then again. */
const BLOCK = 120;
const BLOCKS = 6;
const LOOKS = 12;
const CHORE_MS = 1_000;
const LOOK_MS = 20;

type Open = { readonly reader: User; readonly caseId: string };

const openCases = statement({
  name: "bench-open-cases",
  params: { ofEach: integer },
  row: { user_id: uuid, case_id: uuid },
  sql: `SELECT r.user_id, o.id AS case_id
    FROM (SELECT user_id FROM membership ORDER BY md5(user_id::text) LIMIT 40) r
    CROSS JOIN LATERAL (
      SELECT c.id FROM "case" c
      WHERE NOT EXISTS (SELECT 1 FROM attempt t WHERE t.user_id = r.user_id AND t.case_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM assignment_item i WHERE i.case_id = c.id)
      LIMIT $ofEach
    ) o`,
});

const countedOfCohorts = statement({
  name: "bench-counted-of-cohorts",
  params: { userId: uuid },
  row: { n: float },
  sql: `SELECT coalesce(sum(w.n), 0) AS n FROM group_week w JOIN membership m ON m.cohort_id = w.group_id
    WHERE m.user_id = $userId`,
});

/** Cases that some residents of cohorts have not answered. */
async function findOpen(db: Database, n: number): Promise<Open[]> {
  const rows = await db.all(openCases, { ofEach: Math.ceil(n / 40) });
  const readers = new Map<string, User>();
  for (const { user_id: id } of rows) if (!readers.has(id)) readers.set(id, (await findUser(db, id))!);
  return rows.map((row) => ({ reader: readers.get(row.user_id)!, caseId: row.case_id }));
}

async function answer(db: Database, { reader, caseId }: Open): Promise<number> {
  const ctx = { actor: reader, db, now: new Date() };
  const id = randomUUID();
  const start = performance.now();
  const locked = await lockPhase(ctx, { id, caseId, phase: "B", phaseConfidence: 0.7 });
  const stored = await submitZone(ctx, id, { box: [100, 100, 400, 300], zoneConfidence: 0.6 });
  const ms = performance.now() - start;
  if (!locked.ok || !stored.ok)
    throw new Error(`The answer was not taken: ${JSON.stringify([locked, stored])}`);
  return ms;
}

/** The same database, but that a stored zone makes no figures due. */
function withoutFigures(db: Database): Database {
  return {
    ...db,
    run(statement, ...values) {
      if (statement.name !== "store-zone") return db.run(statement, ...values);
      const sql = statement.sql.replace(/, due AS \([\s\S]*?WHERE ordinal = 1\s*\)/, "");
      if (sql === statement.sql) throw new Error("The statement that stores a zone is another by now.");
      return db.run(composed({ ...statement, name: "store-zone-alone", sql }), ...values);
    },
  };
}

/** What the server's chore does beside the answers; ends when it is told to. */
function keepFigures(db: Database): { stop(): Promise<void> } {
  const ended = new AbortController();
  const loop = (async () => {
    while (!ended.signal.aborted) {
      await refreshDueFigures(db, new Date(), { signal: ended.signal, mostCases: CASES_A_ROUND });
      await sleep(CHORE_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  })();
  return {
    stop() {
      ended.abort();
      return loop;
    },
  };
}

type Answering = {
  /** Milliseconds for an answer, phase and zone, at the median. */
  readonly kept: number;
  readonly alone: number;
  /** Seconds until an answer shows in its cohort's week: the longest of some. */
  readonly shows: number;
};

/** What keeping figures costs those who answer, and when an answer shows. */
export async function measureAnswering(db: Database): Promise<Answering> {
  const open = await findOpen(db, 2 * BLOCK * BLOCKS + LOOKS + BLOCK);
  const bare = withoutFigures(db);
  const next = (): Open => {
    const one = open.pop();
    if (!one) throw new Error("There are too few cases that nobody has answered.");
    return one;
  };
  const [kept, alone]: [number[], number[]] = [[], []];
  for (let i = 0; i < 20; i++) await answer(bare, next());
  for (let block = 0; block < BLOCKS; block++) {
    const chore = keepFigures(db);
    for (let i = 0; i < BLOCK; i++) kept.push(await answer(db, next()));
    await chore.stop();
    for (let i = 0; i < BLOCK; i++) alone.push(await answer(bare, next()));
  }
  await refreshDueFigures(db, new Date(), { mostCases: 0 });
  const chore = keepFigures(db);
  const shows: number[] = [];
  for (let look = 0; look < LOOKS; look++) shows.push(await untilShown(db, next()));
  await chore.stop();
  const median = (all: number[]): number =>
    quantile(
      all.toSorted((a, b) => a - b),
      0.5,
    );
  return { kept: median(kept), alone: median(alone), shows: Math.max(...shows) };
}

async function untilShown(db: Database, open: Open): Promise<number> {
  const count = async (): Promise<number> => (await db.get(countedOfCohorts, { userId: open.reader.id })).n;
  const before = await count();
  await answer(db, open);
  const start = performance.now();
  while ((await count()) === before) await sleep(LOOK_MS);
  return (performance.now() - start) / 1000;
}
