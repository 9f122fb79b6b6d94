import { type Box, boxCenter, type Point } from "@/lib/domain/geometry";
import { layBed } from "../anatomy/bed-view";
import { along } from "../anatomy/path";
import { layTriangle } from "../anatomy/triangle-view";
import { type SceneFacts, sceneSeed } from "../scene/facts";
import { type Random, seeded } from "../scene/random";
import { goZones } from "../zones/go-zone";

/** What of a scene's geometry the words speak of, and the choice among ways to say it. */
export type Sight = {
  /** Where in the round image the zone lies: "in the middle of the view". */
  readonly place: string;
  /** Where the common bile duct lies as seen from the zone: "below and to the right". In phase D, the porta. */
  readonly danger: string;
  readonly say: Random["pick"];
};

/** `voice` tells readers apart who see the same: each chooses its own words. */
export function sightOf(scene: SceneFacts, voice: string): Sight {
  const zone = boxCenter(aroundAll(goZones(scene)));
  const { camera, risk } = landmarks(scene);
  return {
    place: placeOf(zone, camera.scope),
    danger: wayTo(zone, risk),
    say: seeded(sceneSeed(scene, `words/${voice}`)).pick,
  };
}

function landmarks(scene: SceneFacts) {
  if (scene.state.phase === "D") {
    const view = layBed(scene);
    return { camera: view.camera, risk: view.bed.path[0] as Point };
  }
  const view = layTriangle(scene);
  return { camera: view.camera, risk: along(view.commonDuct.path, 0.42) };
}

function aroundAll(boxes: readonly Box[]): Box {
  return boxes.reduce((all, box) => [
    Math.min(all[0], box[0]),
    Math.min(all[1], box[1]),
    Math.max(all[2], box[2]),
    Math.max(all[3], box[3]),
  ]);
}

function placeOf(zone: Point, { center, radius }: { center: Point; radius: number }): string {
  const [dx, dy] = [(zone.x - center.x) / radius, (zone.y - center.y) / radius];
  const across = dx < -0.12 ? "left" : dx > 0.12 ? "right" : null;
  const down = dy < -0.12 ? "above" : dy > 0.12 ? "below" : null;
  if (!across && !down) return "in the middle of the view";
  if (!down) return `to the ${across} of the middle of the view`;
  return across
    ? `${down} and to the ${across} of the middle of the view`
    : `just ${down} the middle of the view`;
}

function wayTo(from: Point, to: Point): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const across = dx < 0 ? "to the left" : "to the right";
  const down = dy < 0 ? "above" : "below";
  if (Math.abs(dy) < Math.abs(dx) * 0.4) return across;
  return Math.abs(dx) < Math.abs(dy) * 0.4 ? down : `${down} and ${across}`;
}
