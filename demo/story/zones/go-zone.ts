import { type Field, TISSUES, type Tissue, type TissueName, type Tube } from "@/demo/field/field";
import { FRAME } from "@/demo/scene/facts";
import { type Box, boundingBox, boxArea, type Point } from "@/lib/domain/geometry";
import { bestBox, type CellWorth } from "./best-box";
import { type IdMap, meanIn, pixelsOf, tissueAt } from "./id-map";
import {
  type Band,
  cornersOf,
  distanceToBand,
  distanceToLine,
  isWithin,
  projectLine,
  projectTube,
} from "./outline";

/** Millimetres that every zone keeps between itself and the common bile duct, as the picture shows them. */
const CLEARANCE = 2.5;
/** Pixels: a smaller box is hard to draw. */
export const LEAST = { width: 40, height: 32 };
/** Pixels that a zone keeps from the frame's edges. */
const RIM = 6;
/** The least share of a zone's area that shows the tissue that its definition names. */
export const LEAST_TARGET = { A: 0.35, B: 0.35, D: 0.06 };

/**
 * The Go Zone of a scene, from its anatomy and from what the picture shows of it (paper, Table 6): one box, or
 * in phase C one for each structure that is to be treated. In whole pixels of the frame. Null when the
 * definition's tissue can't be shown in a box that keeps the rules: such a frame is no case.
 */
export function findGoZone(field: Field, ids: IdMap): Box[] | null {
  switch (field.scene.state.phase) {
    case "A":
      return single(junctionZone(field, ids));
    case "B":
      return single(windowZone(field, ids));
    case "C":
      return segmentZones(field, ids);
    case "D":
      return single(planeZone(field, ids));
  }
}

const single = (box: Box | null): Box[] | null => (box ? [box] : null);

/** The common bile duct with its margin, as it falls in the picture. */
export function forbiddenDuct({ camera, anatomy }: Field): Band {
  return projectTube(camera, anatomy.commonBileDuct, CLEARANCE);
}

/** A: the covered tissue over the place where duct and artery come together at the gallbladder's neck. */
function junctionZone(field: Field, ids: IdMap): Box | null {
  const { camera, anatomy } = field;
  const triangle = projectLine(camera, anatomy.fibrofattyTissue);
  const { at, radius } = anatomy.ductArteryJunction;
  const middle = camera.project(at);
  const reach = radius * camera.pixelsPerMillimetre(middle.depth);
  return tissueZone(field, ids, {
    within: around(middle, reach * 1.6),
    centre: (point) => Math.hypot(point.x - middle.x, point.y - middle.y) <= reach,
    leastTarget: LEAST_TARGET.A,
    triangle,
    isNear: ({ x, y }) => Math.hypot(x - middle.x, y - middle.y) <= reach * 1.35,
  });
}

/** B: as much of the triangle's tissue as a box can hold clear of the common bile duct and the liver bed. */
function windowZone(field: Field, ids: IdMap): Box | null {
  const triangle = projectLine(field.camera, field.anatomy.fibrofattyTissue);
  const bounds = boundingBox(triangle);
  if (!bounds) return null;
  return tissueZone(field, ids, {
    within: bounds,
    centre: (point) => isWithin(triangle, point),
    leastTarget: LEAST_TARGET.B,
    triangle,
    isNear: (point) => isWithin(triangle, point),
  });
}

/** What a box gains or loses by a pixel: the definition's tissue counts, what lies in or before it is neutral. */
const TARGET: ReadonlySet<Tissue> = new Set([
  TISSUES.fibrofattyTissue,
  TISSUES.opened,
  TISSUES.strand,
  TISSUES.areolarTissue,
]);
const NEUTRAL: ReadonlySet<Tissue> = new Set([
  TISSUES.cysticDuct,
  TISSUES.cysticArtery,
  TISSUES.clip,
  TISSUES.instrument,
]);
const BED: ReadonlySet<Tissue> = new Set([TISSUES.liver, TISSUES.liverBed]);

