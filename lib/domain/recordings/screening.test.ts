import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { MEASURED_WIDTH, measure } from "./measures";
import { markOf, screening } from "./screening";

const BUNDLE = join(import.meta.dirname, "../../../demo/bundle/frames");
const FRAMES = readdirSync(BUNDLE).flatMap((video) =>
  readdirSync(join(BUNDLE, video))
    .slice(0, 1)
    .map((name) => join(BUNDLE, video, name)),
);

async function measured(picture: Sharp) {
  const { data, info } = await sharp(await picture.png({ compressionLevel: 0 }).toBuffer())
    .resize({ width: MEASURED_WIDTH })
    .removeAlpha()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return measure({ width: info.width, height: info.height, data });
}

const plain = (background: { r: number; g: number; b: number }): Sharp =>
  sharp({ create: { width: 640, height: 360, channels: 3, background } });

describe("the screening", () => {
  test("keeps one frame of each of the demo’s videos", async () => {
    for (const path of FRAMES)
      expect([path, markOf(await measured(sharp(path)), null)]).toEqual([path, null]);
  });

  test.each([
    ["outside", "a white ceiling", plain({ r: 235, g: 238, b: 240 })],
    ["outside", "grey steel", plain({ r: 150, g: 152, b: 158 })],
    ["black", "no light", plain({ r: 6, g: 5, b: 9 })],
    ["blurred", "fog", plain({ r: 190, g: 90, b: 70 })],
    ["blurred", "a frame out of focus", sharp(FRAMES[0]!).blur(16)],
  ] as const)("leaves out as %s: %s", async (mark, _, picture) => {
    expect(markOf(await measured(picture), null)).toBe(mark);
  });

  test("leaves out what is like the last frame that was kept, whatever came between", async () => {
    const [one, other] = await Promise.all([measured(sharp(FRAMES[0]!)), measured(sharp(FRAMES[1]!))]);
    const grainy = await measured(sharp(FRAMES[0]!).modulate({ brightness: 1.01 }));
    const black = await measured(plain({ r: 0, g: 0, b: 0 }));
    const mark = screening();
    expect([one, grainy, black, grainy, other, one].map(mark)).toEqual([
      null,
      "same",
      "black",
      "same",
      null,
      null,
    ]);
  });

  test("a picture of nothing is black, not an error", () => {
    expect(markOf(measure({ width: 0, height: 0, data: [] }), null)).toBe("black");
  });
});
