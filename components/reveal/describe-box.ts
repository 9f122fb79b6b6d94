import { type Box, boxCenter, type Size } from "@/lib/domain/geometry";
import { boxesOf, type Zone } from "@/lib/domain/scoring/zone";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { formatPercent } from "@/lib/words/figures";

const places = [
  [t`upper left`, t`upper centre`, t`upper right`],
  [t`middle left`, t`centre`, t`middle right`],
  [t`lower left`, t`lower centre`, t`lower right`],
] as const;

const third = (value: number, length: number): 0 | 1 | 2 =>
  value < length / 3 ? 0 : value <= (2 * length) / 3 ? 1 : 2;

/** Where a box's centre lies, by thirds of the frame: "upper left", "centre", "middle right". */
export function describePlace(box: Box, frame: Size): string {
  const { x, y } = boxCenter(box);
  return places[third(y, frame.height)][third(x, frame.width)];
}

/** How much of the frame a box spans: "24% of the width, 18% of the height". */
export function describeSpan([x1, y1, x2, y2]: Box, frame: Size): string {
  const share = (part: number, whole: number): string => formatPercent(part / whole, 0);
  return t`${share(x2 - x1, frame.width)} of the width, ${share(y2 - y1, frame.height)} of the height`;
}

/** A box in whole pixels: "x 120–240, y 80–190 px". */
export function describePixels(box: Box): string {
  const [x1, y1, x2, y2] = box.map(Math.round) as [number, number, number, number];
  return t`x ${x1}–${x2}, y ${y1}–${y2} px`;
}

/** The same of a reader's zone. */
export function describeZone(zone: Zone): string {
  return inList(boxesOf(zone).map(describePixels), "and");
}
