import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TISSUES, type TissueName } from "@/demo/field/field";
import { layField } from "@/demo/field/lay-field";
import { FRAME } from "@/demo/scene/facts";
import { areaOf, contactOf } from "@/lib/domain/no-go/contact";
import { bitmapOfRuns, runsProblem } from "@/lib/domain/no-go/pixel-runs";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { anyScene } from "../testing/any-scene";
import { sketchIds } from "../testing/sketch-ids";
import { findGoZone } from "./go-zone";
import { findNoGo, LEAST_PIECE } from "./no-go";

/** What may be seen of each structure. */
const SEEN: Readonly<Record<string, readonly TissueName[]>> = {
  "common hepatic duct": ["hepatoduodenalLigament", "fibrofattyTissue", "opened"],
  "common bile duct": ["hepatoduodenalLigament", "fibrofattyTissue", "opened"],
  "liver bed (cystic plate)": ["liver", "liverBed"],
  "liver bed": ["liverBed"],
  duodenum: ["duodenum"],
};
const ONLY_IN: Readonly<Record<string, Phase>> = { "liver bed (cystic plate)": "B", "liver bed": "D" };

describe.each(PHASES)("the No-Go regions in phase %s", (phase) => {
  test("of any scene show what they are called, once each, and nothing of the Go Zone", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        const field = layField(scene);
        const ids = sketchIds(field);
        const zones = findGoZone(field, ids) ?? [];
        const regions = findNoGo(field, ids, zones);
        const shown = new Uint8Array(ids.length);
        for (const { name, counts } of regions) {
          expect(runsProblem(counts, FRAME)).toBeNull();
          expect(ONLY_IN[name!] ?? phase).toBe(phase);
          const tissues = new Set<number>(SEEN[name!]!.map((tissue) => TISSUES[tissue]));
          const bitmap = bitmapOfRuns(counts, FRAME);
          expect(bitmap.every((pixel, at) => pixel === 0 || tissues.has(ids[at]!))).toBe(true);
          expect(bitmap.reduce((sum, pixel) => sum + pixel, 0)).toBeGreaterThanOrEqual(LEAST_PIECE);
          for (const [at, pixel] of bitmap.entries()) shown[at]! += pixel;
        }
        expect(Math.max(...new Set(shown))).toBeLessThanOrEqual(1);
        for (const zone of zones) expect(contactOf(zone, areaOf(regions, FRAME))).toBe(0);
      }),
      { numRuns: 3 },
    );
  });
});

test("what stands before a structure is cut out of it", () => {
  const [scene] = fc.sample(anyScene("A"), { numRuns: 1, seed: 3 });
  const field = layField(scene!);
  const ids = sketchIds(field);
  const [free] = findNoGo(field, ids, []);
  const seen = bitmapOfRuns(free!.counts, FRAME);
  const rod = (at: number): boolean => at % FRAME.width > 500 && at % FRAME.width < 780;
  const before = ids.map((tissue, at) => (rod(at) ? TISSUES.instrument : tissue));
  const covered = findNoGo(field, before, []).find(({ name }) => name === free!.name);
  const left = covered ? bitmapOfRuns(covered.counts, FRAME) : new Uint8Array(ids.length);
  expect(left.some((pixel, at) => pixel === 1 && (rod(at) || seen[at] === 0))).toBe(false);
});
