import { createCipheriv } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeXlsx } from "hucre";
import sharp from "sharp";
import { PHASES, phaseNames } from "@/lib/domain/phases";

const VIDEOS = 21;
const [WIDTH, HEIGHT] = [854, 480];
/** How many different pictures are made where no folder gives any. */
const PICTURES = 24;

/**
 * Makes a ResGo bundle to measure with: the cases from one number up to another of an endless row of cases, no two
 * of which have the same picture file. The pictures are those of a folder, or made up where there is none.
 */
export async function makeBundle(
  folder: string,
  [from, to]: readonly [number, number],
  picturesFrom: string,
): Promise<void> {
  const pictures = await somePictures(picturesFrom);
  const sheets = Array.from({ length: VIDEOS }, (_, index) => ({
    name: `VID${String(index + 1).padStart(2, "0")}`,
    rows: [["Frame", "Surgical Phase", "Anatomic", "Reasoning", "Next step", "Risk reminder"]] as (
      | string
      | number
    )[][],
  }));
  for (const { name } of sheets) {
    await mkdir(path.join(folder, "frames", name), { recursive: true });
    await mkdir(path.join(folder, "labelme", name), { recursive: true });
  }
  for (let index = from; index < to; index++) {
    const sheet = sheets[index % VIDEOS]!;
    const frame = 100 + 5 * Math.floor(index / VIDEOS);
    const phase = PHASES[index % 4]!;
    const base = String(frame).padStart(6, "0");
    sheet.rows.push([
      frame,
      `Phase ${phase} - ${phaseNames[phase]}`,
      `Peritoneum over the junction of the cystic duct and artery, case ${index}.`,
      "The infundibulum is lifted; fat still covers the triangle, and the posterior side is not yet seen.",
      "Retract the infundibulum laterally and open the peritoneum close to the gallbladder.",
      "Burning too low, towards the common bile duct.",
    ]);
    await writeFile(
      path.join(folder, "frames", sheet.name, `${base}.jpg`),
      signed(pictureOf(index, pictures), index),
    );
    await writeFile(
      path.join(folder, "labelme", sheet.name, `${base}.json`),
      labelMe(`../../frames/${sheet.name}/${base}.jpg`, index),
    );
  }
  await writeFile(path.join(folder, "annotations.xlsx"), await writeXlsx({ sheets }));
  const splits = sheets.map(({ name }, index) => `${name},${isTest(index) ? "test" : "train"}\n`);
  await writeFile(path.join(folder, "splits.csv"), `video,split\n${splits.join("")}`);
}

/** Of the videos, by their place. */
function isTest(video: number): boolean {
  return video % 4 === 0;
}

/** Even pictures for what is learnt from, odd ones for what is tested on: none may be both. */
function pictureOf(index: number, pictures: readonly Buffer[]): Buffer {
  const half = Math.floor(pictures.length / 2);
  return pictures[2 * (index % half) + (isTest(index % VIDEOS) ? 1 : 0)]!;
}

async function somePictures(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found = names.filter((name) => name.endsWith(".jpg"));
  if (found.length > 0) return Promise.all(found.map((name) => readFile(path.join(folder, name))));
  return Promise.all(Array.from({ length: PICTURES }, (_, index) => somePicture(index)));
}

/** Large soft patches under fine noise: the same for the same number, and no two alike. */
async function somePicture(index: number): Promise<Buffer> {
  const patches = await sharp(randomBytes(3 * 12 * 7, 2 * index), {
    raw: { width: 12, height: 7, channels: 3 },
  })
    .resize(WIDTH, HEIGHT, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  const noise = randomBytes(patches.length, 2 * index + 1);
  const pixels = patches.map((value, at) => Math.round(0.8 * value + 0.1 * noise[at]!));
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** So many bytes as a number gives them, always the same: a cipher's key stream. */
function randomBytes(length: number, seed: number): Buffer {
  const start = Buffer.alloc(16);
  start.writeUInt32BE(seed);
  return createCipheriv("aes-128-ctr", Buffer.alloc(16), start).update(Buffer.alloc(length));
}

/** A JPEG with a comment of its own: other bytes, the same picture. */
function signed(jpeg: Buffer, index: number): Buffer {
  const comment = Buffer.from(`case ${index}`);
  const segment = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, comment, jpeg.subarray(2)]);
}

function labelMe(imagePath: string, index: number): string {
  const [x, y] = [50 + (index % 400), 40 + (index % 200)];
  const shape = {
    label: "Go Zone",
    points: [
      [x, y],
      [x + 180.5, y + 120.25],
    ],
    group_id: null,
    description: "",
    shape_type: "rectangle",
    flags: {},
  };
  return JSON.stringify({
    version: "5.4.1",
    flags: {},
    shapes: [shape],
    imagePath,
    imageData: null,
    imageHeight: HEIGHT,
    imageWidth: WIDTH,
  });
}