type TissueRules = {
  readonly within: Box;
  readonly centre: (point: Point) => boolean;
  readonly leastTarget: number;
  readonly triangle: readonly Point[];
  readonly isNear: (point: Point) => boolean;
};

function tissueZone(field: Field, ids: IdMap, rules: TissueRules): Box | null {
  const duct = forbiddenDuct(field);
  const { triangle, isNear } = rules;
  /** Through the opened window the liver may be seen: that is the window, not the bed beside the triangle. */
  const isBed = (tissue: Tissue, x: number, y: number): number =>
    tissue === TISSUES.outside || (BED.has(tissue) && !isWithin(triangle, { x, y })) ? 1 : 0;
  const cell = (box: Box): CellWorth => {
    const [x1, y1, x2, y2] = box;
    // A cell's width about it too, so that the zone keeps off the bed by as much.
    const about: Box = [x1 - 8, y1 - 8, x2 + 8, y2 + 8];
    if (distanceToBand(box, duct) < 0 || meanIn(ids, about, isBed) > 0) return null;
    const target = meanIn(ids, box, (tissue, x, y) => (TARGET.has(tissue) && isNear({ x, y }) ? 1 : 0));
    const neutral = meanIn(ids, box, (tissue, x, y) =>
      (NEUTRAL.has(tissue) || BED.has(tissue)) && isNear({ x, y }) ? 1 : 0,
    );
    return { worth: target - (1 - target - neutral) * 0.8, target };
  };
  return bestBox({ ...rules, within: inFrame(rules.within), cell, least: LEAST });
}

/** C: the bare stretch of each structure that is still to be treated, as far as it is seen. */
function segmentZones(field: Field, ids: IdMap): Box[] | null {
  const { anatomy, scene } = field;
  if (scene.state.phase !== "C") return null;
  const { duct, artery } = scene.state;
  const zones: Box[] = [];
  if (!duct.divided && anatomy.bareDuctSegment) {
    const box = bareZone(field, ids, anatomy.bareDuctSegment, "cysticDuct");
    if (!box) return null;
    zones.push(box);
  }
  if (!artery.divided && anatomy.bareArterySegment) {
    const box = bareZone(field, ids, anatomy.bareArterySegment.toReversed(), "cysticArtery");
    if (!box) return null;
    zones.push(box);
  }
  return zones.length === 0 ? null : joined(zones, forbiddenDuct(field));
}

/** The box round what is seen of a bare stretch, given from the gallbladder on; cut short until it is clear. */
function bareZone(
  { camera, anatomy, ...field }: Field,
  ids: IdMap,
  bare: Tube,
  name: TissueName,
): Box | null {
  const whole = projectTube(camera, bare, 0.8);
  const duct = forbiddenDuct({ camera, anatomy, ...field });
  for (let pieces = bare.length; pieces >= 3; pieces -= 1) {
    const band = whole.slice(0, pieces);
    const seen = pixelsOf(
      ids,
      boundsOf(band),
      [name, "clip"],
      ({ x, y }) => distanceToBand([x, y, x, y], band) <= 0,
    );
    const bounds = boundingBox(seen);
    if (!bounds) continue;
    const box = atLeast(grown(bounds, 6));
    if (distanceToBand(box, duct) >= 0 && isShown(ids, box)) return box;
  }
  return null;
}

