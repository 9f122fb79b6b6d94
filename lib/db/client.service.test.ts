import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { during } from "../under-way";
import { openDatabase, patiently } from "./client";
import { integer, text } from "./columns";
import { isBusy, isUnreachable } from "./errors";
import { ownConnection } from "./own-connection";
import { composed } from "./statement";
import { testDatabase } from "./testing";
import { type Line, openLine } from "./testing/line";
import { inTransaction } from "./transaction";

const db = await testDatabase();
const one = composed({ name: "one", sql: "SELECT 1 AS n", row: { n: integer } });
const slow = composed({ name: "slow", sql: "SELECT 1 AS n FROM pg_sleep(0.5)", row: { n: integer } });

let line: Line;
beforeAll(async () => {
  line = await openLine(db.url);
});
afterAll(() => line.close());

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("a Postgres that stands still", () => {
  it("keeps no statement, model or transaction waiting for longer than the limit, and is asked again when it goes on", async () => {
    const stalled = openDatabase(line.url, { poolSize: 3, limitMs: 300 });
    await Promise.all([stalled.get(one), stalled.get(one), stalled.get(one)]);
    line.stall();
    for (const ask of [
      () => stalled.get(one),
      () => stalled.prisma.user.count(),
      () => inTransaction(stalled, (tx) => tx.get(one)),
    ]) {
      const begun = performance.now();
      const error = await thrownBy(ask());
      expect({ error, away: isUnreachable(error), busy: isBusy(error) }).toMatchObject({
        away: true,
        busy: false,
      });
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
    // None of the connections is kept that may have an answer to another question on its way.
    expect(stalled.pool.totalCount).toBe(0);
    line.resume();
    expect(await stalled.get(one)).toEqual({ n: 1 });
    await stalled.close();
  });

  it("keeps a transaction waiting for one statement, and for no more", async () => {
    const stalled = openDatabase(line.url, { poolSize: 1, limitMs: 300 });
    const begun = performance.now();
    const error = await thrownBy(
      inTransaction(stalled, async (tx) => {
        await tx.get(one);
        line.stall();
        await tx.get(one);
      }),
    );
    expect(isUnreachable(error)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(550);
    line.resume();
    await stalled.close();
  });
});

describe("what nobody waits for", () => {
  it("takes longer than what somebody waits for", async () => {
    const prompt = openDatabase(db.url, { poolSize: 1, limitMs: 100 });
    expect(isUnreachable(await thrownBy(prompt.get(slow)))).toBe(true);
    expect(await patiently(prompt).get(slow)).toEqual({ n: 1 });
    expect(await inTransaction(patiently(prompt), (tx) => tx.get(slow))).toEqual({ n: 1 });
    const own = await ownConnection(prompt);
    expect(await own.get(slow)).toEqual({ n: 1 });
    await own.utility("SELECT pg_sleep(0.3)");
    own.end();
    await prompt.close();
  });
});

// An exception that nothing catches fails the run of the tests.
describe("a Postgres that dies", () => {
  it("is an error of the next statement, and of nothing else, whatever its connections were at", async () => {
    const dying = openDatabase(line.url, { poolSize: 4 });
    const outcomes = Promise.all([
      thrownBy(dying.get(slow)),
      thrownBy(dying.prisma.$queryRaw`SELECT pg_sleep(0.5)`),
      thrownBy(
        inTransaction(dying, async (tx) => {
          await tx.get(one);
          line.cut();
          // Nothing is asked of any connection as it breaks.
          await new Promise((resolve) => setTimeout(resolve, 50));
          await tx.get(one);
        }),
      ),
    ]);
    expect((await outcomes).map(isUnreachable)).toEqual([true, true, true]);
    const own = await ownConnection(dying);
    line.cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isUnreachable(await thrownBy(own.get(one)))).toBe(true);
    own.end();
    expect(await dying.get(one)).toEqual({ n: 1 });
    await dying.close();
  });
});

describe("what Postgres calls a connection", () => {
  const name = composed({
    name: "own-name",
    row: { name: text },
    sql: "SELECT current_setting('application_name') AS name",
  });

  it("has the number of the request for as long as a transaction lasts, and no longer", async () => {
    const id = "0d5f4f9a-8f0b-4c7e-9a51-3f3d6b0a2f11";
    const single = openDatabase(db.url, { poolSize: 1 });
    const inside = during({ id }, () => inTransaction(single, (tx) => tx.get(name)));
    expect((await inside).name).toMatch(new RegExp(`^calot.* ${id}$`));
    expect((await single.get(name)).name).toMatch(/^calot/);
    expect((await single.get(name)).name).not.toContain(id);
    const odd = during({ id: "o'; DROP TABLE mail; --" }, () => inTransaction(single, (tx) => tx.get(name)));
    expect((await odd).name).toContain("DROP TABLE mail");
    const long = during({ id: "a".repeat(64) }, () => inTransaction(single, (tx) => tx.get(name)));
    expect((await long).name).toHaveLength(63);
    await single.close();
  });
});
