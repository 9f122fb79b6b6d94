import { describe, expect, it } from "vitest";
import { z } from "zod";
import { float, integer, jsonOf, nullable, text, texts, timestamp, uuid } from "./columns";
import { composed, constant } from "./statement";
import { testDatabase } from "./testing";
import { inTransaction } from "./transaction";

const db = await testDatabase();

describe("a statement", () => {
  it("writes its parameters as numbers with their types, each once, in the order in which they are met", () => {
    const made = composed({
      name: "numbered",
      params: { at: timestamp, id: uuid },
      sql: `SELECT 1 WHERE $id = $id AND $at > now() AND ${constant(float, 0.25)} < 1 AND '{}'::text[] = $<text[]|["a"]>$`,
    });
    expect(made.text).toBe(
      "SELECT 1 WHERE $1::uuid = $1::uuid AND $2::timestamp with time zone > now() AND $3::double precision < 1 AND '{}'::text[] = $4::text[]",
    );
    const at = new Date(0);
    expect(made.values({ at, id: "x" })).toEqual(["x", at, 0.25, ["a"]]);
  });

  it("refuses a parameter that nobody declared, one that nobody asks for, and one that has a number", () => {
    expect(() => composed({ name: "odd", sql: "SELECT $id" })).toThrow("odd: parameter $id is not declared");
    expect(() => composed({ name: "odd", params: { id: uuid }, sql: "SELECT 1" })).toThrow(
      "odd: nothing asks for parameter $id",
    );
    expect(() => composed({ name: "odd", sql: "SELECT $1" })).toThrow("odd: parameters have names");
  });

  it("leaves dollar quotes and casts alone", () => {
    expect(composed({ name: "quoted", sql: "SELECT $$a b$$, 'x'::text" }).text).toBe(
      "SELECT $$a b$$, 'x'::text",
    );
  });

  it("gives rows of the declared shape, and throws for others without their values", async () => {
    const params = { given: nullable(text) };
    const sql = "SELECT $given AS word, 3::int AS n";
    const asked = composed({ name: "asked", params, row: { word: text, n: integer }, sql });
    expect(await db.all(asked, { given: "yes" })).toEqual([{ word: "yes", n: 3 }]);
    await expect(db.all(asked, { given: null })).rejects.toThrow(
      "Statement asked: row 0.word is not as declared: Invalid input: expected string, received null",
    );
  });

  it("takes JSON as it is, lists within it too", async () => {
    const params = { list: jsonOf(z.array(z.object({ a: z.string() }))), names: texts };
    const row = { list: jsonOf(z.array(z.object({ a: z.string() }))), names: texts };
    const asked = composed({ name: "json", params, row, sql: "SELECT $list AS list, $names AS names" });
    const values = { list: [{ a: "1" }], names: ["x", "y"] };
    expect(await db.get(asked, values)).toEqual(values);
  });

  it("runs as it is written now on a connection that prepared it otherwise", async () => {
    await inTransaction(db, async (tx) => {
      for (const n of [1, 2]) {
        const again = composed({
          name: "again",
          row: { n: integer },
          sql: `SELECT ${n} AS n`,
          prepared: true,
        });
        expect(await tx.get(again)).toEqual({ n });
      }
    });
  });

  it("finds the first row or null, gets it or throws, and counts what is written", async () => {
    const none = composed({ name: "none", row: { n: integer }, sql: "SELECT 1 AS n WHERE false" });
    expect(await db.find(none)).toBeNull();
    await expect(db.get(none)).rejects.toThrow("Statement none found nothing.");
    const two = composed({ name: "two", sql: "SELECT FROM generate_series(1, 2)" });
    expect(await db.run(two)).toBe(2);
  });
});
