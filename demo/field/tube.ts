import type { Tube } from "./field";
import { add, distance, lerp, scale, subtract, type Vec3 } from "./vector";

type Knot = readonly [x: number, y: number, z: number, radius: number];

/** A smooth tube through its knots (a centripetal-free Catmull–Rom spline), `pieces` pieces long. */
export function bendTube(knots: readonly Knot[], pieces: number): Tube {
  const last = knots.length - 1;
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const along = (index / pieces) * last;
    const piece = Math.min(Math.floor(along), last - 1);
    const t = along - piece;
    const [a, b, c, d] = [piece - 1, piece, piece + 1, piece + 2].map(
      (knot) => knots[Math.min(Math.max(knot, 0), last)]!,
    );
    const value = (axis: 0 | 1 | 2 | 3) =>
      0.5 *
      (2 * b![axis] +
        (c![axis] - a![axis]) * t +
        (2 * a![axis] - 5 * b![axis] + 4 * c![axis] - d![axis]) * t * t +
        (3 * b![axis] - a![axis] - 3 * c![axis] + d![axis]) * t * t * t);
    return { at: [value(0), value(1), value(2)], radius: Math.max(value(3), 0.2) };
  });
}

/** Millimetres from end to end along its middle. */
export function tubeLength(tube: Tube): number {
  return tube.slice(1).reduce((sum, { at }, index) => sum + distance(at, tube[index]!.at), 0);
}

/** The place at a share `t` (0 to 1) of the tube's length. */
export function alongTube(tube: Tube, t: number): { at: Vec3; radius: number; direction: Vec3 } {
  let rest = Math.min(Math.max(t, 0), 1) * tubeLength(tube);
  for (let index = 1; index < tube.length; index += 1) {
    const [a, b] = [tube[index - 1]!, tube[index]!];
    const piece = distance(a.at, b.at);
    if (rest <= piece || index === tube.length - 1) {
      const share = piece === 0 ? 0 : Math.min(rest / piece, 1);
      return {
        at: lerp(a.at, b.at, share),
        radius: a.radius + (b.radius - a.radius) * share,
        direction: scale(subtract(b.at, a.at), 1 / (piece || 1)),
      };
    }
    rest -= piece;
  }
  throw new Error("A tube needs two points.");
}

/** The part of a tube between two shares of its length, as `pieces` pieces. */
export function cutTube(tube: Tube, from: number, to: number, pieces = 6): Tube {
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const { at, radius } = alongTube(tube, from + ((to - from) * index) / pieces);
    return { at, radius };
  });
}

/** Millimetres from a point to the tube's surface; negative inside. */
export function distanceToTube(tube: Tube, point: Vec3): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < tube.length; index += 1) {
    const [a, b] = [tube[index - 1]!, tube[index]!];
    const [ab, ap] = [subtract(b.at, a.at), subtract(point, a.at)];
    const squared = ab[0] ** 2 + ab[1] ** 2 + ab[2] ** 2;
    const share =
      squared === 0 ? 0 : Math.min(Math.max((ab[0] * ap[0] + ab[1] * ap[1] + ab[2] * ap[2]) / squared, 0), 1);
    const radius = a.radius + (b.radius - a.radius) * share;
    nearest = Math.min(nearest, distance(point, add(a.at, scale(ab, share))) - radius);
  }
  return nearest;
}
