import { test } from "vitest";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { tryDamagedSets } from "./testing/try-damaged-sets";

const base = await testFolder();

test("ten thousand damaged sets: none crashes or holds up the reader, and what is taken is sound", async () => {
  await tryDamagedSets(base, 10_000);
});
