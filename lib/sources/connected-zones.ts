import type { Box, Size } from "@/lib/domain/geometry";
import { columnRuns, type PixelRuns } from "@/lib/domain/no-go/pixel-runs";

/** A connected region of pixels. */
type Zone = { readonly box: Box /** In pixels. */; readonly area: number };

type Part = { from: number; to: number; root: Root };
type Root = { parent: Root | null; box: [number, number, number, number]; area: number };

/** The connected regions of some pixels, where pixels that touch at a corner touch, with the boxes around them. */
export function connectedZones(runs: PixelRuns, { height }: Size): Zone[] {
  const roots: Root[] = [];
  let column = -1;
  let previous: Part[] = [];
  let current: Part[] = [];
  let left = 0;
  for (const { x, from, to } of columnRuns(runs, height)) {
    if (x !== column) {
      previous = x === column + 1 ? current : [];
      current = [];
      column = x;
      left = 0;
    }
    const root: Root = { parent: null, box: [x, from, x + 1, to], area: to - from };
    roots.push(root);
    // Both columns run downwards: what has ended above this part ended above all that follow.
    while (left < previous.length && previous[left]!.to < from) left += 1;
    for (let at = left; at < previous.length && previous[at]!.from <= to; at++)
      join(previous[at]!.root, root);
    current.push({ from, to, root });
  }
  return roots.filter(({ parent }) => parent === null).map(({ box, area }) => ({ box, area }));
}

function topOf(root: Root): Root {
  let top = root;
  while (top.parent) top = top.parent;
  // Next time it is near.
  for (let at = root; at.parent; ) [at.parent, at] = [top, at.parent];
  return top;
}

function join(one: Root, other: Root): void {
  const [a, b] = [topOf(one), topOf(other)];
  if (a === b) return;
  b.parent = a;
  a.area += b.area;
  a.box = [
    Math.min(a.box[0], b.box[0]),
    Math.min(a.box[1], b.box[1]),
    Math.max(a.box[2], b.box[2]),
    Math.max(a.box[3], b.box[3]),
  ];
}
