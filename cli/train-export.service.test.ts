import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { smallBundle, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
await db.prisma.institution.create({ data: { name: "Hospital" } });
const env = { DATABASE_URL: db.url, STORAGE_DIR: path.join(base, "storage") };
const calot = (...args: string[]) => runCalot(env, args);

const newFolder = () => mkdtemp(path.join(base, "out-"));
const newFile = async () => path.join(await newFolder(), "train.jsonl");
const source = await writeFiles(await newFolder(), await smallBundle());

describe("calot train-export", () => {
  test("writes a bundle’s train split without a database, and says what and where", async () => {
    const out = await newFile();
    const { code, out: said } = await runCalot({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, [
      "train-export",
      ...["--out", out, "--reference", source],
    ]);
    const manifest = out.replace("train.jsonl", "train.manifest.json");
    expect([code, said]).toEqual([0, `2 cases of 1 video in ${out}; what they are stands in ${manifest}.\n`]);
    expect((await readFile(out, "utf8")).trim().split("\n")).toHaveLength(2);
    expect(JSON.parse(await readFile(manifest, "utf8"))).toMatchObject({ rows: 2, stage: 2 });
  });

  test("writes a dataset’s from the database, with its pictures", async () => {
    expect(await calot("import", source, "--dataset", "Ours")).toMatchObject({ code: 0 });
    const out = await newFile();
    expect(await calot("train-export", "--out", out, "--dataset", "Ours", "--stage", "1")).toMatchObject({
      code: 0,
    });
    expect(await readdir(path.join(path.dirname(out), "train.frames"))).toHaveLength(2);
  });

  test("leaves what was there where it refuses", async () => {
    const torn = await writeFiles(
      await newFolder(),
      await smallBundle({ "splits.csv": "video,split\nV1,train\nV1,test\nV2,test\n" }),
    );
    const out = await newFile();
    await writeFile(out, "before");
    const { code, err } = await calot("train-export", "--out", out, "--reference", torn);
    expect(code).toBe(1);
    expect(err).toContain("V1 is in both splits");
    expect(err).toContain("No rows were written.");
    expect(await readFile(out, "utf8")).toBe("before");
    expect(await readdir(path.dirname(out))).toEqual(["train.jsonl"]);
  });

  test.each([
    [["--reference", source], "Say where the rows go: --out FILE.jsonl."],
    [["--out", "x.jsonl", "--reference", source, "--dataset", "Ours"], "not both"],
    [["--out", "x.jsonl", "--reference", source, source], "named twice"],
    [["--out", "x.jsonl", "--reference", source, "--stage", "1", "--single-turn"], "of stage 2"],
    [["--out", "x.jsonl", "--reference", source, "--stage", "3"], "Allowed choices are 1, 2"],
    [["--out", "x.jsonl", "--reference", source, "--prompt", "none"], "There is no prompt “none”"],
    [["--out", "x.jsonl", "--reference", path.join(base, "nowhere")], "There is no folder"],
    [["--out", "x.jsonl", "--dataset", "Theirs"], "No dataset is called “Theirs”"],
  ])("refuses %j in a sentence", async (args, why) => {
    const { code, err } = await calot("train-export", ...args);
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
    expect(existsSync("x.jsonl")).toBe(false);
  });

  test("says so where the rows can’t be written", async () => {
    const out = await newFolder();
    const { code, err } = await calot("train-export", "--out", out, "--reference", source);
    expect([code, err]).toEqual([1, expect.stringContaining(`${out} can’t be written: `)]);
    expect(await readdir(out)).toEqual([]);
  });
});
