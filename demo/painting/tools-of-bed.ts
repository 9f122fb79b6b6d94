import type { BedView } from "../anatomy/bed-view";
import { along, off } from "../anatomy/path";
import { type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import { grasper, hook } from "./instruments";
import type { Svg } from "./svg";
import { clipsOn } from "./tools-of-triangle";

/** Clips and instruments of phase D, from the farthest to the nearest. */
export function toolsOfBed(scene: SceneFacts, view: BedView): Svg[] {
  const hand = seeded(sceneSeed(scene, "hands"));
  const { scale } = view.camera;
  const tip = along(view.areolarLine.path, hand.between(0.42, 0.82));
  return [
    ...view.stumps.flatMap((stump, index) => clipsOn(`stump-${index}`, stump, [0.14, 0.34])),
    grasper("grasper", {
      tip: off(view.neck, 18, 0),
      toward: 186 + hand.between(-14, 12),
      scale: 0.74 * scale,
    }),
    hook("right", { tip: off(tip, 0, 4), toward: -8 + hand.between(-26, 24), scale: 0.82 * scale }),
  ];
}
