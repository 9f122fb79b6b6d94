import type { Point, Size } from "../geometry";
import { bitmapOfRuns, columnRuns, type PixelRuns } from "./pixel-runs";

/** Clockwise as a frame is seen, y running downwards. */
const [RIGHT, DOWN, LEFT, UP] = [0, 1, 2, 3] as const;

/**
 * The outlines of some pixels, along the edges between pixels: closed loops of corners, the pixels on the right hand of
 * whoever walks along them, so holes the other way round. Pixels that touch at a corner alone have outlines of their own.
 */
export function outlinesOf(runs: PixelRuns, frame: Size): readonly (readonly Point[])[] {
  const { height } = frame;
  const edges = edgesOf(runs, frame);
  const steps = [height + 1, 1, -(height + 1), -1] as const;
  const loops: Point[][] = [];
  // The leftmost corner of each loop, and of those the uppermost, is an end of a run: there the walk turns.
  for (const { x, from, to } of columnRuns(runs, height)) {
    for (const start of [x * (height + 1) + from, x * (height + 1) + to]) {
      for (let first = leaving(edges[start]!); first !== null; first = leaving(edges[start]!)) {
        const loop: Point[] = [];
        let corner = start;
        let direction: number = first;
        let heading: number | null = null;
        for (;;) {
          if (direction !== heading)
            loop.push({ x: Math.floor(corner / (height + 1)), y: corner % (height + 1) });
          edges[corner]! &= ~(1 << direction);
          corner += steps[direction]!;
          heading = direction;
          const onward = edges[corner]!;
          const rightTurn = (heading + 1) % 4;
          if (corner === start && (onward === 0 || rightTurn === first)) break;
          direction = onward & (1 << rightTurn) ? rightTurn : leaving(onward)!;
        }
        loops.push(loop);
      }
    }
  }
  return loops;
}

/** An edge that leaves a corner; null where none is left. */
function leaving(edges: number): number | null {
  return edges === 0 ? null : 31 - Math.clz32(edges & -edges);
}

/** Of each corner, a bit for each direction in which an edge leaves it, with pixels on its right and none on its left. */
function edgesOf(runs: PixelRuns, frame: Size): Uint8Array {
  const { width, height } = frame;
  const bitmap = bitmapOfRuns(runs, frame);
  const edges = new Uint8Array((width + 1) * (height + 1));
  const add = (x: number, y: number, direction: number): void => {
    edges[x * (height + 1) + y]! |= 1 << direction;
  };
  for (const { x, from, to } of columnRuns(runs, height)) {
    add(x, from, RIGHT);
    add(x + 1, to, LEFT);
    for (let y = from; y < to; y++) {
      if (x === 0 || bitmap[y * width + x - 1] === 0) add(x, y + 1, UP);
      if (x === width - 1 || bitmap[y * width + x + 1] === 0) add(x + 1, y, DOWN);
    }
  }
  return edges;
}

/** The outlines as the path of an SVG in the frame's natural pixels; holes are left out by the even-odd rule. */
export function pathOf(runs: PixelRuns, frame: Size): string {
  return outlinesOf(runs, frame)
    .map((loop) => `M${loop.map(({ x, y }) => `${x} ${y}`).join("L")}Z`)
    .join("");
}
