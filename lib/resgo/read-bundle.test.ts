import { existsSync } from "node:fs";
import { mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Problem } from "./problem";
import { type ReadOptions, readBundle } from "./read-bundle";
import {
  HEADER,
  labelMe,
  picture,
  REAL_DATA,
  smallBundle,
  TEXTS,
  testFolder,
  workbook,
  writeFiles,
} from "./testing";

const base = await testFolder();
type Files = Parameters<typeof smallBundle>[0];

async function made(changes: Files = {}): Promise<string> {
  return writeFiles(await mkdtemp(path.join(base, "bundle-")), await smallBundle(changes));
}
const read = async (changes: Files = {}, options: ReadOptions = {}) =>
  readBundle(await made(changes), options);
const taken = (bundle: Awaited<ReturnType<typeof readBundle>>) =>
  bundle.samples.map(({ video, frame }) => `${video}/${frame}`);
const errors = (problems: readonly Problem[]) => problems.filter(({ level }) => level === "error");

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
    const folder = await made();
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
    expect(errors(bundle.problems)).toMatchObject([{ file: "splits.csv", row: 4, column: "B" }]);
    expect(bundle.problems[0]!.message).toContain("v1 is in both splits");
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
    const bundle = await read(changes as Files);
    expect(bundle).toMatchObject({ unusable: true, samples: [] });
    expect(bundle.refused).toHaveLength(3);
    expect(errors(bundle.problems)).toMatchObject([{ file }]);
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
    expect(errors(problems)).toMatchObject([
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
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
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
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errors(bundle.problems)).toMatchObject([{ message: `V1, frame 1: ${message}` }]);
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
    expect(errors(bundle.problems)).toHaveLength(1);
  });

  test("frames nobody annotated are no samples", async () => {
    const bundle = await read({
      "frames/V1/000003.jpg": await picture(),
      "frames/V1/000004.jpg": await picture(),
    });
    expect(taken(bundle)).toHaveLength(3);
    expect(bundle.refused).toEqual([]);
    expect(bundle.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("2 frames have neither") },
    ]);
  });
});

describe("what is wrong", () => {
  test.each<[string, Files, Partial<Problem>]>([
    [
      "sizes that disagree",
      { "labelme/V1/000001.json": labelMe([{}], { imageWidth: 854 }) },
      { message: "V1, frame 1: drawn on 854 × 48 pixels, but the picture has 64 × 48: the boxes would lie." },
    ],
    [
      "a box outside the frame",
      {
        "labelme/V1/000001.json": labelMe([
          {
            points: [
              [64, 6],
              [90, 30],
            ],
          },
        ]),
      },
      { message: "V1, frame 1: the box [64, 6, 90, 30] lies outside the frame, which is 64 × 48 pixels." },
    ],
    [
      "an empty box",
      {
        "labelme/V1/000001.json": labelMe([
          {},
          {
            points: [
              [4, 6],
              [4, 30],
            ],
          },
        ]),
      },
      { file: "labelme/V1/000001.json" },
    ],
    ["no JSON", { "labelme/V1/000001.json": "{" }, { file: "labelme/V1/000001.json" }],
    [
      "a picture that is none",
      { "frames/V1/000001.jpg": "text" },
      {
        file: "frames/V1/000001.jpg",
        message: "V1, frame 1: The file is no picture that can be read: JPEG, PNG, WebP, AVIF and TIFF can.",
      },
    ],
    ["an empty picture", { "frames/V1/000001.jpg": "" }, { message: "V1, frame 1: The picture is empty." }],
    [
      "vector graphics",
      { "frames/V1/000001.jpg": '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"/>' },
      { file: "frames/V1/000001.jpg" },
    ],
    [
      "two pictures of one number",
      { "frames/V1/1.png": "x" },
      {
        message: "V1, frame 1: more than one picture has this number: frames/V1/000001.jpg, frames/V1/1.png.",
      },
    ],
    [
      "two LabelMe files that differ",
      {
        "frames/V1/000001.json": labelMe([
          {
            points: [
              [1, 1],
              [9, 9],
            ],
          },
        ]),
      },
      { message: expect.stringContaining("is about the same frame and says otherwise") },
    ],
  ])("%s: that sample is refused, and no other", async (_, changes, problem) => {
    const bundle = await read(changes);
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errors(bundle.problems)).toMatchObject([problem]);
  });

  test.each<[string, (string | number)[][], Partial<Problem>]>([
    ["an unknown phase", [[1, "E", ...TEXTS]], { row: 2, column: "B" }],
    [
      "two rows that differ",
      [
        [1, "A", ...TEXTS],
        ["000001", "B", ...TEXTS],
      ],
      { row: 3, message: expect.stringContaining("annotations.xlsx, V1, row 2") },
    ],
  ])("%s", async (_, rows, problem) => {
    const annotations = await workbook({
      V1: [HEADER, ...rows, [2, "B", ...TEXTS]],
      V2: [HEADER, [7, "C", ...TEXTS]],
    });
    const bundle = await read({ "annotations.xlsx": annotations });
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errors(bundle.problems)).toMatchObject([{ file: "annotations.xlsx", sheet: "V1", ...problem }]);
  });

  test("a decompression bomb is not unpacked", async () => {
    const png = await picture(64, 48);
    // A JPEG whose frame header claims 65,500 × 65,500 pixels.
    const start = png.indexOf(Buffer.from([0xff, 0xc0]));
    png.writeUInt16BE(65_500, start + 5);
    png.writeUInt16BE(65_500, start + 7);
    const bundle = await read({ "frames/V1/000001.jpg": png });
    expect(errors(bundle.problems)).toMatchObject([{ message: expect.stringContaining("too large") }]);
  });
});

