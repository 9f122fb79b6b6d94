import type { Point, Size } from "./geometry";
import type { Offset } from "./offset-schema";

/** No direction at all. */
export const LEVEL: Offset = { vertical: null, horizontal: null };

/** Names a direction only where `from` has left the middle half of a box of that size about `centre` along it. */
export function offsetFrom(centre: Point, { width, height }: Size, from: Point): Offset {
  const [dx, dy] = [from.x - centre.x, from.y - centre.y];
  return {
    vertical: Math.abs(dy) <= height / 4 ? null : dy < 0 ? "high" : "low",
    horizontal: Math.abs(dx) <= width / 4 ? null : dx < 0 ? "left" : "right",
  };
}
