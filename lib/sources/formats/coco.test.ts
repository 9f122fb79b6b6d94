import { describe, expect, test } from "vitest";
import { pixelCount, runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import { readyMap } from "@/lib/domain/sources/ready-maps";
import { errorsOf, picture, testFolder } from "@/lib/resgo/testing/bundle-files";
import { framesOf, readFiles, toldOf } from "../testing/set-files";
import { cocoCounts } from "./coco-counts";

const base = await testFolder();
const SIZE = { width: 64, height: 48 };

const CATEGORIES = [
  "cystic_plate",
  "calot_triangle",
  "cystic_artery",
  "cystic_duct",
  "gallbladder",
  "tool",
].map((name, index) => ({ id: index + 1, name, supercategory: name === "tool" ? "tool" : "anatomy" }));

type Drawn = { category_id: number; bbox?: number[]; segmentation?: unknown };

/** A file as Endoscapes has it: width and height of its images are exchanged. */
function annotationFile(
  images: Readonly<Record<string, readonly Drawn[]>>,
  size = { width: 48, height: 64 },
): string {
  const names = Object.keys(images);
  return JSON.stringify({
    info: { description: "Endoscapes" },
    images: names.map((file_name, id) => ({ id: 1_000 + id, file_name, ...size, is_det_keyframe: true })),
    annotations: names.flatMap((name, image) =>
      images[name]!.map((drawn, index) => ({
        ...{ id: image * 100 + index, image_id: 1_000 + image, iscrowd: 0, area: 1 },
        ...drawn,
      })),
    ),
    categories: CATEGORIES,
  });
}

/** The left half of rows 10 to 13 from column 2 to column 4, as runs. */
const RUNS = [2 * 48 + 10, 4, 44, 4, 44, 4, (64 - 5) * 48 + 34];

describe("COCO, laid out as Endoscapes", () => {
  const files = async () => ({
    "train/1_14050.jpg": await picture(64, 48, "#a04030"),
    "train/1_14075.jpg": await picture(64, 48, "#a05030"),
    "val/121_30.jpg": await picture(64, 48, "#a06030"),
    "test/168_900.jpg": await picture(64, 48, "#a07030"),
    "train/annotation_coco.json": annotationFile({
      "1_14050.jpg": [
        { category_id: 2, bbox: [8, 6, 20, 12], segmentation: [] },
        { category_id: 1, bbox: [2, 10, 3, 4], segmentation: [] },
        { category_id: 6, bbox: [0, 0, 9, 9], segmentation: [] },
      ],
      "1_14075.jpg": [{ category_id: 6, bbox: [0, 0, 9, 9], segmentation: [] }],
    }),
    "val/annotation_coco.json": annotationFile({
      "121_30.jpg": [{ category_id: 1, bbox: [2, 10, 3, 4], segmentation: { size: [48, 64], counts: RUNS } }],
    }),
    "test/annotation_coco.json": annotationFile({
      "168_900.jpg": [{ category_id: 1, segmentation: [[10, 10, 20.5, 10, 20.5, 20]] }],
    }),
    "train_vids.txt": "1\n",
    "all_metadata.csv": "vid,frame,avg_cvs\n1,14050,0\n",
  });

  test("comes in by its ready map", async () => {
    const bundle = await readFiles(base, await files(), readyMap("Endoscapes"));
    expect(errorsOf(bundle)).toEqual([]);
    expect(framesOf(bundle)).toEqual(
      [
        {
          id: "1/14050",
          split: "train",
          phase: null,
          boxes: [[8, 6, 28, 18]],
          noGo: [
            {
              name: "cystic plate",
              counts: RUNS,
              polygon: [
                [2, 10],
                [5, 10],
                [5, 14],
                [2, 14],
              ],
            },
          ],
        },
        {
          id: "168/900",
          split: "test",
          phase: null,
          boxes: [],
          noGo: [expect.objectContaining({ name: "cystic plate" })],
        },
        {
          id: "121/30",
          split: "train",
          phase: null,
          boxes: [],
          noGo: [{ name: "cystic plate", counts: RUNS }],
        },
      ].sort(
        (a, b) =>
          bundle.samples.findIndex(({ video }) => a.id.startsWith(`${video}/`)) -
          bundle.samples.findIndex(({ video }) => b.id.startsWith(`${video}/`)),
      ),
    );
    expect(bundle.samples.every(({ complete }) => !complete)).toBe(true);
    expect(bundle.info.licence).toBe("CC BY-NC-SA 4.0");
    expect(bundle.name).toBe("Endoscapes2023");
    expect(toldOf(bundle)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Read as COCO (JSON)"),
        expect.stringContaining("Width and height of the pictures are exchanged"),
        expect.stringContaining("1 frame has neither a Go Zone nor a No-Go region nor a phase"),
      ]),
    );
  });

  test("of two files about one frame the one with pixels is read", async () => {
    const bundle = await readFiles(
      base,
      {
        ...(await files()),
        "train_seg/1_14050.jpg": await picture(64, 48, "#a04030"),
        "train_seg/annotation_coco.json": annotationFile({
          "1_14050.jpg": [{ category_id: 2, segmentation: { size: [48, 64], counts: [0, 48 * 64] } }],
        }),
      },
      readyMap("endoscapes"),
    );
    expect(framesOf(bundle).find(({ id }) => id === "1/14050")?.boxes).toEqual([[0, 0, 64, 48]]);
    expect(toldOf(bundle)).toContainEqual(
      expect.stringContaining("1 frame is told of in train_seg/annotation_coco.json too, and read there."),
    );
  });

  test("a video in both splits keeps all of it out", async () => {
    const all = await files();
    const bundle = await readFiles(
      base,
      {
        ...all,
        "test/1_20000.jpg": await picture(),
        "test/annotation_coco.json": annotationFile({ "1_20000.jpg": [] }),
      },
      readyMap("endoscapes"),
    );
    expect(bundle.unusable).toBe(true);
    expect(errorsOf(bundle)[0]!.message).toContain("1 video is in both splits: 1.");
    const map = { ...readyMap("endoscapes")!, splits: false as const };
    expect((await readFiles(base, all, map)).samples.map(({ split }) => split)).toEqual([null, null, null]);
  });
});

