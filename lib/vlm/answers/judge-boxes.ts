import type { Size } from "@/lib/domain/geometry";
import {
  BOX_ORDERS,
  BOX_UNITS,
  type BoxConvention,
  cornersOf,
  extentsOf,
  type FourNumbers,
} from "./box-convention";
import { OVERSHOOT } from "./parse-box";

/** A box as a model wrote it. */
export type WrittenBox = {
  readonly numbers: FourNumbers;
  /** Whether names told which number is which. */
  readonly named: boolean;
  /** The picture's size as the model was sent it, in pixels. */
  readonly sent: Size;
};

export type Judgement =
  /** The boxes are of this convention, and not of the one that was asked for. */
  | {
      readonly kind: "another-convention";
      readonly convention: BoxConvention;
      /** How many can be no box in the convention that was asked for. */
      readonly impossible: number;
      readonly of: number;
    }
  /** They are pixels of a picture of another size than was sent: so many times as large. */
  | { readonly kind: "another-size"; readonly scale: number; readonly of: number };

/** The fewest boxes of which anything is said. */
const FEWEST = 5;
/** From so many on, where boxes lie counts too, and not only what can't be a box. */
const ENOUGH = 24;
/** How far from the frame's middle the middle of a model's boxes may well lie: the share of a side. */
const BIAS = 0.1;
/** How much likelier, as a natural logarithm, another convention must be than that the model draws in one corner. */
const SURE = 3;
const SURE_OF_FEW = 6;
/** How much the middles of boxes that follow what a picture shows differ at least: the share of a side. */
const LEAST_SPREAD = 0.09;

/**
 * Whether a run's first boxes are in another unit, order or picture size than they were asked for in. A model may be
 * as bad as it likes: boxes anywhere, of any size, always the same or missing don't count as another convention. What
 * counts is numbers that can be no box as asked, and boxes that would all lie in one corner of the frame as asked, and
 * fill its middle otherwise. The reference is not looked at: the reading that flatters the model most would win.
 *
 * Two conventions that give the same numbers can't be told apart: thousandths with y first look like any others.
 *
 * @returns null when nothing speaks against the convention that was asked for
 */
export function judgeBoxes(written: readonly WrittenBox[], asked: BoxConvention): Judgement | null {
  const n = written.length;
  if (n < FEWEST) return null;
  const before = lookAt(written, asked);
  const found = [...otherConventions(written, asked), ...otherSizes(written, asked)]
    .map((other) => ({ ...other, weight: weigh(written, asked, before, other) }))
    .filter(({ weight }) => weight !== null)
    .sort((a, b) => b.weight! - a.weight!)[0];
  if (!found) return null;
  return found.scale === null
    ? {
        kind: "another-convention",
        convention: found.convention,
        impossible: before.fits.filter((fits) => !fits).length,
        of: n,
      }
    : { kind: "another-size", scale: found.scale, of: n };
}

type Look = {
  /** Which of the boxes can be one, in this convention, with corners in any order: models swap them. */
  readonly fits: readonly boolean[];
  /** And which with corners in their order. */
  readonly inOrder: readonly boolean[];
  /** Middles of the boxes, in shares of the frame's sides. */
  readonly middles: readonly (readonly [x: number, y: number])[];
  /** Their mean. */
  readonly mean: readonly [x: number, y: number];
};

type Other = {
  readonly convention: BoxConvention;
  readonly scale: number | null;
  readonly look: Look;
  /** What it costs to suppose it: several things at once are less likely than one. */
  readonly cost: number;
};

function otherConventions(written: readonly WrittenBox[], asked: BoxConvention): Other[] {
  return BOX_UNITS.flatMap((unit) =>
    BOX_ORDERS.map((order) => {
      const convention = { unit, order };
      const changed = Number(unit !== asked.unit) + Number(order !== asked.order);
      return { convention, scale: null, look: lookAt(written, convention), cost: changed - 1 };
    }),
  ).filter(({ cost }) => cost >= 0);
}

