import { type Box, boundingBox, boxCenter, clipBox } from "@/lib/domain/geometry";
import { type BedView, layBed } from "../anatomy/bed-view";
import {
  contains,
  distanceOutside,
  distanceTo,
  outline,
  type Path,
  type Tube,
  tubePart,
} from "../anatomy/path";
import { layTriangle, type TriangleView } from "../anatomy/triangle-view";
import { FRAME, type SceneFacts } from "../scene/facts";
import { largestBox } from "./largest-box";

/** Pixels that a zone keeps between itself and the common bile duct or the liver bed. */
export const CLEARANCE = 14;

/**
 * The Go Zone of a scene, from where its anatomy was drawn (paper, Table 6): one box, or in phase C one for
 * the duct and one for the artery where they lie far apart. In frame pixels, to a tenth.
 */
export function goZones(scene: SceneFacts): Box[] {
  const { state } = scene;
  if (state.phase === "D") return [tidy(lineZone(layBed(scene)))];
  const view = layTriangle(scene);
  switch (state.phase) {
    case "A":
      return [tidy(junctionZone(view))];
    case "B":
      return [tidy(windowZone(view))];
    case "C":
      return segmentZones(view, state.artery === "divided").map(tidy);
  }
}

/** A: the peritoneum over the place where duct and artery come together at the gallbladder's neck. */
function junctionZone(view: TriangleView): Box {
  const parts = [
    outline(tubePart(view.cysticDuct, 0, 0.34)),
    outline(tubePart(view.cysticArtery, 0.06, 0.4)),
  ];
  return grown(bound(parts.flat()), 9 * view.camera.scale);
}

/** B: as much of the triangle's fibro-fatty tissue as a box can hold clear of the common duct and the bed. */
function windowZone(view: TriangleView): Box {
  const { triangle, commonDuct, bed, gallbladder, camera } = view;
  const reach = 16 * camera.scale;
  const wall = outline(gallbladder);
  const widest = Math.max(...commonDuct.halfWidths);
  // Dissection keeps to the gallbladder's side of the triangle. The grid's step is added, so that the
  // points between the grid's keep their clearance too.
  const fromDuct = 40 * camera.scale + 4;
  const fromBed = CLEARANCE + 4;
  const allowed = (x: number, y: number): boolean => {
    const point = { x, y };
    return (
      distanceOutside(triangle, point) <= reach &&
      distanceTo(commonDuct.path, point) > widest + fromDuct &&
      distanceOutside(bed, point) > fromBed &&
      !contains(wall, point)
    );
  };
  return required(largestBox(grown(bound(triangle), reach), allowed), "the triangle");
}

/** C: the bare stretch of duct and artery, as far towards the common duct as is safe. */
function segmentZones(view: TriangleView, divided: boolean): Box[] {
  for (let end = 0.62; end > 0.24; end -= 0.02) {
    const boxes = bareSegments(view, divided, end);
    if (boxes.every((box) => clearance(box, view.commonDuct) > CLEARANCE)) return boxes;
  }
  throw new Error("No stretch of duct and artery is clear of the common bile duct.");
}

/** `end`: the share of each structure's length, from the gallbladder, at which its stretch ends. */
function bareSegments(
  { cysticDuct, cysticArtery, camera }: TriangleView,
  divided: boolean,
  end: number,
): Box[] {
  const around = (of: Tube, start: number): Box =>
    grown(bound(outline(tubePart(of, start, end))), 7 * camera.scale);
  const duct = around(cysticDuct, 0.1);
  if (divided) return [duct];
  const artery = around(cysticArtery, 0.14);
  const apart = boxCenter(duct).y - boxCenter(artery).y;
  // Two boxes where a single one would hold more of the gap between them than of either.
  return apart > 90 * camera.scale ? [duct, artery] : [bound([...corners(duct), ...corners(artery)])];
}

/** D: the areolar line between gallbladder and bed, from one end to the other. */
function lineZone(view: BedView): Box {
  return grown(bound(outline(tubePart(view.areolarLine, 0.03, 0.97))), 6 * view.camera.scale);
}

/** The shortest way between a box and a tube's wall, in pixels; less than 0 where they overlap. */
export function clearance(box: Box, { path, halfWidths }: Tube): number {
  return Math.min(
    ...path.map((point, index) => distanceOutside(corners(box), point) - (halfWidths[index] ?? 0)),
  );
}

export function corners([x1, y1, x2, y2]: Box): Path {
  return [
    { x: x1, y: y1 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
    { x: x1, y: y2 },
  ];
}

function bound(path: Path): Box {
  return required(boundingBox(path), "it");
}

function grown([x1, y1, x2, y2]: Box, by: number): Box {
  return [x1 - by, y1 - by, x2 + by, y2 + by];
}

function tidy(box: Box): Box {
  const [x1, y1, x2, y2] = required(clipBox(box, FRAME), "the frame");
  const round = (value: number) => Math.round(value * 10) / 10;
  return [round(x1), round(y1), round(x2), round(y2)];
}

function required(box: Box | null, of: string): Box {
  if (!box) throw new Error(`No box can be drawn round ${of}.`);
  return box;
}
