import { type Box, iou } from "../geometry";

/**
 * Which of several boxes for one frame the others agree with most: the index of the one whose mean IoU with the
 * others is greatest, the first of equals; null for none. It is one of the boxes, never a box made of them.
 */
export function consensusBox(boxes: readonly (Box | null)[]): number | null {
  let best: { index: number; agreement: number } | null = null;
  for (const [index, box] of boxes.entries()) {
    if (!box) continue;
    const agreement = boxes.reduce((sum, other) => sum + (other ? iou(box, other) : 0), 0);
    if (!best || agreement > best.agreement) best = { index, agreement };
  }
  return best?.index ?? null;
}
