import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { testFolder, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
await db.prisma.institution.create({ data: { name: "Hospital" } });

const calot = (...args: string[]) =>
  runCalot({ DATABASE_URL: db.url, STORAGE_DIR: path.join(base, "storage") }, args);

async function predictions(...lines: object[]): Promise<string> {
  const file = path.join(base, "reader.jsonl");
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return file;
}

// The small bundle has V1 with the frames 1 (A) and 2 (B), train, and V2 with frame 7 (C), test; every Go Zone is this.
const zone = [8, 6, 40, 30];
const right = { video: "V1", frame: 1, phase: "A", box: zone };
const wrongPhase = { video: "V1", frame: 2, phase: "C", box: zone };
const failed = { video: "V2", frame: 7, phase: "C", box: null, error: "no box in the answer" };
const bundle = await writeSmallBundle(base);

const KEYS = [
  "n",
  "acc",
  "acc25",
  "mA",
  "d",
  "mIoU",
  "ca25",
  "cA",
  "cD",
  "cmIoU",
  "ha25",
  "hmIoU",
  "contact",
  "contact5",
  "nNoGo",
];
const third = 1 / 3;

describe("calot evaluate", () => {
  test("prints one object of fifteen figures with --json, from a bundle, a file of lines and the database", async () => {
    const file = await predictions({ model: "Reader" }, right, wrongPhase, failed);
    const wanted = {
      ...{ n: 3, acc: 2 * third, acc25: 2 * third, mA: 2 * third, d: third, mIoU: 2 * third },
      ...{ ca25: 0.5, cA: 0.5, cD: 0.5, cmIoU: 0.5, ha25: third, hmIoU: third },
    };
    const lines = path.join(base, "reference.jsonl");
    expect((await calot("reference", "export", bundle, "--out", lines)).code).toBe(0);
    expect((await calot("import", bundle)).code).toBe(0);
    for (const source of [["--reference", bundle], ["--reference", lines], []]) {
      const { code, out, err } = await calot("evaluate", "--predictions", file, "--json", ...source);
      expect(code, err).toBe(0);
      const figures = JSON.parse(out);
      expect(Object.keys(figures)).toEqual(KEYS);
      for (const [key, value] of Object.entries(wanted)) expect(figures[key], key).toBeCloseTo(value, 12);
      expect(err).toContain("Predictions that tell of a failure: 1.");
    }
    const stored = path.join(base, "stored.jsonl");
    expect((await calot("reference", "export", "--out", stored)).code).toBe(0);
    expect(await readFile(stored, "utf8")).toBe(await readFile(lines, "utf8"));
  });

  test("adds only what is asked for", async () => {
    const file = await predictions(right, wrongPhase);
    const asked = ["--by", "phase,video", "--bootstrap", "200", "--seed", "3", "--recall", "--coverage"];
    const run = () => calot("evaluate", "--predictions", file, "--reference", bundle, "--json", ...asked);
    const { out, err } = await run();
    const figures = JSON.parse(out);
    expect(Object.keys(figures)).toEqual([...KEYS, "intervals", "byPhase", "byVideo", "recall", "coverage"]);
    expect(Object.keys(figures.byPhase)).toEqual(["A", "B", "C", "D"]);
    expect(figures.byPhase.D).toMatchObject({ n: 0, acc: null });
    expect(figures.byVideo.V1).toMatchObject({ n: 2, acc: 0.5, ca25: 1, ha25: 0.5 });
    expect(figures.intervals.acc).toEqual([0, 0.5]);
    expect(figures.recall.location).toEqual({ n: 3, mean: 0 });
    expect(figures.coverage).toEqual({ cases: 3, predicted: 2, missing: 1, failures: 0, outside: 0 });
    expect(err).toContain("Without a prediction: 1 of 3 cases.");
    expect(err).toContain("They are the whole split test: was another --split meant?");
    expect((await run()).out).toBe(out);
  });

  test("prints tables for people", async () => {
    const file = await predictions({ model: "Reader" }, right, wrongPhase);
    const args = [
      "--predictions",
      file,
      "--reference",
      bundle,
      "--split",
      "train",
      "--bootstrap",
      "--recall",
    ];
    const { code, out } = await calot("evaluate", ...args);
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 5)).toEqual([
      `Reader on ${path.basename(bundle)}, split train: 2 cases of 1 video`,
      "",
      "in %  n   Acc  Acc@0.25   mA     D  mIoU   CA  CA@   C_D  CmIoU    HA  HmIoU  Contact  > 5 %",
      "────  ─  ────  ────────  ───  ────  ────  ───  ───  ────  ─────  ────  ─────  ───────  ─────",
      "all   2  50.0       100  100  0.00   100  100  100  0.00    100  50.0   50.0        –      –",
    ]);
    expect(out).toContain("No intervals: videos are what is drawn anew, and there is only one.");
    expect(out).toMatch(/Critical risk {2}2 {4}0\.00/);
  });

  test.each([
    [[right, right], "error: reader.jsonl, row 2: V1, frame 1: it is predicted in row 1 already."],
    [
      [right, { ...right, frame: 9 }],
      "error: reader.jsonl, row 2: V1, frame 9: the reference has no such frame.",
    ],
    [
      [{ ...right, box: [8, 6, 40, 300] }],
      "error: reader.jsonl, row 1: V1, frame 1: The box leaves the frame, which is 64 × 48 pixels.",
    ],
    [[{ ...right, phase: "E" }], "error: reader.jsonl, row 1: The line is not a prediction: phase: "],
  ])("measures nothing of what would make figures lie: %#", async (lines, sentence) => {
    const file = await predictions(...lines);
    const { code, out, err } = await calot(
      "evaluate",
      "--predictions",
      file,
      "--reference",
      bundle,
      "--json",
    );
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(sentence);
    expect(err).toContain("1 error, 0 warnings.\nNothing was measured.\n");
  });

  test("refuses a reference that can't be read whole, and a split that isn't known", async () => {
    const file = await predictions(right);
    const broken = await writeSmallBundle(base, { "labelme/V2/000007.json": null });
    expect(await calot("evaluate", "--predictions", file, "--reference", broken)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("V2, frame 7: no LabelMe file, so no box."),
    });
    const unsplit = await writeSmallBundle(base, { "splits.csv": null });
    const { code, err } = await calot(
      "evaluate",
      "--predictions",
      file,
      "--reference",
      unsplit,
      "--split",
      "test",
    );
    expect(code).toBe(1);
    expect(err).toContain("V1 is in no split");
  });

  test.each([
    [
      ["--predictions", "/nowhere.jsonl", "--reference", "."],
      "There is no predictions file /nowhere.jsonl.\n",
    ],
    [
      ["--predictions", "package.json", "--reference", "/nowhere"],
      /^error: package\.json, row 1: The line is not JSON/,
    ],
    [["--predictions", "x", "--split", "val"], /Allowed choices are test, train, all/],
    [["--predictions", "x", "--bootstrap", "ten"], /It takes a whole number from 100 to 1000000/],
    [["--predictions", "x", "--by", "day"], /It takes phase, video, or phase,video/],
    [[], /required option '--predictions <file>' not specified/],
  ])("says in one sentence why %j can't be done", async (args, sentence) => {
    const { code, out, err } = await calot("evaluate", ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toEqual(typeof sentence === "string" ? sentence : expect.stringMatching(sentence));
  });

  test("asks which dataset is meant where none or several fit", async () => {
    const file = await predictions({ ...right, video: "V9" });
    expect((await calot("evaluate", "--predictions", file)).err).toMatch(
      /^No dataset has all the videos V9\. There is: /,
    );
    const named = await predictions(right);
    expect((await calot("import", bundle, "--dataset", "Another")).code).toBe(0);
    expect((await calot("evaluate", "--predictions", named)).err).toMatch(
      /^Several datasets fit: Another \(Hospital\), /,
    );
    const { code, out } = await calot("evaluate", "--predictions", named, "--dataset", "Another", "--json");
    expect([code, JSON.parse(out).n]).toEqual([0, 3]);
  });

  test("explains itself", async () => {
    const { code, out } = await calot("evaluate", "--help");
    expect(code).toBe(0);
    for (const option of [
      "--predictions",
      "--reference",
      "--split",
      "--dataset",
      "--by",
      "--bootstrap",
      "--seed",
      "--recall",
      "--json",
    ]) {
      expect(out).toContain(option);
    }
  });
});
