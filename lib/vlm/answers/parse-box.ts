import { type Box, clipBox, type Size } from "@/lib/domain/geometry";
import { type BoxConvention, cornersOf, extentsOf, type FourNumbers, unitNames } from "./box-convention";
import { type BoxText, findBoxTexts } from "./find-box-texts";

type BoxAnswer = { readonly box: Box } | { readonly problem: string };

/** How far past the frame's edge a side may lie and still be rounding: the share of the frame's side. */
export const OVERSHOOT = 0.01;

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
 * @param convention what the model counts in, and in which order
 * @param sent the picture's size as the model was sent it, in pixels
 * @param frame natural pixels
 * @param cutOff whether the answer has no end: a number that it breaks off at may be the beginning of one
 */
export function parseBox(
  text: string,
  convention: BoxConvention,
  sent: Size,
  frame: Size,
  cutOff = false,
): BoxAnswer {
  if (text.trim() === "") return { problem: "the answer is empty" };
  const box = likeliestBox(text);
  if (!box) return { problem: "the answer gives no box" };
  if (cutOff && /\d$/.test(box.shown) && box.span[1] === text.trimEnd().length)
    return { problem: `the answer breaks off within the box ${box.shown}` };
  if (convention.order !== "xywh" && !box.named && isSaidBySize(text, box))
    return {
      problem: `the box ${box.shown} is said to be a corner and a size, where two corners were asked for`,
    };
  return toBox(box, convention, sent, frame);
}

/** Of what an answer writes as boxes, the one that counts; null when there is none. */
export function likeliestBox(text: string): BoxText | null {
  const found = findBoxTexts(text);
  const likeliest = Math.max(...found.map(({ likelihood }) => likelihood));
  return found.find(({ likelihood }) => likelihood === likeliest) ?? null;
}

function isSaidBySize(text: string, { span: [start, end] }: BoxText): boolean {
  return BY_SIZE.test(text.slice(Math.max(0, start - 60), end + 60));
}

function toBox(
  { numbers, shown, named }: BoxText,
  { unit, order }: BoxConvention,
  sent: Size,
  frame: Size,
): BoxAnswer {
  if (!numbers.every(Number.isFinite)) return { problem: `the box ${shown} is not four finite numbers` };
  const [a, b, c, d]: FourNumbers = named ? numbers : cornersOf(numbers, order);
  const bySize = order === "xywh" && !named;
  const [x1, y1, x2, y2] = bySize
    ? [a, b, c, d]
    : [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  if (x1 >= x2 || y1 >= y2) return { problem: `the box ${shown} is empty` };
  if (unit !== "fractions" && x1 >= 0 && y1 >= 0 && x2 <= 1 && y2 <= 1) {
    return { problem: `the box ${shown} counts in shares of the frame, not in ${unitNames[unit]}` };
  }
  const { width, height } = extentsOf(unit, sent);
  const [slackX, slackY] = [width * OVERSHOOT, height * OVERSHOOT];
  if (x1 < -slackX || y1 < -slackY || x2 > width + slackX || y2 > height + slackY) {
    return { problem: `the box ${shown} leaves the frame, which ends at ${width}, ${height}` };
  }
  const [scaleX, scaleY] = [frame.width / width, frame.height / height];
  const box = clipBox([x1 * scaleX, y1 * scaleY, x2 * scaleX, y2 * scaleY], frame);
  return box ? { box } : { problem: `the box ${shown} lies outside the frame` };
}
