import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeXlsx } from "hucre";
import sharp from "sharp";
import type { Problem } from "../problem";
import type { Bundle } from "../read-bundle";

/** Real files to test with, which are no part of the project. */
export const REAL_DATA = path.resolve("../shared/data");

/** A folder for the tests of one file, removed when they have run. */
export async function testFolder(): Promise<string> {
  const { afterAll } = await import("vitest");
  const folder = await mkdtemp(path.join(tmpdir(), "calot-test-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder, by their paths; null leaves one out. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array | null>>,
): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** A JPEG in a colour of its own. */
export function picture(width = 64, height = 48, colour = "#a04030"): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

export type TestShape = { label?: string; points?: unknown; shape_type?: string | null };

/** A LabelMe file with one Go Zone, unless other shapes are given. */
export function labelMe(
  shapes: readonly TestShape[] = [{}],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const points = [
    [8, 6],
    [40, 30],
  ];
  return JSON.stringify({
    version: "5.4.1",
    shapes: shapes.map((shape) => ({ label: "Go Zone", points, shape_type: "rectangle", ...shape })),
    imagePath: null,
    imageData: null,
    imageWidth: 64,
    imageHeight: 48,
    ...more,
  });
}

export const HEADER = ["Frame", "Phase", "Anatomic", "Reasoning", "Next step", "Risk reminder"];
export const TEXTS = [
  "Over the cystic duct.",
  "Fat covers it.",
  "Open the peritoneum.",
  "The common bile duct.",
];

export type TestCell = string | number | boolean | Date | null;

/** A workbook of sheets by name. */
export async function workbook(sheets: Readonly<Record<string, TestCell[][]>>): Promise<Uint8Array> {
  return writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });
}

/**
 * The files of a small whole bundle: V1 with the frames 1 and 2 (train), V2 with frame 7 (test). Files given
 * replace its own, or are added.
 */
export async function smallBundle(
  changes: Readonly<Record<string, string | Uint8Array | null>> = {},
): Promise<Record<string, string | Uint8Array | null>> {
  return {
    "frames/V1/000001.jpg": await picture(64, 48, "#a04030"),
    "frames/V1/000002.jpg": await picture(64, 48, "#a05030"),
    "frames/V2/000007.jpg": await picture(64, 48, "#a06030"),
    "labelme/V1/000001.json": labelMe(),
    "labelme/V1/000002.json": labelMe(),
    "labelme/V2/000007.json": labelMe(),
    "annotations.xlsx": await workbook({
      V1: [HEADER, [1, "A", ...TEXTS], [2, "Phase B", ...TEXTS]],
      V2: [HEADER, [7, "Phase C - Clip and Divide", ...TEXTS]],
    }),
    "splits.csv": "video,split\nV1,train\nV2,test\n",
    ...changes,
  };
}

export type TestFiles = Parameters<typeof smallBundle>[0];

/** Writes the small bundle, with changes, into a folder of its own below another. */
export async function writeSmallBundle(below: string, changes: TestFiles = {}): Promise<string> {
  return writeFiles(await mkdtemp(path.join(below, "bundle-")), await smallBundle(changes));
}

/** The samples of a bundle that can be imported, in short. */
export function takenOf({ samples }: Bundle): string[] {
  return samples.map(({ video, frame }) => `${video}/${frame}`);
}

export function errorsOf({ problems }: Pick<Bundle, "problems">): Problem[] {
  return problems.filter(({ level }) => level === "error");
}
