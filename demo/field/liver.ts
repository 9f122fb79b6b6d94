import type { Ellipsoid } from "./field";
import type { Vec3 } from "./vector";

/** How far the liver's lobes melt into each other, millimetres; the shader blends by the same. */
export const LIVER_BLEND = 12;

/** Millimetres to the liver's surface, nearly; negative inside. The shader has the same in GLSL. */
export function distanceToLiver(lobes: readonly Ellipsoid[], point: Vec3): number {
  return lobes
    .map((lobe) => distanceToEllipsoid(lobe, point))
    .reduce((a, b) => {
      const h = Math.max(LIVER_BLEND - Math.abs(a - b), 0) / LIVER_BLEND;
      return Math.min(a, b) - (h * h * LIVER_BLEND) / 4;
    });
}

function distanceToEllipsoid({ at, radii }: Ellipsoid, point: Vec3): number {
  const by = (power: 1 | 2) =>
    Math.hypot(...([0, 1, 2] as const).map((axis) => (point[axis] - at[axis]) / radii[axis] ** power));
  const near = by(1);
  return near === 0 ? -Math.min(...radii) : (near * (near - 1)) / by(2);
}

/** The point of the liver's surface straight behind (x, y), as seen along z; −60 deep where there is none. */
export function onLiver(lobes: readonly Ellipsoid[], x: number, y: number): Vec3 {
  let [outside, inside] = [40, -60];
  if (distanceToLiver(lobes, [x, y, inside]) > 0) return [x, y, inside];
  for (let step = 0; step < 28; step += 1) {
    const middle = (outside + inside) / 2;
    if (distanceToLiver(lobes, [x, y, middle]) > 0) outside = middle;
    else inside = middle;
  }
  return [x, y, outside];
}
