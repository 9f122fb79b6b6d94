import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { differencesOf } from "@/lib/db/testing/differences-of";
import { eventsOf } from "./load-events";

const db = await testDatabase();
const client = new pg.Client({ connectionString: db.url });
beforeAll(() => client.connect());
afterAll(() => client.end());

const [NOW, id] = [new Date(), randomUUID()];

test("every way to look for entries is a statement that the schema knows", async () => {
  let tried = 0;
  for (const practice of [false, true])
    for (const actions of [null, ["user.add"] as const])
      for (const actors of [null, [id], ["system"], [id, "system"]])
        for (const subjects of [null, [id]])
          for (const from of [null, NOW])
            for (const before of [null, { at: NOW, id: 5n }]) {
              const search = { institutionId: id, practice, actions, actors, subjects, from, until: from };
              const { events, values } = eventsOf(search, before, 10);
              expect(await differencesOf(client, events), events.sql).toEqual([]);
              expect(await db.all(events, values)).toEqual([]);
              tried++;
            }
  expect(tried).toBe(128);
});
