import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certain, float, integer, nullable, text, uuid } from "./columns";
import { composed, declared, type Statement } from "./statement";
import { testDatabase } from "./testing";
import { differencesOf } from "./testing/differences-of";

// Loading a file declares its statements.
const files = import.meta.glob(["../**/*.ts", "!../**/*.test.ts", "!../**/testing*.ts", "!./generated/**"]);
const places = new Map<Statement, string>();
for (const [file, load] of Object.entries(files)) {
  const before = declared.length;
  await load();
  for (const each of declared.slice(before)) places.set(each, path.join("lib/db", file));
}
const all = [...declared];

const db = await testDatabase();
const client = new pg.Client({ connectionString: db.url });
beforeAll(() => client.connect());
afterAll(() => client.end());

it("finds the statements", () => {
  expect(all.length).toBeGreaterThan(10);
});

it("gives each statement a name of its own", () => {
  const names = all.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it.each(all)("$name is as the schema says", async (each) => {
  expect(await differencesOf(client, each)).toEqual([]);
});

describe("differencesOf", () => {
  const told = (parts: Parameters<typeof composed>[0]) => differencesOf(client, composed(parts) as Statement);

  it("tells a column that isn't there, and one that isn't declared", async () => {
    expect(await told({ name: "tried", sql: "SELECT nothing FROM attempt", row: { nothing: text } })).toEqual(
      ['tried: column "nothing" does not exist'],
    );
    expect(await told({ name: "tried", sql: "SELECT id, mode FROM attempt", row: { id: uuid } })).toEqual([
      "tried: gives id, mode; declared are id",
    ]);
  });

  it("tells another type, of columns and of expressions", async () => {
    const sql = "SELECT mode AS a, count(*) AS b FROM attempt GROUP BY mode";
    expect(await told({ name: "tried", sql, row: { a: uuid, b: integer } })).toEqual([
      "tried.a: is text, declared uuid",
      "tried.b: is bigint, declared integer",
    ]);
  });

  it("tells a column that may be null, of the table or by the join", async () => {
    expect(await told({ name: "tried", sql: "SELECT iou FROM attempt", row: { iou: float } })).toEqual([
      "tried.iou: may be null; declared never to be",
    ]);
    const sql = "SELECT a.name FROM attempt t LEFT JOIN assignment a ON a.id = t.assignment_id";
    expect(await told({ name: "tried", sql, row: { name: text } })).toEqual([
      "tried.name: may be null; declared never to be",
    ]);
    expect(await told({ name: "tried", sql, row: { name: nullable(text) } })).toEqual([]);
  });

  it("takes the statement's word that its conditions leave nulls out, where there could be any", async () => {
    const sql = "SELECT iou FROM attempt WHERE iou IS NOT NULL";
    expect(await told({ name: "tried", sql, row: { iou: certain(float) } })).toEqual([]);
    expect(
      await told({ name: "tried", sql: "SELECT mode FROM attempt", row: { mode: certain(text) } }),
    ).toEqual(["tried.mode: is never null; declared to be, in its table"]);
  });

  it("tells a parameter of another type than its place", async () => {
    const sql = "SELECT id FROM attempt WHERE id = $id";
    expect(await told({ name: "tried", sql, params: { id: integer }, row: { id: uuid } })).toEqual([
      "tried: operator does not exist: uuid = integer",
    ]);
  });
});
