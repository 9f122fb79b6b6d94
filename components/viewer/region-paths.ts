import type { Size } from "@/lib/domain/geometry";
import { measurePixels, type PixelMeasure } from "@/lib/domain/no-go/measure-pixels";
import { pathOf } from "@/lib/domain/no-go/outline";
import type { PixelRuns } from "@/lib/domain/no-go/pixel-runs";

/** How pixels are drawn: their outline as a path, and where they lie. */
type DrawnPixels = { readonly frame: Size; readonly path: string } & PixelMeasure;

const drawn = new WeakMap<PixelRuns, DrawnPixels>();

/** The same each time, and computed once for the same runs: they are drawn again with each zoom. */
export function drawnPixels(runs: PixelRuns, frame: Size): DrawnPixels {
  const known = drawn.get(runs);
  if (known && known.frame.width === frame.width && known.frame.height === frame.height) return known;
  const made = { frame, path: pathOf(runs, frame), ...measurePixels(runs, frame) };
  drawn.set(runs, made);
  return made;
}
