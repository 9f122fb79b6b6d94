import type { Point } from "@/lib/domain/geometry";
import { type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import { type BedPlan, planBed } from "./bed-plan";
import { aimCamera, type Camera, project, projectTube } from "./camera";
import type { Path, Tube } from "./path";

/** What phase D looks at: the plan of the anatomy as the camera shows it, in frame pixels. */
export type BedView = BedPlan & { readonly camera: Camera };

/** The middle of the plan with two fifths of the bed bare: what the camera looks at. */
const FOCUS: Point = { x: 628, y: 404 };

/** Lays out the anatomy of phase D for a scene. */
export function layBed(scene: SceneFacts): BedView {
  if (scene.state.phase !== "D") throw new Error("Only phase D looks at the liver bed.");
  const { freed } = scene.state;
  // The surgeon follows the line up the bed.
  const camera = aimCamera(scene, { x: FOCUS.x, y: FOCUS.y - 110 * (freed - 0.4) });
  const hold = seeded(sceneSeed(scene, "hold"));
  const plan = planBed(scene.procedure, freed, {
    tilt: hold.between(-0.03, 0.035),
    sag: hold.between(10, 26) + (scene.traction === "slack" ? 14 : 0),
    neck: {
      x: hold.between(-24, 20),
      y: hold.between(-24, 24) + (scene.traction === "slack" ? 46 : 0),
    },
  });
  const show = (path: Path): Path => path.map((point) => project(camera, point));
  const showTube = (of: Tube): Tube => projectTube(camera, of);
  return {
    camera,
    liver: show(plan.liver),
    bed: showTube(plan.bed),
    bareBed: showTube(plan.bareBed),
    gallbladder: show(plan.gallbladder),
    gallbladderAxis: showTube(plan.gallbladderAxis),
    neck: project(camera, plan.neck),
    areolarLine: showTube(plan.areolarLine),
    ligament: show(plan.ligament),
    stumps: plan.stumps.map(showTube),
  };
}
