import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { plural, t } from "@/lib/language/t";
import { activeRing, type RegionSlip, type Regions } from "./regions";

/** What a region is called while it is drawn: its name, else its place in the list. */
export const labelOf = ({ name }: Pick<NoGoRegion, "name">, index: number): string =>
  name?.trim() || t`Region ${index + 1}`;

/** Why nothing came of what the hand did, and what helps. */
export const regionSlips: Readonly<Record<RegionSlip, string>> = {
  small: t`Too small for a region: nothing has changed. Tap the corners one after another, or drag a box.`,
  empty: t`This covers no pixel of the frame: nothing has changed.`,
  few: t`A region has three corners at the least.`,
  many: t`There are as many regions as a reference may have. Remove one first.`,
  corners: t`This region has as many corners as one may have.`,
  pixels: t`This region came as a mask: it can be named and removed. To reshape it, remove it and draw another.`,
  palm: t`A hand that rests draws nothing. Draw with a fingertip.`,
};

/** How to go on from here. */
export function howToDraw({ slip, gesture, active, regions }: Regions): string {
  if (slip) return regionSlips[slip];
  if (gesture?.kind === "tracing")
    return gesture.ring.length < 3
      ? t`Tap the next corner.`
      : t`Tap the next corner, or the first one to close the region.`;
  if (active !== null && regions[active] && !regions[active].polygon) return regionSlips.pixels;
  if (active !== null) return t`Drag a corner to move it, a side to add one, the inside to move the region.`;
  return t`Tap the corners one after another, or drag a box.`;
}

/** The regions in words, for those who can't see them: what is taken up, and which of its corners. */
export function describeRegions(state: Regions): string {
  const { slip, gesture, active, regions, corner, frame } = state;
  if (slip) return regionSlips[slip];
  if (gesture?.kind === "tracing")
    return t`${plural(gesture.ring.length, "# corner is placed.", "# corners are placed.")}`;
  const region = active === null ? undefined : regions[active];
  if (active === null || !region)
    return regions.length === 0
      ? t`No No-Go region.`
      : t`${plural(regions.length, "# No-Go region.", "# No-Go regions.")}`;
  const name = labelOf(region, active);
  const ring = activeRing(state);
  if (!ring) return t`${name}, from a mask.`;
  const at = corner === null ? undefined : ring[corner];
  if (!at) return t`${name}: ${plural(ring.length, "# corner", "# corners")}.`;
  return t`${name}, corner ${corner! + 1} of ${ring.length}: ${Math.round(at.x)} from the left and ${Math.round(at.y)} from the top of ${frame.width} by ${frame.height}.`;
}
