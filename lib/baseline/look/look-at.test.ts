import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { paint, paintedFrames } from "../testing";
import { CELL_COUNT, CELLS_ACROSS, CHANNELS } from "./cells";
import { PictureError } from "./decode-pixels";
import { FRAME_FEATURES, looksTheSame } from "./frame-features";
import { lookAt } from "./look-at";

const [first, second] = await Promise.all([paint(paintedFrames[0]!), paint(paintedFrames[1]!)]);

describe("a look", () => {
  test("has the numbers it promises, all finite, and the same each time", async () => {
    const look = await lookAt(first);
    expect(look.features).toHaveLength(FRAME_FEATURES);
    expect(look.cells).toHaveLength(CELL_COUNT * CHANNELS.length);
    expect([...look.features, ...look.cells].every(Number.isFinite)).toBe(true);
    expect(await lookAt(first)).toEqual(look);
  });

  test("is the same however the picture is encoded, and another for another picture", async () => {
    const { features } = await lookAt(first);
    for (const other of [
      await sharp(first).jpeg({ quality: 80 }).toBuffer(),
      await sharp(first).webp({ quality: 80 }).toBuffer(),
      await sharp(first).resize(256).png().toBuffer(),
    ]) {
      expect(looksTheSame((await lookAt(other)).features, features)).toBe(true);
    }
    expect(looksTheSame((await lookAt(second)).features, features)).toBe(false);
  });

  test("is of the upright picture", async () => {
    const turned = await sharp(first)
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const look = await lookAt(turned);
    expect(look.size).toEqual({ width: 320, height: 180 });
    expect(looksTheSame(look.features, (await lookAt(first)).features)).toBe(true);
  });

  test("sees metal where grey is, and highlights where white is", async () => {
    const tool = `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="108"><rect width="100%" height="100%"
      fill="#903828"/><rect width="96" height="108" fill="#808080"/><rect y="100" width="192" height="8" fill="#ffffff"/></svg>`;
    const { cells } = await lookAt(await sharp(Buffer.from(tool)).png().toBuffer());
    const at = (x: number, y: number, channel: (typeof CHANNELS)[number]) =>
      cells[(y * CELLS_ACROSS + x) * CHANNELS.length + CHANNELS.indexOf(channel)]!;
    expect([at(5, 5, "metal"), at(40, 5, "metal"), at(5, 26, "metal")]).toEqual([1, 0, 0]);
    expect([at(5, 5, "highlights"), at(5, 26, "highlights")]).toEqual([0, 1]);
  });

  test("is had of the smallest picture, of grey ones and of ones with alpha", async () => {
    const create = (channels: 3 | 4) =>
      sharp({ create: { width: 1, height: 1, channels, background: "#a04030" } });
    for (const bytes of [
      await create(3).png().toBuffer(),
      await create(4).png().toBuffer(),
      await create(3).greyscale().jpeg().toBuffer(),
      await sharp(first).toColourspace("rgb16").png().toBuffer(),
    ]) {
      expect((await lookAt(bytes)).features.every(Number.isFinite)).toBe(true);
    }
  });
});

describe("what is no picture", () => {
  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("not a picture at all")],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ["a PNG's first bytes", first.subarray(0, 40)],
    ["half a PNG", first.subarray(0, Math.floor(first.length / 2))],
  ])("is refused: %s", async (_, bytes) => {
    await expect(lookAt(bytes)).rejects.toThrow(PictureError);
  });
});