describe("COCO", () => {
  const one = async (drawn: Drawn[], map: Parameters<typeof readFiles>[2] = null) =>
    readFiles(
      base,
      {
        "images/video7_000012.png": await picture(),
        "annotations/instances_default.json": annotationFile({ "video7_000012.png": drawn }, SIZE).replaceAll(
          "calot_triangle",
          "Go_Zone",
        ),
      },
      map,
    );

  test("needs no map where a category is called Go Zone", async () => {
    const bundle = await one([{ category_id: 2, bbox: [1, 2, 3, 4] }]);
    expect(framesOf(bundle)).toEqual([
      { id: "video7/12", split: null, phase: null, boxes: [[1, 2, 4, 6]], noGo: [] },
    ]);
  });

  test("names a category that isn't there, and those there are", async () => {
    const bundle = await one([], { categories: { "calot triangle": "go zone" } });
    expect(bundle.unusable).toBe(true);
    expect(errorsOf(bundle)[0]!.message).toBe(
      "The map names categories that aren’t there: calot triangle. There are: cystic_plate, Go_Zone, cystic_artery, cystic_duct, gallbladder, tool.",
    );
  });

  test("makes a box of each connected region of a mask, and leaves out specks", async () => {
    // Two blocks of 12 × 10 pixels that touch at a corner, one that doesn't, and a speck.
    const bitmap = new Uint8Array(64 * 48);
    const fill = (x: number, y: number, width: number, height: number): void => {
      for (let row = y; row < y + height; row++) bitmap.fill(1, row * 64 + x, row * 64 + x + width);
    };
    fill(2, 3, 12, 10);
    fill(14, 13, 12, 10);
    fill(40, 3, 12, 10);
    fill(60, 40, 3, 3);
    const runs = runsOfBitmap(bitmap, SIZE);
    const bundle = await one([{ category_id: 2, segmentation: { size: [48, 64], counts: runs } }]);
    expect(framesOf(bundle)[0]?.boxes).toEqual([
      [2, 3, 26, 23],
      [40, 3, 52, 13],
    ]);
    expect(toldOf(bundle)).toContainEqual(
      expect.stringContaining("1 region of a Go Zone’s mask is smaller than 100 pixels"),
    );
  });

  test.each([
    [{ category_id: 2, bbox: [70, 2, 3, 4] }, "lies outside the frame, which is 64 × 48 pixels"],
    [{ category_id: 2, bbox: [1, 2, 0, 4] }, "has an empty box"],
    [{ category_id: 2, bbox: [1, 2, 3] }, "has neither a mask nor a box of four numbers"],
    [{ category_id: 2, segmentation: [[1, 2, 3, 4]] }, "has a polygon without three corners"],
    [{ category_id: 2, segmentation: { size: [48, 64], counts: [5] } }, "The counts add up to 5 pixels"],
    [
      { category_id: 2, segmentation: { size: [40000, 40000], counts: [1e9, 6e8] } },
      "the mask has 40000 × 40000 pixels",
    ],
    [
      { category_id: 2, segmentation: { size: [48, 64], counts: "\u0001" } },
      "The packed counts of a mask are damaged",
    ],
  ])("refuses a frame with %j", async (drawn, message) => {
    const bundle = await one([drawn as Drawn]);
    expect(bundle.samples).toEqual([]);
    expect(bundle.refused).toEqual([{ video: "video7", frame: 12 }]);
    expect(errorsOf(bundle)[0]!.message).toContain(message);
  });
});

describe("cocoCounts", () => {
  // As pycocotools packs them.
  test.each([
    [
      "a disc",
      "ch03Y18J4M2N2N2N2N2O0O2O00000O2O0001N1000001N101N2N2N2N2N3L6HQl0",
      SIZE,
      621,
      [787, 3, 41, 11],
    ],
    ["all pixels but one", "0a010", { width: 5, height: 7 }, 34, [0, 17, 1, 17]],
  ])("reads packed counts: %s", (_, text, size, area, begins) => {
    const runs = cocoCounts(text, size);
    expect(runs.slice(0, 4)).toEqual(begins);
    expect(pixelCount(runs)).toBe(area);
  });

  test.each(["", "0", "0a01", "0a010a", "~~~~~~~~~~~~", "oooooooooooooooo0"])("refuses %j", (text) => {
    expect(() => cocoCounts(text, { width: 5, height: 7 })).toThrow();
  });
});