describe("what is assumed", () => {
  const warned = async (changes: Files) => {
    const bundle = await read(changes);
    expect(taken(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(errors(bundle.problems)).toEqual([]);
    return bundle;
  };

  test("a box that leaves the frame is clipped", async () => {
    const bundle = await warned({
      "labelme/V1/000001.json": labelMe([
        {
          points: [
            [-3, 6],
            [40, 48.5],
          ],
        },
      ]),
    });
    expect(bundle.samples[0]!.boxes).toEqual([[0, 6, 40, 48]]);
    expect(bundle.problems).toMatchObject([
      { level: "warning", file: "labelme/V1/000001.json", message: expect.stringContaining("was clipped") },
    ]);
  });

  test("a picture is what its content says, not its name", async () => {
    const bundle = await warned({ "frames/V1/000001.jpg": null, "frames/V1/000001.png": await picture() });
    expect(bundle.samples[0]!.picture.format).toBe("jpeg");
    expect(bundle.problems).toMatchObject([
      { message: expect.stringContaining("by its name a png, in truth a jpeg") },
    ]);
  });

  test("the picture in a LabelMe file stands in for a missing one", async () => {
    const data = (await picture()).toString("base64");
    const bundle = await warned({
      "frames/V1/000001.jpg": null,
      "labelme/V1/000001.json": labelMe([{}], { imageData: data }),
    });
    expect(bundle.samples[0]!.picture).toMatchObject({
      width: 64,
      source: { file: "labelme/V1/000001.json", embedded: true },
    });
  });

  test("an imagePath that leads to a frame is believed, with either slash", async () => {
    const bundle = await warned({
      "labelme/V1/000001.json": null,
      "labelme/all/x1.json": labelMe([{}], { imagePath: "..\\..\\frames\\V1\\000001.jpg" }),
    });
    expect(bundle.problems).toEqual([]);
  });

  test("an imagePath that names another frame is believed, with a warning", async () => {
    const bundle = await read({
      "labelme/V1/000001.json": labelMe([{}], { imagePath: "../../frames/V2/000007.jpg" }),
      "labelme/V2/000007.json": null,
    });
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(bundle.problems).toContainEqual(
      expect.objectContaining({ level: "warning", file: "labelme/V1/000001.json" }),
    );
  });

  test("of an absolute Windows path the base name is looked for", async () => {
    const bundle = await warned({
      "labelme/V1/000001.json": null,
      "labelme/V1/note.json": labelMe([{}], { imagePath: "C:\\Users\\a\\frames\\000001.jpg" }),
    });
    expect(bundle.problems).toEqual([]);
  });

  test("an imagePath that leads nowhere gives way to the file's own name", async () => {
    const bundle = await warned({
      "labelme/V1/000001.json": labelMe([{}], { imagePath: "C:\\frames\\000009.jpg" }),
    });
    expect(bundle.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("read as frame 1") },
    ]);
    expect(
      (await warned({ "labelme/V1/000001.json": labelMe([{}], { imagePath: "D:/000001.png" }) })).problems,
    ).toEqual([]);
  });

  test("rows and LabelMe files that repeat each other do no harm", async () => {
    const annotations = await workbook({
      V1: [HEADER, [1, "A", ...TEXTS], [1, "A", ...TEXTS], [2, "B", ...TEXTS]],
      V2: [HEADER, [7, "C", ...TEXTS]],
    });
    const bundle = await warned({ "annotations.xlsx": annotations, "frames/V1/000001.json": labelMe() });
    expect(bundle.problems.map(({ level }) => level)).toEqual(["warning", "warning"]);
  });

  test("the only table is read, whatever its name", async () => {
    const { "annotations.xlsx": table } = await smallBundle();
    const bundle = await warned({ "annotations.xlsx": null, "ResGo final v2.xlsx": table! });
    expect(bundle.problems).toMatchObject([{ level: "warning", file: "ResGo final v2.xlsx" }]);
  });
});

