import { mkdtemp, readdir } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { HEADER, labelMe, TEXTS, workbook, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { countsOf, importTests } from "./testing";

const at = await importTests();
const { db } = at;

/** Both must say the same of every picture. */
async function both() {
  const dry = await at.run({ dryRun: true });
  const real = await at.run();
  expect(countsOf(real)).toEqual(countsOf(dry));
  expect(real.problems).toEqual(dry.problems);
  return real;
}

const tall = () =>
  sharp({ create: { width: 40, height: 17_000, channels: 3, background: "#804020" } })
    .png()
    .toBuffer();

/** Cells of light and shade, one of which is another by its seed; of any size. */
function scene(width: number, height: number, seed = 0) {
  const data = Buffer.alloc(32 * 24 * 3);
  for (let index = 0; index < data.length; index++) {
    const [x, y] = [Math.floor(index / 3) % 32, Math.floor(index / 96)];
    data[index] = 120 + 60 * Math.sin(x / 6 + seed + (index % 3)) + 40 * Math.cos(y / 5 + seed * 2);
  }
  return sharp(data, { raw: { width: 32, height: 24, channels: 3 } }).resize(width, height, { fit: "fill" });
}

/** Grey from 0 to a brightest value, 16 bits each. */
const grey = (brightest: number) =>
  Uint16Array.from({ length: 64 * 48 }, (_, index) => (brightest * (index % 64)) / 63);
const deep = (brightest: number) =>
  sharp(grey(brightest), { raw: { width: 64, height: 48, channels: 1 } }).toColourspace("grey16");

/** A TIFF of 64 × 48 grey values, as scientific cameras write it. */
function tiff(values: Uint16Array | Float32Array): Buffer {
  const bits = values.BYTES_PER_ELEMENT * 8;
  // Width, height, bits, not packed, 0 is black, where the values are, rows in one strip, their bytes, whole or float.
  const fields = [
    ...[
      [256, 64],
      [257, 48],
      [258, bits],
      [259, 1],
      [262, 1],
      [273, 134],
      [278, 48],
      [279, values.byteLength],
    ],
    [339, bits === 16 ? 1 : 3],
  ] as [number, number][];
  const head = Buffer.alloc(134);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  for (const [index, [tag, value]] of fields.entries()) {
    head.writeUInt16LE(tag, 10 + index * 12);
    head.writeUInt16LE(4, 12 + index * 12);
    head.writeUInt32LE(1, 14 + index * 12);
    head.writeUInt32LE(value, 18 + index * 12);
  }
  return Buffer.concat([head, Buffer.from(values.buffer)]);
}

describe("a picture that can't be made into every size", () => {
  const sized = labelMe(undefined, { imageWidth: null, imageHeight: null });

  test.each<[string, () => Promise<Buffer>, RegExp]>([
    ["too tall for WebP", tall, /too long to be served: 40 × 17000 pixels/],
    [
      "cut short",
      async () => {
        const whole = await scene(64, 48).jpeg().toBuffer();
        return whole.subarray(0, whole.length - 60);
      },
      /damaged/,
    ],
    ["dark for its 16 bits", async () => tiff(grey(4_095)), /almost black/],
    ["float", async () => tiff(Float32Array.from(grey(64), (value) => value / 64)), /of the kind “float”/],
    ["dark for its 14 bits, as PNG", () => deep(16_383).png().toBuffer(), /almost black/],
    ["of no picture at all", async () => Buffer.from("a note"), /no picture that can be read/],
  ])("is refused alone, in the dry run too: %s", async (_, make, why) => {
    await writeFiles(at.folder, {
      "frames/V1/000001.jpg": await make(),
      "labelme/V1/000001.json": sized,
    });
    const report = await both();
    expect(countsOf(report)).toEqual([2, 0, 0, 1]);
    expect(report.problems.filter(({ level }) => level === "error")).toMatchObject([
      { file: "frames/V1/000001.jpg", message: expect.stringMatching(why) },
    ]);
  });

  test("leaves no dataset where there is no other", async () => {
    const bytes = await tall();
    for (const frame of ["V1/000001", "V1/000002", "V2/000007"]) {
      await writeFiles(at.folder, { [`frames/${frame}.jpg`]: bytes, [`labelme/${frame}.json`]: sized });
    }
    expect(countsOf(await at.run())).toEqual([0, 0, 0, 3]);
    expect(await db.prisma.dataset.count()).toBe(0);
    expect(await readdir(at.storageFolder)).toEqual([]);
  });
});

test("16 bits from black to white come in with their contrast; an almost black picture comes in with a word", async () => {
  await writeFiles(at.folder, {
    "frames/V1/000001.jpg": tiff(grey(65_535)),
    "frames/V1/000002.jpg": await sharp({
      create: { width: 64, height: 48, channels: 3, background: "#040404" },
    })
      .jpeg()
      .toBuffer(),
  });
  const report = await both();
  expect(countsOf(report)).toEqual([3, 0, 0, 0]);
  expect(report.problems.map(({ message }) => message)).toEqual([
    "V1, frame 1: by its name a jpeg, in truth a tiff, and read as that.",
    "V1, frame 2: The picture is almost black.",
  ]);
});

describe("the same picture", () => {
  test("in one split is told with both places, at another size and quality too", async () => {
    await writeFiles(at.folder, {
      "frames/V1/000001.jpg": await scene(640, 480).jpeg({ quality: 90 }).toBuffer(),
      "labelme/V1/000001.json": labelMe(undefined, { imageWidth: 640, imageHeight: 480 }),
      "frames/V1/000002.jpg": await scene(240, 180).jpeg({ quality: 30 }).toBuffer(),
      "labelme/V1/000002.json": labelMe(undefined, { imageWidth: 240, imageHeight: 180 }),
    });
    const report = await both();
    expect(countsOf(report)).toEqual([3, 0, 0, 0]);
    expect(report.problems).toMatchObject([
      {
        level: "warning",
        file: "frames/V1/000002.jpg",
        message:
          "V1, frame 2 (frames/V1/000002.jpg, train) shows the same picture as V1, frame 1 (frames/V1/000001.jpg, train).",
      },
    ]);
  });

  test("in train and test stops the bundle", async () => {
    await writeFiles(at.folder, {
      "frames/V1/000001.jpg": await scene(64, 48).jpeg({ quality: 90 }).toBuffer(),
      "frames/V2/000007.jpg": await scene(64, 48).webp({ quality: 40 }).toBuffer(),
    });
    const report = await both();
    expect(countsOf(report)).toEqual([0, 0, 0, 3]);
    expect(report.problems).toContainEqual(
      expect.objectContaining({
        level: "error",
        file: "frames/V2/000007.jpg",
        message: expect.stringMatching(/both learnt from and tested on/),
      }),
    );
    expect(await db.prisma.dataset.count()).toBe(0);
  });

  test("is found among what the dataset holds without the bundle", async () => {
    await writeFiles(at.folder, { "frames/V1/000001.jpg": await scene(64, 48).jpeg().toBuffer() });
    await at.run();
    const files = {
      "frames/V1/000001.jpg": null,
      "frames/V9/000003.png": await scene(64, 48).png().toBuffer(),
      "labelme/V9/000003.json": labelMe(),
      "annotations.xlsx": await workbook({ V9: [HEADER, [3, "A", ...TEXTS]] }),
      "splits.csv": "video,split\nV9,test\n",
    };
    const folder = await mkdtemp(`${at.folder}-more-`);
    await writeFiles(folder, files);
    at.folder = folder;
    expect((await both()).problems).toContainEqual(
      expect.objectContaining({
        level: "error",
        message: expect.stringContaining("V1, frame 1 (in the dataset already, train)"),
      }),
    );
    await writeFiles(folder, { "splits.csv": "video,split\nV9,train\n" });
    expect(countsOf(await both())).toEqual([1, 0, 0, 0]);
  });

  test("is not seen where neighbours differ", async () => {
    await writeFiles(at.folder, {
      "frames/V1/000001.jpg": await scene(64, 48, 0).jpeg().toBuffer(),
      "frames/V1/000002.jpg": await scene(64, 48, 0.3).jpeg().toBuffer(),
    });
    expect((await both()).problems).toEqual([]);
  });
});
