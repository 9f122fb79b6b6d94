import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Statement } from "@/lib/db/statement";
import { testDatabase } from "@/lib/db/testing";
import { differencesOf } from "@/lib/db/testing/differences-of";
import {
  type LibraryQuery,
  libraryOrderSchema,
  libraryQuerySchema,
  PLAIN_LIBRARY_QUERY,
} from "@/lib/domain/library/query";
import { makeInstitution, makeUser } from "../testing/factories";
import { libraryCount, libraryPage } from "./list-library";
import { conditionsOf } from "./parts/conditions";
import { afterCursor, writeCursor } from "./parts/order";

const db = await testDatabase();
const client = new pg.Client({ connectionString: db.url });
beforeAll(() => client.connect());
afterAll(() => client.end());

const id = randomUUID();
/** Each way to ask by each filter. */
const ways: { readonly [name in keyof Omit<LibraryQuery, "order">]: readonly Partial<LibraryQuery>[] } = {
  text: [{ text: "clip" }, { text: "V01 frame 96 12 duct" }, { text: '"cystic duct" -clip' }],
  dataset: [{ dataset: id }],
  video: [{ video: id }],
  phase: [{ phase: "A" }],
  split: [{ split: "train" }, { split: "none" }],
  difficulty: [
    { difficulty: "easy" },
    { difficulty: "medium" },
    { difficulty: "hard" },
    { difficulty: "unmeasured" },
  ],
  run: [{ run: id }],
  outcome: [
    { run: id, outcome: "hit" },
    { run: id, outcome: "none" },
  ],
  contested: [{ contested: "yes" }, { contested: "no" }],
  retired: [{ retired: "yes" }, { retired: "no" }],
  set: [{ set: id }, { set: "none" }],
};
/** With what the keys of each order are like. */
const cursors = {
  frame: ["Dataset", "V01", 1, id],
  hardest: [0.5, id],
  easiest: [0.5, id],
  answers: [3, id],
  newest: ["2026-03-04T09:00:00.123456+00:00", id],
};

test("every filter, alone and with all others, is as the schema says and runs in every order", async () => {
  expect(Object.keys(ways).sort()).toEqual(
    Object.keys(libraryQuerySchema.shape)
      .filter((name) => name !== "order")
      .sort(),
  );
  const alone = Object.values(ways).flat();
  const together = [0, 1, 2, 3].map((nth) =>
    Object.assign({}, ...Object.values(ways).map((some) => some[nth % some.length])),
  );
  const actor = await makeUser(db, await makeInstitution(db), "faculty");
  for (const asked of [{}, ...alone, ...together]) {
    const where = conditionsOf(actor, { ...PLAIN_LIBRARY_QUERY, ...asked }, new Map([[id, "hit"]]));
    const count = libraryCount(where);
    expect(await differencesOf(client, count as unknown as Statement), JSON.stringify(asked)).toEqual([]);
    expect(await db.get(count, where.values)).toEqual({ n: 0 });
    for (const order of libraryOrderSchema.options) {
      const after = afterCursor(order, writeCursor(cursors[order]))!;
      for (const conditions of [[where], [where, after]]) {
        const page = libraryPage(order, ...conditions);
        expect(
          await differencesOf(client, page as unknown as Statement),
          `${order} ${JSON.stringify(asked)}`,
        ).toEqual([]);
        expect(await db.all(page, Object.assign({}, ...conditions.map(({ values }) => values)))).toEqual([]);
      }
    }
  }
});
