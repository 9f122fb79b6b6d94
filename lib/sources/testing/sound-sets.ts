import { readFile } from "node:fs/promises";
import path from "node:path";
import { readyMap } from "@/lib/domain/sources/ready-maps";
import { type SourceMap, sourceMapSchema } from "@/lib/domain/sources/source-map";
import { labelMe, picture } from "@/lib/resgo/testing/bundle-files";
import { maskPicture } from "./set-files";

/** A small set in one format, all of which is sound, and which of its files may be damaged to try the reader. */
export type SoundSet = {
  readonly format: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly map: SourceMap;
  readonly mayBeDamaged: readonly string[];
};

const MAP = sourceMapSchema.parse({
  categories: { dissect: "go zone", duct: { noGo: "common bile duct" } },
  phases: { Preparation: "A", Cleaning: "leave out" },
});
const PICTURE = "images/train/video01_000012.jpg";
const RUNS = [490, 4, 44, 4, 44, 4, 2482];
/** As Label Studio packs a brush of 35 × 20 pixels at (5, 10) and one of 10 × 3 at (50, 35), in a picture of 64 × 48. */
export const BRUSH = [
  ...Buffer.from(
    "AAAwADkb/woTANF/+cwDRf/nMA0X/5zANF/+cwDRf/nMA0X/5zANF/+cwDRf/nMA0X/5zANF/+cwDRf/nMA0X/5zANF/+cwDRf/nMA0X/5zANF/+cwDRf/nMA0X/5zANF/+cwDRf/wYnAMT/+1wDE//tcAxP/8KDwAA=",
    "base64",
  ),
];

const rows = (inside: (x: number, y: number) => string): string[] =>
  Array.from({ length: 48 }, (_, y) => Array.from({ length: 64 }, (_, x) => inside(x, y)).join(""));

/** One small set of each format, its pictures of 64 × 48 pixels. */
export async function soundSets(): Promise<SoundSet[]> {
  const frame = await picture();
  const liver = await maskPicture(
    rows((x, y) => (x < 20 && y < 10 ? "l" : "b")),
    { l: 21, b: 50 },
  );
  const mask = await maskPicture([".##.", "####"], { ".": 0, "#": 255 });
  const set = (
    format: string,
    labels: Readonly<Record<string, string | Uint8Array>>,
    more: Partial<SoundSet> = {},
  ): SoundSet => ({
    ...{ format, map: MAP, mayBeDamaged: Object.keys(labels), ...more },
    files: { [PICTURE]: frame, ...labels, ...more.files },
  });
  const drawn = (type: string, label: string, value: object) => ({
    ...{ type, from_name: "label", original_width: 64, original_height: 48, image_rotation: 0 },
    value: { ...value, [type]: [label] },
  });
  return [
    set("COCO", {
      "annotations/instances_train.json": JSON.stringify({
        images: [{ id: 7, file_name: "video01_000012.jpg", width: 64, height: 48 }],
        annotations: [
          { id: 1, image_id: 7, category_id: 1, bbox: [8, 6, 20, 12], segmentation: [] },
          { id: 2, image_id: 7, category_id: 2, segmentation: { size: [48, 64], counts: RUNS } },
          {
            ...{ id: 3, image_id: 7, category_id: 1 },
            segmentation: {
              size: [48, 64],
              counts: "ch03Y18J4M2N2N2N2N2O0O2O00000O2O0001N1000001N101N2N2N2N2N3L6HQl0",
            },
          },
          { id: 4, image_id: 7, category_id: 2, segmentation: [[1, 2, 11, 2, 11, 12]] },
        ],
        categories: [
          { id: 1, name: "dissect" },
          { id: 2, name: "duct" },
        ],
      }),
    }),
    set("CVAT", {
      "annotations.xml": `<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><task><labels><label><name>dissect</name></label><label><name>duct</name></label></labels></task></meta><image id="0" name="train/video01_000012.jpg" width="64" height="48"><box label="dissect" xtl="8.00" ytl="6.25" xbr="40.00" ybr="30.00" rotation="12.5"></box><polygon label="duct" points="1.00,2.00;11.00,2.00;11.00,12.00"><attribute name="name">left</attribute></polygon><mask label="duct" rle="1, 2, 1, 4, 1, 2, 1" left="10" top="20" width="4" height="3"></mask><tag label="Preparation"></tag></image></annotations>`,
    }),
    set("YOLO", {
      "labels/train/video01_000012.txt": "0 0.5 0.5 0.25 0.5\n1 0.25 0.25 0.5 0.25 0.5 0.5\n",
      "data.yaml": "names:\n  0: dissect\n  1: duct\nnc: 2\n",
    }),
    set("Label Studio", {
      "export.json": JSON.stringify([
        {
          id: 1,
          annotations: [
            {
              completed_by: 1,
              result: [
                drawn("rectanglelabels", "dissect", { x: 12.5, y: 25, width: 50, height: 50, rotation: 3 }),
                drawn("polygonlabels", "duct", {
                  points: [
                    [50, 50],
                    [75, 50],
                    [75, 100],
                  ],
                }),
                drawn("brushlabels", "duct", { format: "rle", rle: BRUSH }),
                { type: "choices", from_name: "phase", value: { choices: ["Preparation"] } },
              ],
            },
          ],
          data: { image: "/data/upload/1/0a1b2c3d-video01_000012.jpg" },
        },
      ]),
    }),
    set("LabelMe", {
      "images/train/video01_000012.json": labelMe([
        { label: "dissect" },
        {
          ...{ label: "duct", shape_type: "mask" },
          points: [
            [10, 20],
            [13, 21],
          ],
          ...{ mask: mask.toString("base64") },
        },
      ]),
    }),
    set(
      "CholecSeg8k",
      {
        "video01/video01_00080/frame_80_endo_watershed_mask.png": liver,
        "phase_annotations/video01-phase.txt": "Frame\tPhase\n79\tPreparation\n80\tPreparation\n",
      },
      { map: readyMap("cholecseg8k")!, files: { "video01/video01_00080/frame_80_endo.png": frame } },
    ),
    set(
      "CholecT50",
      {
        "labels/VID01.json": JSON.stringify({
          ...{ video: 1, fps: 1, num_frames: 1, categories: { triplet: {}, phase: { "0": "preparation" } } },
          annotations: { "0": [[17, 0, 1, -1, -1, -1, -1, 1, 0, -1, -1, -1, -1, -1, 0]] },
        }),
      },
      { map: readyMap("cholect50")!, files: { "videos/VID01/000000.jpg": frame } },
    ),
    set(
      "Parquet",
      {
        "train.parquet": await readFile(
          path.join(import.meta.dirname, "parquet/train-00000-of-00001.parquet"),
        ),
      },
      { map: readyMap("cholec")! },
    ),
  ];
}