/** D: the seen part of the areolar plane along its line. */
function planeZone(field: Field, ids: IdMap): Box | null {
  const { camera, anatomy } = field;
  const line = projectLine(camera, anatomy.areolarLine);
  const bounds = boundingBox(line);
  if (!bounds) return null;
  const middle = anatomy.areolarLine[Math.floor(anatomy.areolarLine.length / 2)]!;
  const reach = PLANE_REACH * camera.pixelsPerMillimetre(camera.project(middle).depth);
  const duct = forbiddenDuct(field);
  const isNear = (x: number, y: number): boolean => distanceToLine({ x, y }, line) <= reach;
  const isPlane = (tissue: Tissue, x: number, y: number): number =>
    PLANE.has(tissue) && isNear(x, y) ? 1 : 0;
  // What hangs before the line hides it without ending it.
  const isBefore = (tissue: Tissue, x: number, y: number): number =>
    BEFORE_PLANE.has(tissue) && isNear(x, y) ? 1 : 0;
  const cell = (box: Box): CellWorth => {
    const target = meanIn(ids, box, isPlane);
    if (!isInImage(ids, box) || distanceToBand(box, duct) < 0) return null;
    return { worth: target - (1 - target - meanIn(ids, box, isBefore)) * 0.2 - 0.02, target };
  };
  return bestBox({
    within: inFrame(grown(bounds, reach)),
    cell,
    centre: (point) => distanceToLine(point, line) <= reach,
    least: LEAST,
    leastTarget: LEAST_TARGET.D,
  });
}

const PLANE: ReadonlySet<Tissue> = new Set([TISSUES.areolarTissue, TISSUES.strand]);
const BEFORE_PLANE: ReadonlySet<Tissue> = new Set([TISSUES.gallbladder, TISSUES.instrument]);

/** Millimetres from the areolar line within which its fibres belong to the plane. */
export const PLANE_REACH = 4.5;

/** Zones that overlap much become one, if that one is clear of the common bile duct as well. */
function joined(zones: readonly Box[], duct: Band): Box[] {
  const [first, second] = zones;
  if (!first || !second) return [...zones];
  const both = boundingBox([...cornersOf(first), ...cornersOf(second)]);
  const isTight = both && boxArea(both) < boxArea(first) + boxArea(second);
  return isTight && distanceToBand(both, duct) >= 0 ? [both] : [...zones];
}

/** Whether all of a box lies in the image, off the frame's rim and off the black round the circle. */
function isShown(ids: IdMap, box: Box): boolean {
  const [x1, y1, x2, y2] = box;
  return x1 >= RIM && y1 >= RIM && x2 <= FRAME.width - RIM && y2 <= FRAME.height - RIM && isInImage(ids, box);
}

/** Whether no pixel of a box lies on the black round the image. The image is convex, so its corners tell. */
function isInImage(ids: IdMap, [x1, y1, x2, y2]: Box): boolean {
  return cornersOf([x1, y1, x2 - 1, y2 - 1]).every(({ x, y }) => tissueAt(ids, x, y) !== TISSUES.outside);
}

function around({ x, y }: Point, by: number): Box {
  return [x - by, y - by, x + by, y + by];
}

function grown([x1, y1, x2, y2]: Box, by: number): Box {
  return [Math.floor(x1 - by), Math.floor(y1 - by), Math.ceil(x2 + by), Math.ceil(y2 + by)];
}

function atLeast([x1, y1, x2, y2]: Box): Box {
  const [wide, high] = [Math.max(0, LEAST.width - (x2 - x1)), Math.max(0, LEAST.height - (y2 - y1))];
  return [
    x1 - Math.ceil(wide / 2),
    y1 - Math.ceil(high / 2),
    x2 + Math.ceil(wide / 2),
    y2 + Math.ceil(high / 2),
  ];
}

function inFrame([x1, y1, x2, y2]: Box): Box {
  return [
    Math.max(x1, RIM),
    Math.max(y1, RIM),
    Math.min(x2, FRAME.width - RIM),
    Math.min(y2, FRAME.height - RIM),
  ];
}

function boundsOf(band: Band): Box {
  return [
    Math.min(...band.map(({ at, radius }) => at.x - radius)),
    Math.min(...band.map(({ at, radius }) => at.y - radius)),
    Math.max(...band.map(({ at, radius }) => at.x + radius)),
    Math.max(...band.map(({ at, radius }) => at.y + radius)),
  ];
}
