import type { Box, Size } from "@/lib/domain/geometry";
import type { CaseHeat } from "@/lib/domain/scoring/agreement-map";
import { t } from "@/lib/language/t";
import { describePlace } from "./describe-box";

/** Where most readers drew, in words, for those who can't see the heat. */
export function describeHeat({ columns, rows, shares, n }: CaseHeat, frame: Size): string {
  const most = Math.max(...shares);
  const { width, height } = { width: frame.width / columns, height: frame.height / rows };
  const cells = shares.flatMap((share, index): Box[] => {
    if (share < most) return [];
    const [x, y] = [(index % columns) * width, Math.floor(index / columns) * height];
    return [[x, y, x + width, y + height]];
  });
  const hottest: Box = [
    Math.min(...cells.map(([x1]) => x1)),
    Math.min(...cells.map(([, y1]) => y1)),
    Math.max(...cells.map(([, , x2]) => x2)),
    Math.max(...cells.map(([, , , y2]) => y2)),
  ];
  return t`Where most of their zones lie, ${Math.round(most * n)} of ${n}: ${describePlace(hottest, frame)} of the frame.`;
}
