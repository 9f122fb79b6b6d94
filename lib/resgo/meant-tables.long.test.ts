import { test } from "vitest";
import { tryTables } from "./testing/try-tables";

test("no table of ten thousand that is taken says anything else than its writer meant", async () => {
  await tryTables(10_000);
});
