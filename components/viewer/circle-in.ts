import type { Box, Size } from "@/lib/domain/geometry";
import { areaOfCircle, findCircle, LOOKED_AT } from "@/lib/domain/optical-circle";

/** The part of a loaded frame that its optical circle fills, in natural pixels; null where it has none. */
export function circleIn(image: HTMLImageElement, frame: Size): Box | null {
  const looked = { width: LOOKED_AT, height: Math.round((LOOKED_AT * frame.height) / frame.width) };
  const canvas = Object.assign(document.createElement("canvas"), looked);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(image, 0, 0, looked.width, looked.height);
  const { data } = context.getImageData(0, 0, looked.width, looked.height);
  const circle = findCircle({ ...looked, data });
  return circle && areaOfCircle(circle, looked, frame);
}
