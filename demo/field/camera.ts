import { FRAME } from "@/demo/scene/facts";
import { add, cross, dot, normalize, scale, subtract, type Vec3 } from "./vector";

/** Where a point of the field falls in the picture. */
type Projected = {
  /** Pixels of the frame; may lie outside it. */
  readonly x: number;
  readonly y: number;
  /** Millimetres in front of the lens; not positive behind it, and then `x` and `y` mean nothing. */
  readonly depth: number;
};

export type Camera = {
  readonly at: Vec3;
  readonly forward: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  /** The tangent of half the vertical angle of view, on the axis. */
  readonly tangent: number;
  /** Barrel distortion: a pixel at `q` half heights from the centre looks along `q · (1 + k · |q|²)` tangents. */
  readonly distortion: number;
  readonly project: (point: Vec3) => Projected;
  /** The unit direction in which a pixel looks. */
  readonly ray: (x: number, y: number) => Vec3;
  /** Pixels that a millimetre takes at this depth, in the picture's middle. */
  readonly pixelsPerMillimetre: (depth: number) => number;
};

const HALF = FRAME.height / 2;

/**
 * A laparoscope's camera.
 *
 * @param aim where it stands and looks, millimetres; `roll` in radians, clockwise in the picture
 */
export function aimCamera(aim: {
  readonly at: Vec3;
  readonly target: Vec3;
  readonly roll: number;
  readonly tangent: number;
  readonly distortion: number;
}): Camera {
  const { at, tangent, distortion } = aim;
  const forward = normalize(subtract(aim.target, at));
  const level = normalize(cross(forward, [0, 1, 0]));
  const upright = cross(level, forward);
  const [cos, sin] = [Math.cos(aim.roll), Math.sin(aim.roll)];
  const right = add(scale(level, cos), scale(upright, sin));
  const up = add(scale(upright, cos), scale(level, -sin));

  const project = (point: Vec3): Projected => {
    const from = subtract(point, at);
    const depth = dot(from, forward);
    const bent = Math.hypot(dot(from, right), dot(from, up)) / (depth * tangent);
    const shrink = bent === 0 ? 1 : straightRadius(bent, distortion) / bent;
    const perTangent = (HALF / (depth * tangent)) * shrink;
    return {
      x: FRAME.width / 2 + dot(from, right) * perTangent,
      y: HALF - dot(from, up) * perTangent,
      depth,
    };
  };

  const ray = (x: number, y: number): Vec3 => {
    const [across, along] = [(x - FRAME.width / 2) / HALF, (HALF - y) / HALF];
    const bend = tangent * (1 + distortion * (across * across + along * along));
    return normalize(add(forward, add(scale(right, across * bend), scale(up, along * bend))));
  };

  return {
    at,
    forward,
    right,
    up,
    tangent,
    distortion,
    project,
    ray,
    pixelsPerMillimetre: (depth) => HALF / (depth * tangent),
  };
}

/** Solves q + k · q³ = bent for q ≥ 0 by Newton's method; the left side rises steadily for k ≥ 0. */
function straightRadius(bent: number, distortion: number): number {
  let radius = bent / (1 + distortion * Math.min(bent, 1) ** 2);
  for (let step = 0; step < 12; step += 1) {
    radius -= (radius + distortion * radius ** 3 - bent) / (1 + 3 * distortion * radius * radius);
  }
  return radius;
}
