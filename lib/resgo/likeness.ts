/** A picture made small: the colours of 16 × 16 cells, each the average of what lies in it; three bytes a cell. */
export type Likeness = Uint8Array;

/** Cells on each side of a likeness. */
export const LIKENESS_SIDE = 16;

/**
 * How far two likenesses of one picture may lie apart, in steps of 255: as the root of the mean square, and in one value.
 * Saved again as JPEG of quality 10, at a third of its size or stretched, a laparoscopic frame stays within 3.2 and 22.
 * Frames a second apart are 14 and more apart, and an instrument's tip that moves changes one cell by 30.
 */
const MOST_APART = 4;
const MOST_APART_IN_ONE = 26;
/** A picture with little contrast differs less from any other like it. */
const SHARE_OF_CONTRAST = 0.1;
const LEAST_APART = 1;

type Measured = { readonly likeness: Likeness; readonly mean: number; readonly allowed: number };

function measure(likeness: Likeness): Measured {
  let sum = 0;
  let squares = 0;
  for (const value of likeness) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / likeness.length;
  const contrast = Math.sqrt(Math.max(0, squares / likeness.length - mean * mean));
  const allowed = Math.min(MOST_APART, Math.max(LEAST_APART, SHARE_OF_CONTRAST * contrast));
  return { likeness, mean, allowed };
}

function areSame(a: Measured, b: Measured): boolean {
  const { length } = a.likeness;
  const most = Math.min(a.allowed, b.allowed) ** 2 * length;
  let squares = 0;
  for (let index = 0; index < length; index++) {
    const apart = a.likeness[index]! - b.likeness[index]!;
    squares += apart * apart;
    if (squares > most || apart > MOST_APART_IN_ONE || apart < -MOST_APART_IN_ONE) return false;
  }
  return true;
}

/** Whether two likenesses are of one picture, at whatever size and quality it was saved. */
export function isSamePicture(a: Likeness, b: Likeness): boolean {
  return areSame(measure(a), measure(b));
}

/**
 * Finds the pictures that are there more than once. Each is compared with the first of every group whose average is near
 * enough: ten thousand different ones take a second, and as many equal ones less.
 *
 * @returns groups of two and more; all of a group are the same as its first. Groups and members are in the order given
 */
export function groupSame<Item extends { readonly likeness: Likeness }>(items: readonly Item[]): Item[][] {
  const measured = items.map(({ likeness }) => measure(likeness));
  const groups = new Map<number, number[]>();
  // By average, in steps of what two may differ by at most.
  const firsts = new Map<number, number[]>();
  for (const [index, one] of measured.entries()) {
    const step = Math.floor(one.mean / MOST_APART);
    let first: number | undefined;
    for (let near = step - 1; near <= step + 1 && first === undefined; near++) {
      first = firsts.get(near)?.find((at) => areSame(measured[at]!, one));
    }
    if (first !== undefined) {
      groups.get(first)!.push(index);
      continue;
    }
    groups.set(index, [index]);
    const ofStep = firsts.get(step);
    if (ofStep) ofStep.push(index);
    else firsts.set(step, [index]);
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((group) => group.map((at) => items[at]!));
}
