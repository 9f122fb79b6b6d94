import type { Box } from "../geometry";
import { pixelCount, unionOf } from "../no-go/pixel-runs";
import type { NoGoRegion } from "../no-go/region";
import type { AnnotationBody } from "./annotation";

/** How two readings of a frame agree. */
export type Agreement = {
  readonly samePhase: boolean;
  /** Of the two regions, 0 to 1: what all boxes of the one cover, against what all boxes of the other do. */
  readonly iou: number;
  /** Of their No-Go pixels, 0 to 1; null where they were not asked for, and where neither has any. */
  readonly noGoIou: number | null;
};

/** @param asksNoGo whether both were asked for No-Go regions */
export function agreementOf(a: AnnotationBody, b: AnnotationBody, asksNoGo: boolean): Agreement {
  return {
    samePhase: a.phase === b.phase,
    iou: regionIou(a.boxes, b.boxes),
    noGoIou: asksNoGo ? noGoIou(a.noGo, b.noGo) : null,
  };
}

/** Of all pixels that are No-Go by either, the share that both have; null where neither has any. */
function noGoIou(a: readonly NoGoRegion[], b: readonly NoGoRegion[]): number | null {
  const [inA, inB] = [a, b].map((regions) => unionOf(regions.map(({ counts }) => counts)));
  const either = pixelCount(unionOf([inA!, inB!]));
  return either === 0 ? null : (pixelCount(inA!) + pixelCount(inB!) - either) / either;
}

/**
 * Intersection over union of two regions, each the union of its boxes, 0 to 1; 0 where both are empty. With a box
 * each it is the boxes' IoU. Exact: the plane is cut along all edges, and each cell lies in a region or doesn't.
 */
export function regionIou(a: readonly Box[], b: readonly Box[]): number {
  const all = [...a, ...b];
  const xs = edges(all.flatMap(([x1, , x2]) => [x1, x2]));
  const ys = edges(all.flatMap(([, y1, , y2]) => [y1, y2]));
  let [shared, either] = [0, 0];
  for (let i = 1; i < xs.length; i++) {
    for (let j = 1; j < ys.length; j++) {
      const [x, y] = [(xs[i - 1]! + xs[i]!) / 2, (ys[j - 1]! + ys[j]!) / 2];
      const area = (xs[i]! - xs[i - 1]!) * (ys[j]! - ys[j - 1]!);
      const [inA, inB] = [covers(a, x, y), covers(b, x, y)];
      if (inA && inB) shared += area;
      if (inA || inB) either += area;
    }
  }
  return either === 0 ? 0 : shared / either;
}

const edges = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const covers = (boxes: readonly Box[], x: number, y: number): boolean =>
  boxes.some(([x1, y1, x2, y2]) => x > x1 && x < x2 && y > y1 && y < y2);
