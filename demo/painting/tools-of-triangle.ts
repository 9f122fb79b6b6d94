import type { Point } from "@/lib/domain/geometry";
import { along, halfWidthAt, mix, pointOn, type Tube } from "../anatomy/path";
import type { TriangleView } from "../anatomy/triangle-view";
import { type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import { clip, clipApplier, dissector, grasper, hook, scissors } from "./instruments";
import type { Svg } from "./svg";

/** Shares of a structure's length, from the gallbladder, at which clips sit: one stays with the specimen. */
export const CLIPS = [0.14, 0.44, 0.52] as const;

/** Clips and instruments of phases A to C, from the farthest to the nearest. */
export function toolsOfTriangle(scene: SceneFacts, view: TriangleView): Svg[] {
  const hand = seeded(sceneSeed(scene, "hands"));
  const { scale } = view.camera;
  const { state } = scene;
  const drawn: Svg[] = [];
  if (state.phase === "C") {
    if (state.duct === "clipped") drawn.push(...clipsOn("duct-clip", view.cysticDuct, CLIPS));
    if (state.artery !== "bare") drawn.push(...clipsOn("artery-clip", view.cysticArtery, [0.18, 0.64, 0.73]));
  }
  drawn.push(
    grasper("grasper", { tip: view.pouch, toward: 190 + hand.between(-24, 16), scale: 0.74 * scale }),
  );
  const toward = -32 + hand.between(-16, 18);
  const held = (tip: Point) => ({ tip, toward, scale: 0.82 * scale });
  const junction = mix(along(view.cysticDuct.path, 0.1), along(view.cysticArtery.path, 0.14), 0.5);
  if (state.phase === "A" && state.instrument) {
    const tip = { x: junction.x + hand.between(14, 46), y: junction.y + hand.between(-34, -8) };
    drawn.push(state.instrument === "hook" ? hook("right", held(tip)) : dissector("right", held(tip)));
  }
  if (state.phase === "B") {
    const inward = 0.22 + 0.34 * state.opened;
    const tip = mix(
      along(view.cysticDuct.path, inward),
      along(view.cysticArtery.path, inward),
      hand.between(0.4, 0.7),
    );
    drawn.push(state.instrument === "hook" ? hook("right", held(tip)) : dissector("right", held(tip)));
  }
  if (state.phase === "C" && state.instrument && state.at) {
    const of = state.at === "duct" ? view.cysticDuct : view.cysticArtery;
    const tip = pointOn(of, state.instrument === "scissors" ? 0.3 : 0.36, 0);
    drawn.push(
      state.instrument === "scissors"
        ? scissors("right", held(tip))
        : clipApplier("right", { ...held(tip), scale: 0.72 * scale }),
    );
  }
  return drawn;
}

/** Closed clips across a tube at shares of its length. */
export function clipsOn(id: string, of: Tube, shares: readonly number[]): Svg[] {
  return shares.map((share, index) => {
    const { x, y, dx, dy } = along(of.path, share);
    return clip(`${id}-${index}`, { x, y }, (Math.atan2(dy, dx) * 180) / Math.PI, halfWidthAt(of, share));
  });
}
