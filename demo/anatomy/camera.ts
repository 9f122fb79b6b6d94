import type { Point } from "@/lib/domain/geometry";
import { FRAME, type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import type { Tube } from "./path";

/** Where the laparoscope looks from: turns and scales the plan of the anatomy into the frame. */
export type Camera = {
  /** Of the plan's point `focus`, in frame pixels. */
  readonly target: Point;
  readonly focus: Point;
  /** Radians. */
  readonly roll: number;
  /** Frame pixels per unit of the plan. */
  readonly scale: number;
  /** The round image that the laparoscope gives, in frame pixels. */
  readonly scope: { readonly center: Point; readonly radius: number };
};

/** The camera of a scene. The round image belongs to the procedure, the view to the frame. */
export function aimCamera(scene: SceneFacts, focus: Point): Camera {
  const stack = seeded(`${scene.procedure.video}/scope`);
  const scope = {
    center: { x: FRAME.width / 2 + stack.between(-46, 46), y: FRAME.height / 2 + stack.between(-14, 14) },
    radius: stack.between(490, 575),
  };
  const hand = seeded(sceneSeed(scene, "camera"));
  return {
    focus,
    target: { x: scope.center.x + hand.between(-56, 56), y: scope.center.y + hand.between(-34, 34) },
    roll: hand.between(-0.2, 0.2),
    scale: hand.between(0.94, 1.24),
    scope,
  };
}

/** A point of the plan, as the camera shows it. */
export function project({ target, focus, roll, scale }: Camera, { x, y }: Point): Point {
  const [dx, dy] = [(x - focus.x) * scale, (y - focus.y) * scale];
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  return { x: target.x + dx * cos - dy * sin, y: target.y + dx * sin + dy * cos };
}

/** A tube of the plan, as the camera shows it. */
export function projectTube(camera: Camera, { path, halfWidths }: Tube): Tube {
  return {
    path: path.map((point) => project(camera, point)),
    halfWidths: halfWidths.map((half) => half * camera.scale),
  };
}
