import { type Box, boxCorners, type Point } from "@/lib/domain/geometry";

/** The corners of a box that is turned round a point, clockwise as a picture is seen. @param degrees of the turn */
export function turnedCorners(box: Box, degrees: number, round: Point): Point[] {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return boxCorners(box).map(({ x, y }) => ({
    x: round.x + (x - round.x) * cos - (y - round.y) * sin,
    y: round.y + (x - round.x) * sin + (y - round.y) * cos,
  }));
}
