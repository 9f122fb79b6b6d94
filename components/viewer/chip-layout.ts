import { type Box, boxArea, intersectionArea, type Point, type Size } from "@/lib/domain/geometry";

/** The corner of its box at which a label would like to sit. Readers differ, so that their labels part. */
export type ChipCorner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** A label that wants a place. */
export type ChipRequest = {
  readonly id: string;
  readonly box: Box;
  readonly size: Size;
  readonly corner: ChipCorner;
  /** Left out where it would hide a label or a line, or where others like it have taken their room. */
  readonly optional?: boolean;
};

/** How many labels may be stacked outside one edge. */
const ROWS = 3;

/** That a label hides another, or a line, is so much worse than that it hides what it lies on. */
const LABEL_COST = 1000;
const LINE_COST = 100;

/** Of what is seen, how much labels may cover that could be left out. */
const OPTIONAL_SHARE = 0.08;

/** What a box is drawn round is the picture, with something to see in it. */
const WITHIN_COST = 0.1;

/**
 * Finds a place for each label, as its top left corner: outside its box at the corner wanted, or at the next
 * that is free, or beside it, or inside; within `bounds`, `gap` away from its box's edges so that it covers no handle. As far as
 * there is room it is clear of the labels before it, then of the boxes' lines and of what they are drawn round. Optional
 * ones come last, and have a place only where they hide none of those.
 * Everything is in one unit.
 */
export function layoutChips(
  requests: readonly ChipRequest[],
  bounds: Box,
  gap: number,
): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  const taken: Box[] = [];
  const boxes = requests.map(({ box }) => box);
  const linesOf = requests.map(({ box }) => edgesOf(box, gap / 4));
  let room = OPTIONAL_SHARE * boxArea(bounds);
  const inTurn = [...requests.entries()].sort(
    ([, a], [, b]) => Number(a.optional ?? false) - Number(b.optional ?? false),
  );
  for (const [index, { id, box, size, corner, optional = false }] of inTurn) {
    const lines = linesOf.filter((_, other) => other !== index).flat();
    let best: { area: Box; cost: number; hides: boolean } | null = null;
    for (const area of candidates(box, size, bounds, gap, corner)) {
      const hidden = LABEL_COST * covered(area, taken) + LINE_COST * covered(area, lines);
      const cost = hidden + WITHIN_COST * covered(area, boxes);
      if (!best || cost < best.cost) best = { area, cost, hides: hidden > 0 };
      if (cost === 0) break;
    }
    const { area, hides } = best!;
    if (optional) {
      if (hides || boxArea(area) > room) continue;
      room -= boxArea(area);
    }
    taken.push(area);
    places.set(id, { x: area[0], y: area[1] });
  }
  return places;
}

const covered = (area: Box, others: readonly Box[]): number =>
  others.reduce((sum, other) => sum + intersectionArea(area, other), 0);

/** A box's four lines, each as a box of the given thickness. */
function edgesOf([x1, y1, x2, y2]: Box, thickness: number): Box[] {
  const half = thickness / 2;
  return [
    [x1 - half, y1 - half, x2 + half, y1 + half],
    [x1 - half, y2 - half, x2 + half, y2 + half],
    [x1 - half, y1 - half, x1 + half, y2 + half],
    [x2 - half, y1 - half, x2 + half, y2 + half],
  ];
}

/** Where a label may lie, best first; never empty. */
function candidates(box: Box, size: Size, bounds: Box, gap: number, corner: ChipCorner): Box[] {
  const [x1, y1, x2, y2] = box;
  const top = corner.startsWith("top");
  const left = corner.endsWith("left");
  const edges = [top, !top];
  const sides = [left, !left];
  const outside = Array.from({ length: ROWS }, (_, row) => row * size.height * 1.1).flatMap((rise) =>
    edges.flatMap((atTop) =>
      sides.map((atLeft) => ({
        x: atLeft ? x1 : x2 - size.width,
        y: atTop ? y1 - gap - size.height - rise : y2 + gap + rise,
      })),
    ),
  );
  const beside = sides.flatMap((atLeft) =>
    edges.map((atTop) => ({
      x: atLeft ? x1 - gap - size.width : x2 + gap,
      y: atTop ? y1 : y2 - size.height,
    })),
  );
  const inside = edges.flatMap((atTop) =>
    sides.map((atLeft) => ({
      x: atLeft ? x1 + gap : x2 - gap - size.width,
      y: atTop ? y1 + gap : y2 - gap - size.height,
    })),
  );
  const fits = ({ y }: Point): boolean => y >= bounds[1] && y + size.height <= bounds[3];
  const fitsBeside = ({ x }: Point): boolean => x >= bounds[0] && x + size.width <= bounds[2];
  const within = (place: Point): Box => {
    const x = clamp(place.x, bounds[0], bounds[2] - size.width);
    const y = clamp(place.y, bounds[1], bounds[3] - size.height);
    return [x, y, x + size.width, y + size.height];
  };
  return [...outside.filter(fits), ...beside.filter(fitsBeside), ...inside].map(within);
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