describe("what leaves the bundle", () => {
  test.each([
    "../../../secret.jpg",
    "/etc/passwd",
    "..\\..\\..\\secret.jpg",
    "../../../../../../../../etc/passwd",
    "a/../../../../b.jpg",
  ])("an imagePath that does (%s) is refused", async (imagePath) => {
    const bundle = await read({ "labelme/V1/000001.json": labelMe([{}], { imagePath }) });
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errors(bundle.problems)).toMatchObject([
      { file: "labelme/V1/000001.json", message: expect.stringContaining("leaves the bundle") },
    ]);
  });

  test("symbolic links that do are not followed", async () => {
    const outside = path.join(base, "outside.jpg");
    await writeFile(outside, await picture());
    const folder = await made({ "frames/V1/000001.jpg": null });
    await symlink(outside, path.join(folder, "frames/V1/000001.jpg"));
    await symlink(base, path.join(folder, "frames/V3"));
    await symlink(path.join(folder, "nowhere"), path.join(folder, "predictions"));
    await symlink("000002.jpg", path.join(folder, "frames/V1/000005.jpg"));
    const bundle = await readBundle(folder);
    expect(taken(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errors(bundle.problems).map(({ file, message }) => [file, message])).toEqual(
      expect.arrayContaining([
        ["frames/V1/000001.jpg", "The symbolic link leaves the bundle and was not followed."],
        ["frames/V3", "The symbolic link leaves the bundle and was not followed."],
        ["predictions", "The symbolic link leads nowhere."],
      ]),
    );
  });

  test("odd names do no harm", async () => {
    const odd = "V\u001b[31m1";
    const bundle = await read({
      [`frames/${odd}/000001.jpg`]: await picture(),
      [`labelme/${odd}/000001.json`]: labelMe(),
      "frames/V1/.DS_Store": "",
      "frames/V1/Thumbs.db": "",
      "frames/000009.jpg": "",
    });
    expect(taken(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(bundle.refused).toEqual([{ video: "V[31m1", frame: 1 }]);
  });
});

describe.skipIf(!existsSync(REAL_DATA))("real files", () => {
  test("real-frames comes in whole", async () => {
    const bundle = await readBundle(path.join(REAL_DATA, "real-frames"));
    expect(bundle).toMatchObject({ name: "real-frames", problems: [], refused: [] });
    expect(bundle.samples).toHaveLength(15);
    expect(new Set(bundle.samples.map(({ video }) => video)).size).toBe(6);
  });

  /** Puts a real LabelMe file into a bundle of its own, with a picture of the right size where it looks for one. */
  async function withLabelMe(
    name: string,
    label: string,
    at: string,
    pictures: Record<string, [number, number]>,
  ) {
    const files: Record<string, string | Uint8Array> = {
      [at]: await readFile(path.join(REAL_DATA, "labelme", name)),
      "annotations.csv": `Video,${HEADER}\nV1,3,A,"${TEXTS.join('","')}"\n`,
    };
    for (const [file, [width, height]] of Object.entries(pictures))
      files[file] = await picture(width, height);
    return readBundle(await writeFiles(await mkdtemp(path.join(base, "real-")), files), { label });
  }

  test.each<[string, string, string, Record<string, [number, number]>, number]>([
    [
      "2018-no-version-4-points.json",
      "person",
      "labelme/V1/000003.json",
      { "frames/V1/000003.jpg": [500, 375] },
      2,
    ],
    [
      "2018-no-version-4-points.json",
      "person",
      "frames/V1/2011_000003.json",
      { "frames/V1/2011_000003.jpg": [500, 375] },
      2,
    ],
    [
      "v4.0.0-2-points.json",
      "person",
      "frames/V1/000003.json",
      { "frames/V1/2011_000003.jpg": [500, 338] },
      2,
    ],
    [
      "x-anylabeling-4-point-rectangle.json",
      "tag",
      "labelme/V1/frame_3.json",
      { "frames/V1/3.jpg": [1124, 750] },
      1,
    ],
    [
      "polygons-parent-relative-path.json",
      "grasper",
      "labelme/V1/3.json",
      { "frames/V1/3.png": [854, 480] },
      3,
    ],
    [
      "polygons-parent-relative-path.json",
      "hook",
      "labelme/V1/3.json",
      { "labelme/V1/img_dir/t80_VID03_000003.png": [854, 480], "frames/V1/3.png": [854, 480] },
      1,
    ],
    ["windows-absolute-path.json", "hook", "labelme/V1/3.json", { "frames/V1/3.png": [854, 480] }, 1],
  ])("%s (%s, as %s)", async (name, label, at, pictures, boxes) => {
    const bundle = await withLabelMe(name, label, at, pictures);
    expect(errors(bundle.problems)).toEqual([]);
    expect(bundle.samples).toMatchObject([{ video: "V1", frame: 3 }]);
    expect(bundle.samples[0]!.boxes).toHaveLength(boxes);
  });

  test("of a Windows path the base name is found among the frames of the video", async () => {
    const bundle = await withLabelMe("windows-absolute-path.json", "hook", "labelme/V1/anything.json", {
      "frames/V1/t50_VID01_000631.png": [854, 480],
    });
    expect(bundle.refused).toMatchObject([
      { video: "V1", frame: 3 },
      { video: "V1", frame: 631 },
    ]);
    expect(errors(bundle.problems).map(({ message }) => message)).toContainEqual(
      expect.stringContaining("V1, frame 631: no row"),
    );
  });

  test("backslash-relative-path.json is refused: a point is no box", async () => {
    const bundle = await withLabelMe("backslash-relative-path.json", "TL", "labelme/V1/3.json", {
      "labelme/V1/parent/stem.jpg": [512, 512],
    });
    expect(bundle.samples).toEqual([]);
    expect(errors(bundle.problems)).toMatchObject([
      {
        file: "labelme/V1/3.json",
        message: "V1, frame 3: A Go Zone was drawn as a point; it needs a rectangle.",
      },
    ]);
  });

  test("a size that isn't the picture's is refused", async () => {
    const bundle = await withLabelMe("v4.0.0-2-points.json", "person", "labelme/V1/3.json", {
      "frames/V1/3.jpg": [500, 375],
    });
    expect(errors(bundle.problems)).toMatchObject([
      { message: expect.stringContaining("drawn on 500 × 338 pixels, but the picture has 500 × 375") },
    ]);
  });
});
