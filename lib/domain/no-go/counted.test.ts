import { expect, test } from "vitest";
import type { Box, Size } from "../geometry";
import { type RandomNumbers, seededRandom } from "../statistics/random";
import { areaOf, contactOf } from "./contact";
import { runsOfBitmap } from "./pixel-runs";

/** Pixel by pixel. */
function counted([x1, y1, x2, y2]: Box, bitmap: Uint8Array, { width }: Size): number {
  let shared = 0;
  for (let y = Math.floor(y1); y < y2; y++) {
    const down = Math.min(y2, y + 1) - Math.max(y1, y);
    for (let x = Math.floor(x1); x < x2; x++) {
      if (bitmap[y * width + x] === 1) shared += down * (Math.min(x2, x + 1) - Math.max(x1, x));
    }
  }
  return shared / ((x2 - x1) * (y2 - y1));
}

/** Some ragged patches, holes and specks. */
function anyBitmap({ width, height }: Size, random: RandomNumbers): Uint8Array {
  const bitmap = new Uint8Array(width * height);
  for (let patch = 0; patch < 6; patch++) {
    const [x, y, reach] = [random() * width, random() * height, (0.05 + 0.3 * random()) * width];
    const inside = random() < 0.7 ? 1 : 0;
    for (let at = 0; at < bitmap.length; at++) {
      const far = Math.hypot((at % width) - x, Math.floor(at / width) - y);
      if (far < reach * (0.8 + 0.2 * random())) bitmap[at] = inside;
    }
  }
  return bitmap;
}

function anyBox({ width, height }: Size, random: RandomNumbers): Box {
  const span = (length: number): [number, number] => {
    const [a, b] = [random() * length, random() * length];
    // Some edges lie between pixels and some on them; some boxes are thinner than a pixel.
    const round = random() < 0.2 ? Math.round : (value: number) => value;
    const [from, to] = [round(Math.min(a, b)), round(Math.max(a, b))];
    return to > from ? [from, to] : [Math.max(0, from - 1), Math.max(1, from)];
  };
  const [[x1, x2], [y1, y2]] = [span(width), span(height)];
  return [x1, y1, x2, y2];
}

/** Of `masks` masks with as many boxes each, the greatest difference from counting every pixel. */
function worst(frame: Size, masks: number, boxes: number, random: RandomNumbers): number {
  let most = 0;
  for (let mask = 0; mask < masks; mask++) {
    const bitmap = anyBitmap(frame, random);
    const area = areaOf([{ counts: runsOfBitmap(bitmap, frame) }], frame);
    for (let turn = 0; turn < boxes; turn++) {
      const box = anyBox(frame, random);
      most = Math.max(most, Math.abs(contactOf(box, area) - counted(box, bitmap, frame)));
    }
  }
  return most;
}

test("contact is what counting every pixel gives, for 100,000 random pairs to 1e-9", () => {
  expect(worst({ width: 71, height: 43 }, 200, 500, seededRandom(1))).toBeLessThan(1e-9);
});

test("and in a whole frame", () => {
  expect(worst({ width: 1280, height: 720 }, 1, 40, seededRandom(2))).toBeLessThan(1e-9);
});
