import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type ReadOptions, readBundle } from "./read-bundle";
import {
  errorsOf,
  HEADER,
  labelMe,
  picture,
  TEXTS,
  type TestFiles,
  takenOf,
  testFolder,
  workbook,
  writeSmallBundle,
} from "./testing/bundle-files";

const base = await testFolder();
const read = async (changes: TestFiles = {}, options: ReadOptions = {}) =>
  readBundle(await writeSmallBundle(base, changes), options);

describe("readBundle", () => {
  test("reads a whole bundle without a word", async () => {
    const bundle = await read();
    expect(bundle.problems).toEqual([]);
    expect(bundle.refused).toEqual([]);
    expect(bundle.samples).toMatchObject([
      { video: "V1", frame: 1, phase: "A", split: "train", boxes: [[8, 6, 40, 30]], complete: true },
      { video: "V1", frame: 2, phase: "B", split: "train" },
      { video: "V2", frame: 7, phase: "C", split: "test" },
    ]);
    expect(bundle.samples[0]).toMatchObject({
      picture: {
        width: 64,
        height: 48,
        format: "jpeg",
        source: { file: "frames/V1/000001.jpg", embedded: false },
      },
      rationale: { location: TEXTS[0], exposure: TEXTS[1], nextAction: TEXTS[2], criticalRisk: TEXTS[3] },
    });
  });

  test("reads LabelMe files beside the frames, CSV tables and splits as JSON", async () => {
    const row = (video: string, frame: number) => `${video},${frame},A,"${TEXTS.join('","')}"\n`;
    const bundle = await read({
      "labelme/V1/000001.json": null,
      "frames/V1/000001.json": labelMe([{}], { imagePath: "000001.jpg" }),
      "annotations.xlsx": null,
      "annotations.csv": `Video,${HEADER}\n${row("V1", 1)}${row("v1", 2)}${row("V2", 7)}`,
      "splits.csv": null,
      "splits.json": '{"train": ["V1"], "test": ["V2"]}',
    });
    expect(bundle.problems).toEqual([]);
    expect(bundle.samples.map(({ split }) => split)).toEqual(["train", "train", "test"]);
  });

  test("takes name and notes of the dataset from dataset.json", async () => {
    const info = { name: " ResGo ", version: 1.1, license: "CC BY", notice: "Drawn", more: 1 };
    const bundle = await read({ "dataset.json": JSON.stringify(info) });
    expect(bundle).toMatchObject({
      name: "ResGo",
      info: { version: "1.1", licence: "CC BY", notice: "Drawn", citation: null },
    });
    const folder = await writeSmallBundle(base);
    expect((await readBundle(folder)).name).toBe(path.basename(folder));
  });

  test("finds predictions", async () => {
    expect((await read({ "predictions/a.jsonl": "", "predictions/b.txt": "" })).predictions).toEqual([
      "predictions/a.jsonl",
    ]);
  });

  test("there is no folder", async () => {
    await expect(readBundle("/nowhere/at/all")).rejects.toThrow("There is no folder /nowhere/at/all.");
  });
});

describe("a bundle that can't be used", () => {
  test("one with a video in both splits: nothing of it is taken", async () => {
    const bundle = await read({ "splits.csv": "video,split\nV1,train\nV2,test\nv1,test\n" });
    expect(bundle).toMatchObject({ unusable: true, samples: [], refused: [{}, {}, {}] });
    expect(errorsOf(bundle)).toMatchObject([{ file: "splits.csv", row: 4, column: "B" }]);
    expect(bundle.problems[0]!.message).toContain("V1 is in both splits");
  });

  test.each([
    [{ "splits.json": '{"V1": "test"}' }, "splits.json"],
    [{ "splits.json": '{"train": ["V1"], "test": ["V1"]}', "splits.csv": null }, "splits.json"],
    [{ "splits.json": "[]}" }, "splits.json"],
    [{ "dataset.json": "{" }, "dataset.json"],
    [{ "dataset.json": '{"name": 3}' }, "dataset.json"],
    [{ "annotations.xlsx": "no workbook" }, "annotations.xlsx"],
    [{ "annotations.xlsx": null }, null],
  ])("%o", async (changes, file) => {
    const bundle = await read(changes as TestFiles);
    expect(bundle).toMatchObject({ unusable: true, samples: [] });
    expect(bundle.refused).toHaveLength(3);
    expect(errorsOf(bundle)).toMatchObject([{ file }]);
  });

  test("one with nothing in it", async () => {
    const bundle = await readBundle(await mkdtemp(path.join(base, "empty-")));
    expect(bundle).toMatchObject({ unusable: true, samples: [], refused: [] });
  });
});

