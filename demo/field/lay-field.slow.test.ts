import fc from "fast-check";
import { expect, test } from "vitest";
import { FRAME } from "@/demo/scene/facts";
import { anyScene } from "@/demo/story/testing/any-scene";
import { PHASES } from "@/lib/domain/phases";
import type { Tube } from "./field";
import { layField } from "./lay-field";
import { distanceToLiver } from "./liver";
import { packUniforms } from "./pack-uniforms";
import { alongTube, distanceToTube, tubeLength } from "./tube";
import { distance, length, type Vec3 } from "./vector";

const anyScenes = fc.constantFrom(...PHASES).chain(anyScene);
const triangleScenes = fc.constantFrom("A" as const, "B" as const, "C" as const).chain(anyScene);

test("a scene is laid the same each time", () => {
  fc.assert(
    fc.property(anyScenes, (scene) => {
      expect(packUniforms(layField(scene))).toEqual(packUniforms(layField(scene)));
    }),
    { numRuns: 40 },
  );
});

test("whatever the scene, the shaders have room for it and every number is finite", () => {
  fc.assert(
    fc.property(anyScenes, (scene) => {
      for (const [name, { value }] of Object.entries(packUniforms(layField(scene)))) {
        expect(value.every(Number.isFinite), name).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("the anatomy of a procedure stays where it is from frame to frame", () => {
  fc.assert(
    fc.property(triangleScenes, triangleScenes, (scene, other) => {
      const [a, b] = [
        layField(scene),
        layField({ ...other, procedure: scene.procedure, traction: scene.traction }),
      ];
      expect(a.anatomy.cysticDuct).toEqual(b.anatomy.cysticDuct);
      expect(a.anatomy.commonBileDuct).toEqual(b.anatomy.commonBileDuct);
      expect(a.liver).toEqual(b.liver);
    }),
    { numRuns: 40 },
  );
});

test("the cystic duct runs from the gallbladder’s neck to the common duct, the artery from near it to the wall", () => {
  fc.assert(
    fc.property(triangleScenes, (scene) => {
      const { anatomy } = layField(scene);
      const { cysticDuct, cysticArtery, gallbladder, commonBileDuct, junction } = anatomy;
      expect(distanceToTube(gallbladder, cysticDuct[0]!.at)).toBeLessThan(1);
      expect(distanceToTube(commonBileDuct, cysticDuct.at(-1)!.at)).toBeLessThan(1);
      expect(distanceToTube(commonBileDuct, junction)).toBeLessThan(0);
      expect(distanceToTube(commonBileDuct, cysticArtery[0]!.at)).toBeLessThan(6);
      expect(distanceToTube(gallbladder, alongTube(cysticArtery, 0.95).at)).toBeLessThan(2.5);
      expect(tubeLength(cysticDuct)).toBeGreaterThan(8);
    }),
    { numRuns: 200 },
  );
});

test("bare segments lie on their structure and keep clear of the common duct", () => {
  fc.assert(
    fc.property(triangleScenes, (scene) => {
      const { anatomy } = layField(scene);
      const pairs: [Tube | null, Tube][] = [
        [anatomy.bareDuctSegment, anatomy.cysticDuct],
        [anatomy.bareArterySegment, anatomy.cysticArtery],
      ];
      for (const [bare, whole] of pairs) {
        for (const { at, radius } of bare ?? []) {
          expect(distanceToTube(whole, at)).toBeLessThan(0);
          expect(distanceToTube(anatomy.commonBileDuct, at)).toBeGreaterThan(4 + radius);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("in phase C both structures are bared, in A neither", () => {
  fc.assert(
    fc.property(anyScene("C"), anyScene("A"), (bared, closed) => {
      expect(layField(bared).anatomy.bareDuctSegment).not.toBeNull();
      expect(layField(bared).anatomy.bareArterySegment).not.toBeNull();
      expect(layField(closed).anatomy.bareDuctSegment).toBeNull();
      expect(layField(closed).anatomy.window).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("what the Go Zone is about lies in the frame", () => {
  fc.assert(
    fc.property(anyScenes, (scene) => {
      const { anatomy, camera } = layField(scene);
      const about: Vec3[] =
        scene.state.phase === "D"
          ? [...anatomy.areolarLine]
          : [anatomy.ductArteryJunction.at, alongTube(anatomy.cysticDuct, 0.5).at];
      for (const point of about) {
        const { x, y, depth } = camera.project(point);
        expect(depth).toBeGreaterThan(10);
        expect(x).toBeGreaterThan(0.1 * FRAME.width);
        expect(x).toBeLessThan(0.9 * FRAME.width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(FRAME.height);
      }
    }),
    { numRuns: 300 },
  );
});

test("the areolar line lies on the liver, and moves up the bed as the gallbladder comes off", () => {
  fc.assert(
    fc.property(anyScene("D"), fc.double({ min: 0.1, max: 0.5, noNaN: true }), (scene, freed) => {
      const at = (share: number) =>
        layField({ ...scene, state: { phase: "D", freed: share, instrument: "hook" } });
      const [early, late] = [at(freed), at(freed + 0.3)];
      const height = (points: readonly Vec3[]) => points.reduce((sum, [, y]) => sum + y, 0) / points.length;
      expect(height(late.anatomy.areolarLine)).toBeGreaterThan(height(early.anatomy.areolarLine));
      for (const point of early.anatomy.areolarLine) {
        expect(Math.abs(distanceToLiver(early.liver, point))).toBeLessThan(2);
      }
    }),
    { numRuns: 100 },
  );
});

test("instruments and clips have unit axes at right angles", () => {
  fc.assert(
    fc.property(anyScenes, (scene) => {
      const { instruments, clips } = layField(scene);
      for (const { back, side } of instruments) {
        expect(length(back)).toBeCloseTo(1, 6);
        expect(length(side)).toBeCloseTo(1, 6);
        expect(distance(back, side)).toBeCloseTo(Math.SQRT2, 6);
      }
      for (const { along, legs } of clips) {
        expect(length(along)).toBeCloseTo(1, 6);
        expect(distance(along, legs)).toBeCloseTo(Math.SQRT2, 6);
      }
    }),
    { numRuns: 100 },
  );
});
