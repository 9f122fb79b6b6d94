import { type Box, clipBox, type Size } from "@/lib/domain/geometry";
import type { Coordinates } from "../reading";
import { type BoxText, findBoxTexts } from "./find-box-texts";

type BoxAnswer = { readonly box: Box } | { readonly problem: string };

/** How far past the frame's edge a side may lie and still be rounding: the share of the frame's side. */
const OVERSHOOT = 0.01;

/** “(x, y, w, h)” beside a box. */
const BY_SIZE = /\bx\W{1,4}y\W{1,4}w(?:idth)?\W{1,4}h(?:eight)?\b/i;

/**
 * The Go Zone that an answer gives, in the frame's natural pixels. Of several boxes: the one that is labelled Go
 * Zone, else one under a box's key or between box tokens, else one that stands alone, else one in a sentence; the
 * first of equals. Swapped corners are put right, and an edge that rounding carried past the frame's is clipped.
 * A box that can't be one in this frame is a problem: its numbers are never bent into another. Never throws.
 * See docs/decisions/0008-how-a-models-answer-is-read.md.
 *
 * @param text without thinking
 * @param coordinates what the model counts in
 * @param frame natural pixels
 */
export function parseBox(text: string, coordinates: Coordinates, frame: Size): BoxAnswer {
  if (text.trim() === "") return { problem: "the answer is empty" };
  const found = findBoxTexts(text);
  if (found.length === 0) return { problem: "the answer gives no box" };
  const likeliest = Math.max(...found.map(({ likelihood }) => likelihood));
  const box = found.find(({ likelihood }) => likelihood === likeliest)!;
  const [start, end] = box.span;
  if (BY_SIZE.test(text.slice(Math.max(0, start - 60), end + 60)))
    return {
      problem: `the box ${box.shown} is said to be a corner and a size, where two corners were asked for`,
    };
  return toBox(box, coordinates, frame);
}

function toBox({ numbers, shown }: BoxText, coordinates: Coordinates, frame: Size): BoxAnswer {
  const [a, b, c, d] = numbers;
  const [x1, y1, x2, y2] = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  if (!numbers.every(Number.isFinite)) return { problem: `the box ${shown} is not four finite numbers` };
  if (x1 === x2 || y1 === y2) return { problem: `the box ${shown} is empty` };
  if (x1 >= 0 && y1 >= 0 && x2 <= 1 && y2 <= 1) {
    return { problem: `the box ${shown} counts in shares of the frame, not in ${unit(coordinates)}` };
  }
  const [width, height] = coordinates === "pixels" ? [frame.width, frame.height] : [1000, 1000];
  const [slackX, slackY] = [width * OVERSHOOT, height * OVERSHOOT];
  if (x1 < -slackX || y1 < -slackY || x2 > width + slackX || y2 > height + slackY) {
    return { problem: `the box ${shown} leaves the frame, which ends at ${width}, ${height}` };
  }
  const [scaleX, scaleY] = [frame.width / width, frame.height / height];
  const box = clipBox([x1 * scaleX, y1 * scaleY, x2 * scaleX, y2 * scaleY], frame);
  return box ? { box } : { problem: `the box ${shown} lies outside the frame` };
}

function unit(coordinates: Coordinates): string {
  return coordinates === "pixels" ? "pixels" : "thousandths";
}
