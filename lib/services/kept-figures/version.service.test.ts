import type pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../db/testing";
import { getCohort } from "../cohorts/get-cohort";
import { getProgram } from "../cohorts/get-program";
import { aProgram } from "../cohorts/testing";
import { contextOf } from "../testing/factories";
import { rebuildFigures } from "./rebuild-figures";
import { refreshDueFigures } from "./refresh-due-figures";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");

let shown: () => Promise<unknown>;
let before: unknown;

/** Figures as a version kept them whose first number was another one. */
beforeEach(async () => {
  const { director, cohort } = await aProgram(db, NOW);
  const ctx = contextOf(db, director, NOW);
  shown = async () => [
    await getProgram(ctx, { weeks: 4 }),
    await getCohort(ctx, { id: cohort.id, weeks: 4 }),
  ];
  before = await shown();
  for (const table of ["member_week", "member_period", "group_period"]) {
    await db.pool.query(`UPDATE ${table} SET figures = 7.0::float8 || figures`);
  }
  await db.pool.query("UPDATE figures_state SET version = 0");
});

const NOTHING = [
  { value: { figures: { residents: 0, acc: { n: 0 } }, weeks: [] } },
  { value: { figures: { residents: 0, acc: { n: 0 } }, weeks: [], residents: expect.any(Array) } },
];

test("figures of another version are shown nowhere, and made anew by whoever makes figures next", async () => {
  expect(before).not.toMatchObject(NOTHING);
  expect(await shown()).toMatchObject(NOTHING);
  await refreshDueFigures(db, NOW);
  expect(await shown()).toEqual(before);
});

test("a rebuild makes those of another version anew, and finds nothing wrong with them", async () => {
  for (const { different } of await rebuildFigures(db, NOW)) expect(different).toBe(0);
  expect(await shown()).toEqual(before);
});

test("of servers that find another version at once, one makes them anew", async () => {
  await Promise.all([1, 2, 3].map(() => refreshDueFigures(db, NOW)));
  expect(await shown()).toEqual(before);
});

const blocked = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

test.each([
  ["killed", (client: pg.PoolClient) => client.query(`SELECT pg_terminate_backend(pid, 60000) ${blocked}`)],
  ["stopped", async (_: pg.PoolClient, stopping: AbortController) => stopping.abort()],
])(
  "where the one that makes them anew is %s, nothing is shown, and the next one makes them",
  async (_, end) => {
    const stopping = new AbortController();
    const holder = await db.pool.connect();
    await holder.query("BEGIN; LOCK TABLE attempt");
    const ended = expect(refreshDueFigures(db, NOW, { signal: stopping.signal })).rejects.toThrow();
    // Not asked in the holder's transaction, which gives the first answer again and again.
    await expect
      .poll(async () => (await db.pool.query(`SELECT 1 ${blocked}`)).rowCount, { timeout: 20_000 })
      .toBe(1);
    await end(holder, stopping);
    await holder.query("COMMIT");
    holder.release();
    await ended;
    expect(await shown()).toMatchObject(NOTHING);
    await refreshDueFigures(db, NOW);
    expect(await shown()).toEqual(before);
  },
);