describe("splits", () => {
  test("may be missing, with a warning", async () => {
    const bundle = await read({ "splits.csv": null });
    expect(bundle.samples.map(({ split }) => split)).toEqual([null, null, null]);
    expect(bundle.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("no splits.csv") },
    ]);
  });

  test("may leave a video out, with a warning", async () => {
    const bundle = await read({ "splits.csv": "V1;Training\n" });
    expect(bundle.samples.map(({ split }) => split)).toEqual(["train", "train", null]);
    expect(bundle.problems).toMatchObject([
      { level: "warning", file: "splits.csv", message: "V2 is in no split." },
    ]);
  });

  test("are train or test", async () => {
    const { problems } = await read({ "splits.csv": "video,split\nV1,train\nV2,validation\n" });
    expect(errorsOf({ problems })).toMatchObject([
      { row: 3, column: "B", message: expect.stringContaining("“validation” is no split") },
    ]);
  });
});

describe("what is missing", () => {
  const sheets = (row: (string | number | null)[]) =>
    workbook({ V1: [HEADER, row, [2, "B", ...TEXTS]], V2: [HEADER, [7, "C", ...TEXTS]] });

  test.each([
    [
      "a row",
      sheets([null]),
      "labelme/V1/000001.json",
      null,
      "no row in the tables, so no phase, location, exposure, next action and critical risk.",
    ],
    ["a phase", sheets([1, "", ...TEXTS]), "annotations.xlsx", "B", "no phase."],
    [
      "a text",
      sheets([1, "A", TEXTS[0]!, TEXTS[1]!, " ", TEXTS[3]!]),
      "annotations.xlsx",
      "E",
      "no next action.",
    ],
  ])("%s: refused, with its place", async (_, annotations, file, column, message) => {
    const bundle = await read({ "annotations.xlsx": await annotations });
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(bundle.refused).toEqual([{ video: "V1", frame: 1 }]);
    expect(bundle.problems).toMatchObject([
      { level: "error", file, column, message: `V1, frame 1: ${message}` },
    ]);
  });

  test.each([
    ["a LabelMe file", { "labelme/V1/000001.json": null }, "no LabelMe file, so no box."],
    [
      "a Go Zone",
      { "labelme/V1/000001.json": labelMe([{ label: "hook" }]) },
      "no shape is labelled “Go Zone”; its shapes are labelled hook.",
    ],
    ["a frame", { "frames/V1/000001.jpg": null }, "no frame, neither a picture nor in a LabelMe file."],
  ])("%s: refused", async (_, changes, message) => {
    const bundle = await read(changes);
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([{ message: `V1, frame 1: ${message}` }]);
  });

  test("is let pass as a draft where that is allowed, but for the frame", async () => {
    const changes = {
      "labelme/V1/000001.json": null,
      "annotations.xlsx": await sheets([null]),
      "frames/V1/000002.jpg": null,
    };
    const bundle = await read(
      { ...changes, "labelme/V1/000001.json": labelMe([]) },
      { allowIncomplete: true },
    );
    expect(bundle.samples[0]).toMatchObject({
      frame: 1,
      complete: false,
      phase: null,
      boxes: [],
      rationale: { location: "" },
    });
    expect(bundle.refused).toEqual([{ video: "V1", frame: 2 }]);
    expect(errorsOf(bundle)).toHaveLength(1);
  });

  test("frames nobody annotated are no samples", async () => {
    const bundle = await read({
      "frames/V1/000003.jpg": await picture(),
      "frames/V1/000004.jpg": await picture(),
    });
    expect(takenOf(bundle)).toHaveLength(3);
    expect(bundle.refused).toEqual([]);
    expect(bundle.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("2 frames have neither") },
    ]);
  });
});
