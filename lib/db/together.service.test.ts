import type { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./client";
import { boolean, integer, text } from "./columns";
import { composed } from "./statement";
import { supposing } from "./supposing";
import { testDatabase } from "./testing";

const db = await testDatabase();
const one = openDatabase(db.url, { poolSize: 1 });

const number = composed({
  name: "number",
  params: { n: integer },
  row: { n: integer },
  sql: "SELECT $n AS n",
});
const broken = composed({ name: "broken", row: { n: integer }, sql: "SELECT 1 / 0 AS n" });
const setName = composed({
  name: "set-name",
  params: { name: text },
  row: { name: text },
  sql: "UPDATE institution SET name = $name RETURNING name",
});
const addInstitution = composed({
  name: "add-institution",
  params: { name: text },
  sql: "INSERT INTO institution (id, name, time_zone) VALUES (gen_random_uuid(), $name, 'UTC')",
});
const isThere = composed({
  name: "is-there",
  params: { name: text },
  row: { there: boolean },
  sql: "SELECT EXISTS (SELECT FROM institution WHERE name = $name) AS there",
});

describe("statements together", () => {
  it("give each its own, on one connection, the later ones seeing what the earlier ones stored", async () => {
    const given = await one.together((on) => [
      on.get(number, { n: 1 }),
      on.run(addInstitution, { name: "together" }),
      on.get(isThere, { name: "together" }),
      on.get(number, { n: 2 }),
    ]);
    expect(given).toEqual([{ n: 1 }, 1, { there: true }, { n: 2 }]);
  });

  it("are sent before any is answered", async () => {
    const client = await one.pool.connect();
    const { connection } = client as unknown as {
      connection: EventEmitter & { stream: { write: (...piece: unknown[]) => boolean } };
    };
    const { stream } = connection;
    const heard: string[] = [];
    const write = stream.write.bind(stream);
    stream.write = (...piece) => {
      heard.push("sent");
      return write(...piece);
    };
    connection.on("readyForQuery", () => heard.push("answered"));
    client.release();
    await one.together((on) => [on.get(number, { n: 1 }), on.get(number, { n: 2 })]);
    stream.write = write;
    expect(heard.filter((each) => each === "answered")).toHaveLength(2);
    expect(heard.lastIndexOf("sent")).toBeLessThan(heard.indexOf("answered"));
  });

  it("stand each alone: what fails is thrown, once the others have ended, and the connection goes on", async () => {
    const name = "stored beside one that fails";
    await expect(one.together((on) => [on.get(broken), on.run(addInstitution, { name })])).rejects.toThrow(
      "division by zero",
    );
    expect(await one.get(isThere, { name })).toEqual({ there: true });
    expect(one.pool.totalCount).toBe(1);
  });

  it("may be asked by many at once", async () => {
    const given = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        db.together((on) => [on.get(number, { n }), on.get(number, { n: -n })]),
      ),
    );
    expect(given).toEqual(given.map((_, n) => [{ n }, { n: n === 0 ? 0 : -n }]));
  });
});

describe("work that supposes something", () => {
  const sure = async (on: Pick<typeof db, "get">) => void (await on.get(number, { n: 0 }));
  const otherwise = async (on: Pick<typeof db, "get">) => {
    await on.get(number, { n: 0 });
    throw new Error("It is otherwise.");
  };

  it("asks on once that is confirmed", async () => {
    const on = supposing(db, sure);
    expect(await on.get(number, { n: 1 })).toEqual({ n: 1 });
    expect(await on.together((all) => [all.get(number, { n: 2 })])).toEqual([{ n: 2 }]);
    expect(await on.prisma.institution.count()).toBeGreaterThan(0);
    await on.confirmed();
  });

  it("is told nothing where it is otherwise", async () => {
    const on = supposing(db, otherwise);
    await expect(on.get(number, { n: 1 })).rejects.toThrow("It is otherwise.");
    await expect(on.find(number, { n: 1 })).rejects.toThrow("It is otherwise.");
    await expect(on.confirmed()).rejects.toThrow("It is otherwise.");
  });

  it("stores nothing where it is otherwise, whatever it begins with", async () => {
    const name = "stored too early";
    await db.run(addInstitution, { name: "before" });
    const write = supposing(db, otherwise);
    await expect(write.run(addInstitution, { name })).rejects.toThrow("It is otherwise.");
    const several = supposing(db, otherwise);
    await expect(several.together((on) => [on.run(addInstitution, { name })])).rejects.toThrow(
      "It is otherwise.",
    );
    const after = supposing(db, otherwise);
    await Promise.allSettled([after.get(number, { n: 1 }), after.run(setName, { name })]);
    expect(await db.get(isThere, { name })).toEqual({ there: false });
  });

  it("has neither Prisma nor the pool before", () => {
    const on = supposing(db, sure);
    expect(() => on.prisma).toThrow("doesn’t begin with a statement");
    expect(() => on.pool).toThrow("doesn’t begin with a statement");
  });

  it("that asks nothing is confirmed alone", async () => {
    await supposing(db, sure).confirmed();
    await expect(supposing(db, otherwise).confirmed()).rejects.toThrow("It is otherwise.");
  });
});
