import {
  type Box,
  boundingBox,
  boxCorners,
  clipBox,
  distinctBoxes,
  type Point,
  type Size,
} from "@/lib/domain/geometry";
import { type PixelRuns, runsOfPolygon, unionOf } from "@/lib/domain/no-go/pixel-runs";
import { type DrawnRegion, MOST_REGIONS, type NoGoRegion, regionOf } from "@/lib/domain/no-go/region";
import { plural, t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import type { Taking } from "./apply-map";
import { connectedZones } from "./connected-zones";
import type { Mark } from "./source-format";

const MOST_BOXES = 100;
const MOST_MARKS = 2_000;
/** Of a polygon that is kept with its corners; one of more is kept as its pixels. */
const MOST_CORNERS = 2_000;

/** What was drawn on a frame as a reference has it. */
export type Drawn = {
  readonly boxes: readonly Box[];
  readonly noGo: readonly NoGoRegion[];
  /** Regions of masks that are too small for a Go Zone. */
  readonly tiny: number;
  /** Shapes that left the frame and were cut at its edge. */
  readonly clipped: number;
};

/**
 * Makes boxes of what is a Go Zone, one for each connected region of its pixels, and regions of what is No-Go, pixel by pixel.
 *
 * @param smallest Go Zones of a mask with fewer pixels are left out
 * @throws BundleError with a sentence for people when the frame can't be taken
 */
export function drawReference(marks: readonly Mark[], frame: Size, taking: Taking, smallest: number): Drawn {
  if (marks.length > MOST_MARKS)
    throw new BundleError(
      t`There are ${plural(marks.length, "# shape", "# shapes")}; ${MOST_MARKS} are the most.`,
    );
  const boxes: Box[] = [];
  const regions: NoGoRegion[] = [];
  let [tiny, clipped] = [0, 0];
  for (const mark of marks) {
    const taken = taking.category(mark.category);
    if (taken === null) continue;
    if (taken === "go zone") {
      const zones = zonesOf(mark.shape, frame, smallest);
      tiny += zones.tiny;
      for (const box of zones.boxes) {
        const inside = inFrame(box, mark.category, frame);
        if (inside.some((edge, index) => edge !== box[index])) clipped += 1;
        boxes.push(inside);
      }
    } else {
      const read = regionOf({ name: taken.noGo ?? mark.name, ...pixelsOf(mark.shape, frame) }, frame);
      if ("problem" in read) throw new BundleError(`“${mark.category}”: ${read.problem}`);
      regions.push(read.region);
    }
  }
  const distinct = distinctBoxes(boxes);
  if (distinct.length > MOST_BOXES)
    throw new BundleError(
      t`There are ${plural(distinct.length, "# Go Zone", "# Go Zones")}; ${MOST_BOXES} are the most.`,
    );
  return { boxes: distinct, noGo: fewEnough(regions), tiny, clipped };
}

function zonesOf(
  shape: Mark["shape"],
  frame: Size,
  smallest: number,
): { readonly boxes: readonly Box[]; readonly tiny: number } {
  if ("box" in shape) return { boxes: [shape.box], tiny: 0 };
  const [only, ...more] = "polygons" in shape ? shape.polygons : [];
  if (only && more.length === 0) {
    const box = boundingBox(only);
    if (!box) throw new BundleError(t`A Go Zone is empty: it has no width or no height.`);
    return { boxes: [box], tiny: 0 };
  }
  const zones = connectedZones("runs" in shape ? shape.runs : unionOfPolygons(shape.polygons, frame), frame);
  const large = zones.filter(({ area }) => area >= smallest);
  return { boxes: large.map(({ box }) => box), tiny: zones.length - large.length };
}

function inFrame(box: Box, category: string, frame: Size): Box {
  const said = box.map((value) => Math.round(value * 100) / 100).join(", ");
  const clipped = box.every(Number.isFinite) ? clipBox(box, frame) : null;
  if (clipped) return clipped;
  throw new BundleError(
    t`“${category}”: the box [${said}] lies outside the frame, which is ${frame.width} × ${frame.height} pixels.`,
  );
}

type Pixels =
  | { readonly polygon: readonly (readonly [x: number, y: number])[] }
  | { readonly counts: PixelRuns };

function pixelsOf(shape: Mark["shape"], frame: Size): Omit<DrawnRegion, "name"> & Pixels {
  if ("runs" in shape) return { counts: shape.runs };
  if ("box" in shape) return { polygon: pairsOf(boxCorners(shape.box)) };
  const [only, ...more] = shape.polygons;
  if (only && more.length === 0 && only.length <= MOST_CORNERS) return { polygon: pairsOf(only) };
  return { counts: unionOfPolygons(shape.polygons, frame) };
}

const pairsOf = (points: readonly Point[]): (readonly [x: number, y: number])[] =>
  points.map(({ x, y }) => [x, y]);

const unionOfPolygons = (polygons: readonly (readonly Point[])[], frame: Size): PixelRuns =>
  unionOf(polygons.map((points) => runsOfPolygon(points, frame)));

/** Regions of one name are one where there would be too many. */
function fewEnough(regions: readonly NoGoRegion[]): readonly NoGoRegion[] {
  if (regions.length <= MOST_REGIONS) return regions;
  const byName = new Map<string | null, NoGoRegion[]>();
  for (const region of regions) byName.set(region.name, [...(byName.get(region.name) ?? []), region]);
  if (byName.size > MOST_REGIONS)
    throw new BundleError(
      t`There are ${plural(byName.size, "# No-Go region", "# No-Go regions")}; ${MOST_REGIONS} are the most.`,
    );
  return [...byName].map(([name, those]) => ({ name, counts: unionOf(those.map(({ counts }) => counts)) }));
}
