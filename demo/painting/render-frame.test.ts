import sharp from "sharp";
import { expect, test } from "vitest";
import { FRAME, phaseOf } from "../scene/facts";
import { scenes } from "../scene/procedures";
import { renderFrame } from "./render-frame";

test.each(["B", "D"])(
  "the same scene of phase %s gives the same bytes, a picture of the frame’s size",
  async (phase) => {
    const scene = scenes.find((candidate) => phaseOf(candidate) === phase)!;
    const [one, other] = [await renderFrame(scene), await renderFrame(scene)];
    expect(one.equals(other)).toBe(true);
    const { format, width, height, exif, xmp } = await sharp(one).metadata();
    expect({ format, width, height }).toEqual({ format: "webp", ...FRAME });
    // Nothing rides along with the picture that could tell the answer.
    expect([exif, xmp]).toEqual([undefined, undefined]);
  },
  120_000,
);
