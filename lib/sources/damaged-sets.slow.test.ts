import { expect, test } from "vitest";
import { errorsOf, testFolder } from "@/lib/resgo/testing/bundle-files";
import { framesOf, readFiles } from "./testing/set-files";
import { soundSets } from "./testing/sound-sets";
import { tryDamagedSets } from "./testing/try-damaged-sets";

const base = await testFolder();

test("of a sound set in each format all is read", async () => {
  for (const { format, files, map } of await soundSets()) {
    const bundle = await readFiles(base, files, map);
    expect([format, errorsOf(bundle)]).toEqual([format, []]);
    expect([format, framesOf(bundle).length]).toEqual([format, format === "Parquet" ? 2 : 1]);
  }
});

test("three hundred damaged sets: none crashes or holds up the reader, and what is taken is sound", async () => {
  await tryDamagedSets(base, 300);
});
