import { z } from "zod";
import type { Point, Size } from "./geometry";
import type { View } from "./view";

/** Where something lies as seen from something else, in the picture's own directions; null when level. */
export const offsetSchema = z.object({
  vertical: z.enum(["high", "low"]).nullable(),
  horizontal: z.enum(["left", "right"]).nullable(),
});
export type Offset = View<typeof offsetSchema>;

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
