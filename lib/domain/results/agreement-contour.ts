import { boxesOf, type Zone } from "../scoring/zone";
/** A straight piece of an outline, along an axis, in natural pixels. */
export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

const edgesOf = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * The outline of where at least a share of the zones lie over one another, exactly: their boxes along the axes cut the frame
 * into rectangles, and each is in or out.
 *
 * @param share 0 to 1, above 0
 */
export function agreementContour(zones: readonly Zone[], share: number): readonly Segment[] {
  if (zones.length === 0) return [];
  const boxes = zones.flatMap(boxesOf);
  const xs = edgesOf(boxes.flatMap(([x1, , x2]) => [x1, x2]));
  const ys = edgesOf(boxes.flatMap(([, y1, , y2]) => [y1, y2]));
  const [atX, atY] = [xs, ys].map((edges) => new Map(edges.map((edge, index) => [edge, index])));
  const width = xs.length;
  // What each box adds where it begins and takes back where it ends; summed up, how many lie over each rectangle.
  const depth = new Int32Array(width * ys.length);
  for (const [x1, y1, x2, y2] of boxes) {
    const [left, right] = [atX!.get(x1)!, atX!.get(x2)!];
    const [top, bottom] = [atY!.get(y1)! * width, atY!.get(y2)! * width];
    depth[top + left]! += 1;
    depth[top + right]! -= 1;
    depth[bottom + left]! -= 1;
    depth[bottom + right]! += 1;
  }
  for (let row = 0; row < ys.length; row++) {
    for (let column = 1; column < width; column++)
      depth[row * width + column]! += depth[row * width + column - 1]!;
  }
  for (let at = width; at < depth.length; at++) depth[at]! += depth[at - width]!;
  // The billionth forgives what binary fractions lose.
  const needed = share * zones.length - 1e-9;
  const isIn = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && (depth[row * width + column] ?? 0) >= needed;
  return [
    ...runs(ys.length, width - 1, (row, column) => isIn(column, row) !== isIn(column, row - 1)).map(
      ([row, from, to]): Segment => [xs[from]!, ys[row]!, xs[to]!, ys[row]!],
    ),
    ...runs(width, ys.length - 1, (column, row) => isIn(column, row) !== isIn(column - 1, row)).map(
      ([column, from, to]): Segment => [xs[column]!, ys[from]!, xs[column]!, ys[to]!],
    ),
  ];
}

/** Unbroken runs of `is` along each line: the line, where the run begins, and where it ends. */
function runs(
  lines: number,
  length: number,
  is: (line: number, at: number) => boolean,
): readonly (readonly [line: number, from: number, to: number])[] {
  const found: (readonly [number, number, number])[] = [];
  for (let line = 0; line < lines; line++) {
    let from: number | null = null;
    for (let at = 0; at <= length; at++) {
      const inside = at < length && is(line, at);
      if (inside && from === null) from = at;
      if (!inside && from !== null) {
        found.push([line, from, at]);
        from = null;
      }
    }
  }
  return found;
}
