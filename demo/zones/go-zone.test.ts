import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, boxCenter, boxProblem } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { layBed } from "../anatomy/bed-view";
import {
  along,
  contains,
  distance,
  distanceOutside,
  mix,
  outline,
  type Path,
  type Tube,
} from "../anatomy/path";
import { layTriangle } from "../anatomy/triangle-view";
import { FRAME, type SceneFacts } from "../scene/facts";
import { scenes } from "../scene/procedures";
import { anyScene } from "../testing/any-scene";
import { CLEARANCE, clearance, corners, goZones } from "./go-zone";

// A seed of its own: the same scenes in every run.
const RUNS = { numRuns: 40, seed: 7 };

function only(boxes: readonly Box[]): Box {
  expect(boxes).toHaveLength(1);
  return boxes[0]!;
}

/** Points all over a box, its edges included. */
function pointsIn([x1, y1, x2, y2]: Box): Path {
  const shares = Array.from({ length: 13 }, (_, index) => index / 12);
  return shares.flatMap((u) => shares.map((v) => ({ x: x1 + (x2 - x1) * u, y: y1 + (y2 - y1) * v })));
}

function touches(box: Box, shape: Path): boolean {
  return (
    pointsIn(box).some((point) => contains(shape, point)) || shape.some((p) => contains(corners(box), p))
  );
}

/** The share of a tube's middle line, between two shares of its length, that lies in a box. */
function coverage(box: Box, { path }: Tube, from: number, to: number): number {
  const tried = Array.from({ length: 41 }, (_, index) => along(path, from + ((to - from) * index) / 40));
  return tried.filter((point) => contains(corners(box), point)).length / tried.length;
}

describe.each(PHASES)("the Go Zone in phase %s", (phase) => {
  test("lies in the frame and in the round image, and is large enough to be drawn", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        const { scope } = (phase === "D" ? layBed(scene) : layTriangle(scene)).camera;
        const boxes = goZones(scene);
        expect(boxes.length).toBeGreaterThan(0);
        for (const box of boxes) {
          expect(boxProblem(box, FRAME)).toBeNull();
          expect(box[2] - box[0]).toBeGreaterThanOrEqual(40);
          expect(box[3] - box[1]).toBeGreaterThanOrEqual(30);
          for (const point of corners(box)) {
            expect(distance(point, scope.center)).toBeLessThan(scope.radius);
          }
        }
      }),
      RUNS,
    );
  });
});

test("A: covers the beginnings of duct and artery, and keeps off the common bile duct", () => {
  fc.assert(
    fc.property(anyScene("A"), (scene) => {
      const view = layTriangle(scene);
      const box = only(goZones(scene));
      const junction = mix(along(view.cysticDuct.path, 0.15), along(view.cysticArtery.path, 0.2), 0.5);
      expect(contains(corners(box), junction)).toBe(true);
      expect(coverage(box, view.cysticDuct, 0, 0.3)).toBe(1);
      expect(clearance(box, view.commonDuct)).toBeGreaterThan(CLEARANCE);
    }),
    RUNS,
  );
});

test("B: lies in the triangle, and overlaps neither common bile duct nor liver bed", () => {
  fc.assert(
    fc.property(anyScene("B"), (scene) => {
      const view = layTriangle(scene);
      const box = only(goZones(scene));
      expect(touches(box, outline(view.commonDuct))).toBe(false);
      expect(touches(box, view.bed)).toBe(false);
      expect(clearance(box, view.commonDuct)).toBeGreaterThan(CLEARANCE);
      for (const point of view.bed) expect(distanceOutside(corners(box), point)).toBeGreaterThan(CLEARANCE);
      expect(contains(view.triangle, boxCenter(box))).toBe(true);
      for (const point of corners(box)) {
        expect(distanceOutside(view.triangle, point)).toBeLessThan(21 * view.camera.scale);
      }
    }),
    RUNS,
  );
});

test("C: covers bare duct, and artery unless divided, clear of the common bile duct by the margin", () => {
  fc.assert(
    fc.property(anyScene("C"), (scene) => {
      const view = layTriangle(scene);
      const boxes = goZones(scene);
      for (const box of boxes) {
        expect(clearance(box, view.commonDuct)).toBeGreaterThan(CLEARANCE);
        expect(touches(box, outline(view.commonDuct))).toBe(false);
      }
      const covered = (of: Tube) => Math.max(...boxes.map((box) => coverage(box, of, 0.15, 0.24)));
      expect(covered(view.cysticDuct)).toBe(1);
      const divided = scene.state.phase === "C" && scene.state.artery === "divided";
      if (divided) expect(boxes).toHaveLength(1);
      else expect(covered(view.cysticArtery)).toBe(1);
    }),
    RUNS,
  );
});

test("C: has two boxes in some of the demo's scenes and one in others", () => {
  const counts = scenes.filter(({ state }) => state.phase === "C").map((scene) => goZones(scene).length);
  expect(new Set(counts)).toEqual(new Set([1, 2]));
});

test("D: covers the areolar line, and neither the lower bare bed nor the stumps", () => {
  fc.assert(
    fc.property(anyScene("D"), (scene) => {
      const view = layBed(scene);
      const box = only(goZones(scene));
      expect(coverage(box, view.areolarLine, 0.04, 0.96)).toBe(1);
      for (const stump of view.stumps) expect(touches(box, outline(stump))).toBe(false);
      expect(coverage(box, view.bareBed, 0, 0.4)).toBeLessThan(0.1);
    }),
    RUNS,
  );
});

test("two views of one patient show the zone in different places", () => {
  const [scene] = scenes as readonly [SceneFacts];
  const later = { ...scene, frame: scene.frame + 1 };
  expect(goZones(later)).not.toEqual(goZones(scene));
});
