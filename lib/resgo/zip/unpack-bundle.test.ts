import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { testFolder } from "../testing/bundle-files";
import { rawZip } from "../testing/raw-zip";
import { unpackBundle } from "./unpack-bundle";

const base = await testFolder();

/** Where the bundle is in an archive of files by name, as a path in it. */
async function rootOf(...names: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(base, "zip-"));
  await writeFile(path.join(folder, "a.zip"), rawZip(names.map((name) => ({ name }))));
  const { root } = await unpackBundle(path.join(folder, "a.zip"), path.join(folder, "to"));
  return path.relative(path.join(folder, "to"), root);
}

test.each([
  ["without a folder around it", ["frames/V1/1.jpg", "annotations.csv"], ""],
  ["of frames alone", ["frames/V1/1.jpg"], ""],
  ["of a table alone", ["Annotations.xlsx"], ""],
  ["in a folder", ["resgo/frames/V1/1.jpg", "resgo/a.csv"], "resgo"],
  ["in a folder beside other things", ["resgo/frames/V1/1.jpg", "README.txt", "docs/a.pdf"], "resgo"],
  ["in folders of folders", ["a/b/labelme/V1/1.json", "a/readme.txt"], "a/b"],
  ["beside what a Mac adds", ["resgo/frames/V1/1.jpg", "__MACOSX/resgo/frames/V1/._1.jpg"], "resgo"],
])("a bundle %s is found", async (_, names, root) => {
  expect(await rootOf(...names)).toBe(root);
});

test.each([
  [
    ["a/frames/V1/1.jpg", "b/frames/V1/1.jpg"],
    "The archive holds several bundles: a, b. Pack each by itself.",
  ],
  [["x/resgo.zip", "readme.txt"], "The archive holds no bundle, but another archive: x/resgo.zip."],
  [["docs/readme.txt"], "There is no bundle in the archive"],
  [["docs/"], "The archive is empty."],
])("where there is none, or more than one, that is said of %j", async (names, sentence) => {
  await expect(rootOf(...names)).rejects.toThrow(sentence);
});
