import { test } from "vitest";
import { testFolder } from "../testing/bundle-files";
import { tryZips } from "../testing/try-zips";

const base = await testFolder();

test("no archive that is unpacked holds anything else than its packer meant, or calls it otherwise", async () => {
  await tryZips(base, 500);
});
