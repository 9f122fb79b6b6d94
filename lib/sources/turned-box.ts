import type { Box, Point } from "@/lib/domain/geometry";

/** The corners of a box that is turned round a point, clockwise as a picture is seen. @param degrees of the turn */
export function turnedCorners([x1, y1, x2, y2]: Box, degrees: number, round: Point): Point[] {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ].map(([x, y]) => ({
    x: round.x + (x! - round.x) * cos - (y! - round.y) * sin,
    y: round.y + (x! - round.x) * sin + (y! - round.y) * cos,
  }));
}
