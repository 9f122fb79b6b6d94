import { type Field, TISSUES, type Tissue } from "@/demo/field/field";
import { distance } from "@/demo/field/vector";
import { FRAME } from "@/demo/scene/facts";
import type { Box, Point } from "@/lib/domain/geometry";
import { runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { PLANE_REACH } from "./go-zone";
import type { IdMap } from "./id-map";
import { distanceToLine, isInBand, isWithin, projectLine, projectTube, sideOf } from "./outline";
import { withoutSpecks } from "./specks";

/** Pixels: a piece of a structure of which fewer are seen is a speck, and left out. */
export const LEAST_PIECE = 200;

/** Millimetres from the triangle's edge at the liver within which the liver is the gallbladder's bed. */
const PLATE_REACH = 14;

/** What must not be touched, and which pixels show it. A pixel is given by its middle. */
type Structure = { readonly name: string; readonly isShown: (tissue: Tissue, middle: Point) => boolean };

/**
 * The No-Go regions of a scene: what its phase's definition excludes, as far as the picture shows it, to the pixel; one
 * region a structure, whatever stands before it cut out. Nothing of a Go Zone is in them.
 */
export function findNoGo(field: Field, ids: IdMap, zones: readonly Box[]): NoGoRegion[] {
  return structuresOf(field).flatMap(({ name, isShown }) => {
    const shown = new Uint8Array(ids.length);
    for (let at = 0; at < ids.length; at += 1) {
      const middle = { x: (at % FRAME.width) + 0.5, y: Math.floor(at / FRAME.width) + 0.5 };
      if (isShown(ids[at] as Tissue, middle) && !isInZone(middle, zones)) shown[at] = 1;
    }
    const region = withoutSpecks(shown, FRAME, LEAST_PIECE);
    return region.includes(1) ? [{ name, counts: runsOfBitmap(region, FRAME) }] : [];
  });
}

const isInZone = ({ x, y }: Point, zones: readonly Box[]): boolean =>
  zones.some(([x1, y1, x2, y2]) => x > x1 && x < x2 && y > y1 && y < y2);

function structuresOf(field: Field): Structure[] {
  const { phase } = field.scene.state;
  return [
    ...commonDucts(field),
    { name: "duodenum", isShown: (tissue) => tissue === TISSUES.duodenum },
    ...(phase === "B" ? [cysticPlate(field)] : []),
    ...(phase === "D" ? [baredBed(field)] : []),
  ];
}

/** What the common bile duct is seen through: it never lies quite bare. */
const OVER_DUCT: ReadonlySet<Tissue> = new Set([
  TISSUES.hepatoduodenalLigament,
  TISSUES.fibrofattyTissue,
  TISSUES.opened,
]);

/** The tissue right over the duct, which has another name above the place where the cystic duct joins it. */
function commonDucts({ camera, anatomy }: Field): Structure[] {
  const { commonBileDuct, junction } = anatomy;
  const far = commonBileDuct.map(({ at }) => distance(at, junction));
  const joins = far.indexOf(Math.min(...far));
  const hepatic = projectTube(camera, commonBileDuct.slice(0, joins + 1));
  const bile = projectTube(camera, commonBileDuct.slice(joins));
  return [
    {
      name: "common hepatic duct",
      isShown: (tissue, at) => OVER_DUCT.has(tissue) && isInBand(at, hepatic) && !isInBand(at, bile),
    },
    { name: "common bile duct", isShown: (tissue, at) => OVER_DUCT.has(tissue) && isInBand(at, bile) },
  ];
}

const LIVER: ReadonlySet<Tissue> = new Set([TISSUES.liver, TISSUES.liverBed]);

/**
 * B: the liver next to the triangle, on this side of the gallbladder. Through the opened window it may be seen as well: that
 * is the window.
 */
function cysticPlate({ camera, anatomy }: Field): Structure {
  const triangle = projectLine(camera, anatomy.fibrofattyTissue);
  const edge = anatomy.fibrofattyTissue.slice(-3, -1);
  const line = projectLine(camera, edge);
  const axis = projectLine(
    camera,
    anatomy.gallbladder.map(({ at }) => at),
  );
  const side = sideOf(axis, line[0]!);
  const reach = PLATE_REACH * camera.pixelsPerMillimetre(camera.project(edge[0]!).depth);
  return {
    name: "liver bed (cystic plate)",
    isShown: (tissue, at) =>
      LIVER.has(tissue) &&
      distanceToLine(at, line) <= reach &&
      sideOf(axis, at) === side &&
      !isWithin(triangle, at),
  };
}

/** D: the bed that the gallbladder is off, up to the plane that is still to be divided. */
function baredBed({ camera, anatomy }: Field): Structure {
  const line = projectLine(camera, anatomy.areolarLine);
  const middle = anatomy.areolarLine[Math.floor(anatomy.areolarLine.length / 2)]!;
  const reach = PLANE_REACH * camera.pixelsPerMillimetre(camera.project(middle).depth);
  const low = projectLine(camera, anatomy.liverBed).reduce((a, b) =>
    distanceToLine(a, line) > distanceToLine(b, line) ? a : b,
  );
  const side = sideOf(line, low);
  return {
    name: "liver bed",
    isShown: (tissue, at) =>
      tissue === TISSUES.liverBed && distanceToLine(at, line) > reach && sideOf(line, at) === side,
  };
}
