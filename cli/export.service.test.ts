import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { smallBundle, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { unpackBundle } from "@/lib/resgo/zip/unpack-bundle";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
await db.prisma.institution.create({ data: { name: "Hospital" } });
const env = { DATABASE_URL: db.url, STORAGE_DIR: path.join(base, "storage") };
const calot = (...args: string[]) => runCalot(env, args);

const newFolder = () => mkdtemp(path.join(base, "out-"));
const source = await writeFiles(await newFolder(), await smallBundle());
const imported = await calot("import", source, "--dataset", "Ours", "--json");
const UNCHANGED = { new: 0, changed: 0, unchanged: 3, refused: 0, problems: [] };

describe("calot export", () => {
  test("writes a folder that imports again without a change", async () => {
    expect(JSON.parse(imported.out)).toMatchObject({ new: 3, refused: 0 });
    const out = path.join(await newFolder(), "bundle");
    expect(await calot("export", "--dataset", "Ours", "--out", out)).toEqual({
      code: 0,
      out: `3 cases written to ${out}.\n`,
      err: "writing: 3 of 3\n",
    });
    const again = await calot("import", out, "--dataset", "Ours", "--json");
    expect(JSON.parse(again.out)).toMatchObject(UNCHANGED);
    expect(again.code).toBe(0);
  });

  test("writes one archive with --zip, which holds the same", async () => {
    const folder = await newFolder();
    const out = path.join(folder, "ours.zip");
    expect(await calot("export", "--dataset", "Ours", "--zip", "--out", out)).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual(["ours.zip"]);
    const { root } = await unpackBundle(out, path.join(folder, "unpacked"));
    const again = await calot("import", root, "--dataset", "Ours", "--json");
    expect(JSON.parse(again.out)).toMatchObject(UNCHANGED);
  });

  test("leaves a folder alone that holds something", async () => {
    const out = await newFolder();
    await writeFile(path.join(out, "mine.txt"), "");
    const { code, err } = await calot("export", "--dataset", "Ours", "--out", out);
    expect([code, err]).toEqual([1, expect.stringContaining("is not empty. Name a new folder.")]);
    expect(await readdir(out)).toEqual(["mine.txt"]);
  });

  test("says so where a folder can’t be made", async () => {
    const file = path.join(await newFolder(), "file");
    await writeFile(file, "");
    const out = process.platform === "linux" ? "/proc/calot/bundle" : path.join(file, "bundle");
    const { code, err } = await calot("export", "--dataset", "Ours", "--out", out);
    expect([code, err]).toEqual([1, expect.stringContaining(`The folder ${out} can’t be made: `)]);
  });

  test("says in one sentence what there isn't", async () => {
    const out = path.join(await newFolder(), "bundle");
    const { code, err } = await calot("export", "--dataset", "Theirs", "--out", out);
    expect([code, err]).toEqual([1, "There is no dataset “Theirs”.\n"]);
  });
});
