import type { Point } from "@/lib/domain/geometry";
import { type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import { aimCamera, type Camera, project, projectTube } from "./camera";
import type { Path, Tube } from "./path";
import { planTriangle, type TrianglePlan } from "./triangle-plan";

/** What phases A to C look at: the plan of the anatomy as the camera shows it, in frame pixels. */
export type TriangleView = TrianglePlan & { readonly camera: Camera };

/** The middle of the plan's triangle: what the camera looks at. */
const FOCUS: Point = { x: 668, y: 402 };

/** Lays out the anatomy of phases A to C for a scene. Frames of one procedure show one patient. */
export function layTriangle(scene: SceneFacts): TriangleView {
  const camera = aimCamera(scene, FOCUS);
  const hold = seeded(sceneSeed(scene, "hold"));
  const sag = (scene.traction === "slack" ? 20 : 0) + hold.between(-6, 6);
  const plan = planTriangle(scene.procedure, sag);
  const show = (path: Path): Path => path.map((point) => project(camera, point));
  const showTube = (of: Tube): Tube => projectTube(camera, of);
  const [first, second, last] = plan.roof;
  return {
    camera,
    rightLobe: show(plan.rightLobe),
    quadrateLobe: show(plan.quadrateLobe),
    liverEdge: show(plan.liverEdge),
    bed: show(plan.bed),
    gallbladder: showTube(plan.gallbladder),
    pouch: project(camera, plan.pouch),
    cysticDuct: showTube(plan.cysticDuct),
    cysticArtery: showTube(plan.cysticArtery),
    arteryBranches: plan.arteryBranches.map(showTube),
    commonDuct: showTube(plan.commonDuct),
    triangle: show(plan.triangle),
    roof: [project(camera, first), project(camera, second), project(camera, last)],
    ligament: show(plan.ligament),
    duodenum: show(plan.duodenum),
    omentum: show(plan.omentum),
  };
}
