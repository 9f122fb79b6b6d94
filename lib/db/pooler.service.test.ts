import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCalot } from "@/cli/testing";
import { checkBackup } from "@/lib/jobs/backup/check-backup";
import { makeBackup } from "@/lib/jobs/backup/make-backup";
import { sealOf } from "@/lib/jobs/backup/seal";
import { newFolder } from "@/lib/jobs/backup/testing";
import { serverChores } from "@/lib/jobs/chores/server-chores";
import { whileLocked } from "@/lib/jobs/import/import-lock";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { foldNewAnswers } from "@/lib/services/estimates/fold-new-answers";
import { rebuildEstimates } from "@/lib/services/estimates/rebuild-estimates";
import { rebuildFigures } from "@/lib/services/kept-figures/rebuild-figures";
import { makeAssignment, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { folderStore } from "@/lib/storage/folder-store";
import { type PgBouncer, startPgBouncer, whyNoPgBouncer } from "@/tooling/pgbouncer";
import { setEnv } from "../env";
import { type Database, openDatabase } from "./client";
import { integer, text } from "./columns";
import { lockKeeper } from "./lock-keeper";
import { migrate } from "./migrate";
import { composed, type Statement } from "./statement";
import { testDatabase } from "./testing";
import { inTransaction } from "./transaction";

/** Fewer sessions than connections: each serves whoever comes. */
const SESSIONS = 3;
const CONNECTIONS = 12;

const direct = await testDatabase();
const base = await testFolder();
const named = (n: number): Statement<{ n: typeof integer }, { n: typeof integer }> =>
  composed({
    name: `number ${n}`,
    prepared: true,
    params: { n: integer },
    row: { n: integer },
    sql: "SELECT $n AS n",
  });

describe.skipIf(whyNoPgBouncer)("behind PgBouncer in transaction mode", () => {
  let bouncer: PgBouncer;
  let db: Database;
  beforeAll(async () => {
    bouncer = await startPgBouncer([direct.ownerUrl, direct.url], { default_pool_size: SESSIONS });
    setEnv({ DATABASE_POOLER: "transaction" });
    db = openDatabase(bouncer.through(direct.url), { poolSize: CONNECTIONS });
  });
  beforeEach(() => setEnv({ DATABASE_POOLER: "transaction" }));
  afterAll(async () => {
    await db?.close();
    await bouncer?.stop();
  });

  it("a backup is made through it, in one transaction", async () => {
    const [frames, store] = [folderStore(await newFolder(base)), folderStore(await newFolder(base))];
    const url = bouncer.through(direct.url);
    const { manifest } = await makeBackup({ url, db, frames, store, seal: sealOf(null), version: "1" });
    expect(await checkBackup(store, sealOf(null), manifest)).toEqual([]);
  });

  it("statements that are kept prepared elsewhere are answered, alone, in transactions and by Prisma", async () => {
    const asked = Array.from({ length: 300 }, async (_, i) => {
      const statement = named(i % 7);
      if (i % 3 === 0) return inTransaction(db, async (tx) => (await tx.get(statement, { n: i })).n);
      if (i % 3 === 1) return (await db.get(statement, { n: i })).n;
      await db.prisma.user.count();
      return db.prisma.$transaction(async (tx) => {
        await tx.user.count();
        return i;
      });
    });
    expect(await Promise.all(asked)).toEqual(asked.map((_, i) => i));
    expect(await sessions()).toBeLessThanOrEqual(SESSIONS);
  });

  it("statements that are sent together are answered each with its own", async () => {
    const asked = Array.from({ length: 300 }, (_, i) =>
      db.together((on) => [on.get(named(i % 7), { n: i }), on.get(named(i % 5), { n: -i - 1 })]),
    );
    expect(await Promise.all(asked)).toEqual(asked.map((_, i) => [{ n: i }, { n: -i - 1 }]));
    expect(await sessions()).toBeLessThanOrEqual(SESSIONS);
  });

  it("one import at a time goes into a dataset, whoever has the session meanwhile", async () => {
    const institutionId = await makeInstitution(direct);
    let refused: unknown = null;
    await whileLocked(db, institutionId, "D", async () => {
      await busy();
      refused = await whileLocked(db, institutionId, "D", async () => {}).catch((cause: unknown) => cause);
      await whileLocked(db, institutionId, "Another", busy);
    });
    expect(String(refused)).toContain("Another import into D is under way.");
    await whileLocked(db, institutionId, "D", busy);
    await nothingIsLeft();
  });

  it("figures and estimates are made anew, the chores do a round, and no session keeps a setting or a lock", async () => {
    const institutionId = await makeInstitution(direct);
    const reader = await makeUser(direct, institutionId, "resident");
    await makeAssignment(direct, institutionId, [], [reader]);
    await foldNewAnswers(db, new Date());
    await Promise.all([rebuildFigures(db, new Date()), rebuildEstimates(db), busy()]);
    const chores = serverChores(db, async () => {
      throw new Error("there is nothing to read");
    });
    for (const { run } of chores) await Promise.all([run(new AbortController().signal), busy()]);
    await nothingIsLeft();
  });

  it("a lock is let go of at once, or with its process", async () => {
    const lock = composed({ name: "lock", params: { n: integer }, sql: "SELECT pg_advisory_xact_lock($n)" });
    const tryIt = composed({
      name: "try 1",
      row: { held: text },
      sql: "SELECT pg_try_advisory_xact_lock(1)::text AS held",
    });
    const keeper = await lockKeeper(db);
    await keeper.run(lock, { n: 1 });
    // It holds no snapshot, for which vacuum and indexes made concurrently would wait.
    const held = await direct.pool.query(
      `SELECT a.backend_xmin FROM pg_locks l JOIN pg_stat_activity a USING (pid)
       WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()`,
    );
    expect(held.rows).toEqual([{ backend_xmin: null }]);
    await busy();
    expect(await direct.get(tryIt)).toEqual({ held: "false" });
    await keeper.letGo();
    expect(await direct.get(tryIt)).toEqual({ held: "true" });
  });

  it("a database that lacks nothing is found to be migrated", async () => {
    const owner = bouncer.through(direct.ownerUrl);
    expect(await migrate({ app: bouncer.through(direct.url), owner })).toEqual([]);
    await nothingIsLeft();
  });

  it("what starts without the setting says which it is", async () => {
    const env = { DATABASE_URL: bouncer.through(direct.url), DATABASE_POOLER: "" };
    const { code, err } = await runCalot(env, ["work"]);
    expect(err).toContain("DATABASE_POOLER=transaction");
    expect(code).toBe(1);
  });

  /** Every session is asked by others. */
  async function busy(): Promise<void> {
    await Promise.all(Array.from({ length: 30 }, (_, i) => db.get(named(i % 7), { n: i })));
  }

  async function sessions(): Promise<number> {
    const asked = Array.from({ length: 60 }, () => db.pool.query("SELECT pg_backend_pid() AS pid"));
    return new Set((await Promise.all(asked)).map(({ rows }) => rows[0].pid)).size;
  }

  async function nothingIsLeft(): Promise<void> {
    const { rows } = await direct.pool.query(
      `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
    );
    expect(rows).toEqual([]);
    const settings = `SELECT current_setting('statement_timeout') AS s, current_setting('lock_timeout') AS l,
        current_setting('idle_in_transaction_session_timeout') AS i, pg_sleep(0.01)`;
    const answers = await Promise.all(Array.from({ length: 30 }, () => db.pool.query(settings)));
    for (const { rows } of answers) expect(rows).toEqual([{ s: "1min", l: "0", i: "0", pg_sleep: "" }]);
  }
});
