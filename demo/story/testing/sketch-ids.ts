import { type Field, TISSUES, type Tissue, type Tube } from "@/demo/field/field";
import { add, scale, type Vec3 } from "@/demo/field/vector";
import { FRAME } from "@/demo/scene/facts";
import { type Box, boundingBox } from "@/lib/domain/geometry";
import type { IdMap } from "../zones/id-map";
import { distanceToBand, isWithin, projectLine, projectTube } from "../zones/outline";

/** Pixels along the side of what is painted at once; a divisor of the frame's sides. */
const STEP = 4;

/**
 * A rough id map without a renderer: flat shapes, painted from back to front. Good enough to try the zones on
 * any scene; what the picture really shows comes from the renderer.
 */
export function sketchIds(field: Field): IdMap {
  const { camera, anatomy, lens } = field;
  const ids = new Uint8Array(FRAME.width * FRAME.height).fill(TISSUES.wall);
  const fill = (tissue: Tissue, bounds: Box, holds: (x: number, y: number) => boolean): void => {
    const [left, top] = [Math.max(0, bounds[0]), Math.max(0, bounds[1])].map(
      (edge) => Math.floor(edge / STEP) * STEP,
    );
    for (let y = top!; y < Math.min(FRAME.height, bounds[3]); y += STEP) {
      for (let x = left!; x < Math.min(FRAME.width, bounds[2]); x += STEP) {
        if (!holds(x + STEP / 2, y + STEP / 2)) continue;
        for (let row = y; row < y + STEP; row += 1) {
          ids.fill(tissue, row * FRAME.width + x, row * FRAME.width + x + STEP);
        }
      }
    }
  };
  const polygon = (tissue: Tissue, corners: readonly Vec3[]): void => {
    const shape = projectLine(camera, corners);
    const bounds = boundingBox(shape);
    if (bounds) fill(tissue, bounds, (x, y) => isWithin(shape, { x, y }));
  };
  const tube = (tissue: Tissue, of: Tube): void => {
    const band = projectTube(camera, of);
    for (const [index, end] of band.entries()) {
      const piece = band.slice(Math.max(index - 1, 0), index + 1);
      if (piece.length < 2) continue;
      const reach = Math.max(...piece.map(({ radius }) => radius));
      const [a, b] = [piece[0]!.at, end.at];
      const bounds: Box = [
        Math.min(a.x, b.x) - reach,
        Math.min(a.y, b.y) - reach,
        Math.max(a.x, b.x) + reach,
        Math.max(a.y, b.y) + reach,
      ];
      fill(tissue, bounds, (x, y) => distanceToBand([x, y, x, y], piece) <= 0);
    }
  };
  const tops = projectLine(camera, [...anatomy.fibrofattyTissue, ...anatomy.areolarLine]).map(({ y }) => y);
  fill(TISSUES.liver, [0, 0, FRAME.width, Math.min(...tops) - 12], () => true);
  polygon(TISSUES.liverBed, anatomy.liverBed);
  polygon(TISSUES.fibrofattyTissue, anatomy.fibrofattyTissue);
  tube(TISSUES.hepatoduodenalLigament, anatomy.ligament);
  polygon(TISSUES.opened, anatomy.window);
  tube(
    TISSUES.areolarTissue,
    anatomy.areolarLine.map((at) => ({ at, radius: 1.6 })),
  );
  if (field.scene.state.phase === "C") for (const { tissue, tube: shown } of field.tubes) tube(tissue, shown);
  for (const { tip, back } of field.instruments) {
    tube(TISSUES.instrument, [
      { at: tip, radius: 1 },
      { at: add(tip, scale(back, 60)), radius: 1 },
    ]);
  }
  const { circle } = lens;
  if (circle) {
    const whole: Box = [0, 0, FRAME.width, FRAME.height];
    fill(TISSUES.outside, whole, (x, y) => Math.hypot(x - circle.x, y - circle.y) > circle.radius);
  }
  return ids;
}
