import { test } from "vitest";
import { tryTables } from "./testing/try-tables";

test("no table that is taken says anything else than its writer meant", async () => {
  await tryTables(500);
});
