import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Problem } from "./problem";
import { type ReadOptions, readBundle } from "./read-bundle";
import {
  errorsOf,
  HEADER,
  labelMe,
  picture,
  smallBundle,
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

describe("what is wrong", () => {
  test.each<[string, TestFiles, Partial<Problem>]>([
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
      "a box in parts of the frame",
      {
        "labelme/V1/000001.json": labelMe([
          {
            points: [
              [0.1, 0.25],
              [0.5, 1],
            ],
          },
        ]),
      },
      {
        message:
          "V1, frame 1: the box [0.1, 0.25, 0.5, 1] is given in parts of the frame, not in its pixels.",
      },
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
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([problem]);
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
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([{ file: "annotations.xlsx", sheet: "V1", ...problem }]);
  });

  test("a decompression bomb is not unpacked", async () => {
    const png = await picture(64, 48);
    // A JPEG whose frame header claims 65,500 × 65,500 pixels.
    const start = png.indexOf(Buffer.from([0xff, 0xc0]));
    png.writeUInt16BE(65_500, start + 5);
    png.writeUInt16BE(65_500, start + 7);
    const bundle = await read({ "frames/V1/000001.jpg": png });
    expect(errorsOf(bundle)).toMatchObject([{ message: expect.stringContaining("too large") }]);
  });
});

describe("what is assumed", () => {
  const warned = async (changes: TestFiles) => {
    const bundle = await read(changes);
    expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toEqual([]);
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
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(bundle.problems).toContainEqual(
      expect.objectContaining({ level: "warning", file: "labelme/V1/000001.json" }),
    );
  });

  test("of an absolute Windows path the base name is looked for", async () => {
    const bundle = await warned({
      "labelme/V1/000001.json": null,
      "labelme/V1/note.json": labelMe([{}], { imagePath: "C:\\Users\\a\\frames\\000001.jpg" }),
    });
    expect(bundle.problems).toMatchObject([
      {
        level: "warning",
        file: "labelme/V1/note.json",
        message:
          "1 file of this folder names a picture outside of the bundle, as “C:\\Users\\a\\frames\\000001.jpg”: nothing was looked for there, and frames were found by name.",
      },
    ]);
  });

  test("a path to no picture of the bundle is looked for by its base name, and by no other frame's", async () => {
    const byName = await warned({
      "labelme/V1/000001.json": null,
      "labelme/V1/note.json": labelMe([{}], { imagePath: "img_dir/000001.jpg" }),
    });
    expect(byName.problems).toEqual([]);
    for (const imagePath of [
      "000002.jpg",
      "C:\\a\\000002.jpg",
      "../../../000002.png",
      "/home/a/frame_2.png",
    ]) {
      const torn = await read({ "labelme/V1/000001.json": labelMe([{}], { imagePath }) });
      expect(takenOf(torn)).toEqual(["V1/2", "V2/7"]);
      expect(errorsOf(torn)).toMatchObject([
        {
          file: "labelme/V1/000001.json",
          message: `Its imagePath “${imagePath}” names frame 2, its own name frame 1: which of them it is about can’t be known.`,
        },
      ]);
    }
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
    ).toMatchObject([{ level: "warning", message: expect.stringContaining("outside of the bundle") }]);
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

test.each(["Vide╠üo 18", "╩╓╩⌡18", "VidÃ©o", "#U624b#U672f18"])(
  "a video's folder that was unpacked wrongly, %s, is refused by its name",
  async (video) => {
    const more = Object.fromEntries(
      await Promise.all([1, 2].map(async (n) => [`frames/${video}/00000${n}.jpg`, await picture()] as const)),
    );
    const bundle = await read(more);
    expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([
      {
        file: `frames/${video}/000001.jpg`,
        message: expect.stringContaining(`The folder ${video} was not read`),
      },
    ]);
  },
);

describe("what leaves the bundle", () => {
  test.each(["/etc/passwd", "file:///etc/passwd", "https://example.org/a.jpg", "D:\\raw\\a.jpg"])(
    "an imagePath of another computer (%s) is not followed, with a warning",
    async (imagePath) => {
      const bundle = await read({ "labelme/V1/000001.json": labelMe([{}], { imagePath }) });
      expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
      expect(bundle.problems).toMatchObject([
        {
          level: "warning",
          file: "labelme/V1/000001.json",
          message: expect.stringContaining("in the bundle"),
        },
      ]);
    },
  );

  test.each([
    "../../../secret.jpg",
    "..\\..\\..\\secret.jpg",
    "../../../../../../../../etc/passwd",
    "a/../../../../b.jpg",
  ])("an imagePath that climbs out of it, to no frame of it (%s), is refused", async (imagePath) => {
    const bundle = await read({ "labelme/V1/000001.json": labelMe([{}], { imagePath }) });
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([
      { file: "labelme/V1/000001.json", message: expect.stringContaining("leaves the bundle") },
    ]);
  });

  test("symbolic links that do are not followed", async () => {
    const outside = path.join(base, "outside.jpg");
    await writeFile(outside, await picture());
    const folder = await writeSmallBundle(base, { "frames/V1/000001.jpg": null });
    await symlink(outside, path.join(folder, "frames/V1/000001.jpg"));
    await symlink(base, path.join(folder, "frames/V3"));
    await symlink(path.join(folder, "nowhere"), path.join(folder, "predictions"));
    await symlink("000002.jpg", path.join(folder, "frames/V1/000005.jpg"));
    const bundle = await readBundle(folder);
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle).map(({ file, message }) => [file, message])).toEqual(
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
    expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(bundle.refused).toEqual([{ video: "V[31m1", frame: 1 }]);
  });
});