/** Pixels of a picture that the model, or its server, has resized. */
function otherSizes(written: readonly WrittenBox[], { order }: BoxConvention): Other[] {
  const convention = { unit: "pixels", order } as const;
  const [x, y] = lookAt(written, convention).mean;
  const scale = x + y;
  // Both sides grow or shrink alike, and by more than rounding to whole patches.
  if (Math.abs(x - y) > 0.25 * scale || (scale > 0.75 && scale < 1.35)) return [];
  return [{ convention, scale, look: lookAt(written, convention, scale * 1.15), cost: scale > 1 ? 2 : 1 }];
}

/** How strongly boxes speak for another convention; null when not strongly enough to say so. */
function weigh(
  written: readonly WrittenBox[],
  asked: BoxConvention,
  before: Look,
  { convention, look, cost }: Other,
): number | null {
  const n = written.length;
  const misfits = look.fits.filter((fits) => !fits).length;
  if (misfits > (n < ENOUGH ? 0 : 0.05 * n)) return null;
  const bySize = convention.order === "xywh" && asked.order !== "xywh";
  const was = bySize ? before.inOrder : before.fits;
  const gained = look.fits.filter((fits, index) => fits && !was[index]).length;
  const lost = before.fits.filter((fits, index) => fits && !look.fits[index]).length;
  const [far, near] = [offCentre(before.mean), offCentre(look.mean)];
  // Swapped corners lie in the frame's middle as they are; a corner and a size don't.
  if (bySize && (gained < 0.7 * n || far - near < 1.5)) return null;
  // Half of all boxes impossible is no slip; a few are, and weigh no more than a few.
  const impossible = gained >= 0.4 * n ? gained : Math.min(4, gained);
  const weight = far - near + impossible - 2 * lost - cost;
  if (gained >= Math.max(FEWEST, (n < ENOUGH ? 0.85 : 0.4) * n))
    return near < 3 && weight > SURE ? weight : null;
  if (near > 1.5 || !isSpread(look.middles)) return null;
  return weight >= (n < ENOUGH ? SURE_OF_FEW : SURE) ? weight : null;
}

/** What it weighs against a convention that boxes lie round another point than the frame's middle. */
function offCentre([x, y]: Look["mean"]): number {
  return ((x - 0.5) ** 2 + (y - 0.5) ** 2) / (2 * BIAS ** 2);
}

/** Whether boxes differ: a model that always says the same says nothing of its unit. */
function isSpread(middles: Look["middles"]): boolean {
  const different = new Set(middles.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size;
  return (
    different >= 0.7 * middles.length &&
    deviation(middles.map(([x]) => x)) > LEAST_SPREAD &&
    deviation(middles.map(([, y]) => y)) > LEAST_SPREAD
  );
}

function deviation(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** Boxes as they are in a convention; `scale`: of a picture so many times as large. */
function lookAt(written: readonly WrittenBox[], convention: BoxConvention, scale = 1): Look {
  const boxes = written.map(({ numbers, named, sent }) => {
    const { width, height } = extentsOf(convention.unit, sent);
    const [x1, y1, x2, y2] = named ? numbers : cornersOf(numbers, convention.order);
    return [x1 / width / scale, y1 / height / scale, x2 / width / scale, y2 / height / scale] as const;
  });
  const isShare = (numbers: FourNumbers): boolean => numbers.every((number) => Math.abs(number) <= 1);
  const middles = boxes.map(([x1, y1, x2, y2]) => [(x1 + x2) / 2, (y1 + y2) / 2] as const);
  const can = written.map(({ numbers }) => convention.unit === "fractions" || !isShare(numbers));
  return {
    fits: boxes.map((box, index) => can[index]! && isBox(convention.order === "xywh" ? box : sorted(box))),
    inOrder: boxes.map((box, index) => can[index]! && isBox(box)),
    middles,
    mean: [meanOf(middles.map(([x]) => x)), meanOf(middles.map(([, y]) => y))],
  };
}

const sorted = ([x1, y1, x2, y2]: FourNumbers): FourNumbers => [
  ...([Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const),
];

/** Corners in order, within the frame but for rounding. */
function isBox([x1, y1, x2, y2]: FourNumbers): boolean {
  return (
    x1 < x2 && y1 < y2 && x1 >= -OVERSHOOT && y1 >= -OVERSHOOT && x2 <= 1 + OVERSHOOT && y2 <= 1 + OVERSHOOT
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
