import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Field, TISSUES } from "@/demo/field/field";
import { layField } from "@/demo/field/lay-field";
import { FRAME, phaseOf } from "@/demo/scene/facts";
import { type Box, boxCenter, boxProblem, intersectionArea } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { scenes } from "../procedures";
import { anyScene } from "../testing/any-scene";
import { sketchIds } from "../testing/sketch-ids";
import { findGoZone, forbiddenDuct, LEAST, LEAST_TARGET, PLANE_REACH } from "./go-zone";
import { type IdMap, meanIn, tissueAt } from "./id-map";
import { cornersOf, distanceToBand, distanceToLine, isWithin, projectLine, projectTube } from "./outline";

const RUNS = { numRuns: 10 };

type Seen = { readonly field: Field; readonly ids: IdMap; readonly zones: readonly Box[] | null };

const see = (field: Field): Seen => {
  const ids = sketchIds(field);
  return { field, ids, zones: findGoZone(field, ids) };
};

/** What holds of every zone, whatever the scene and whatever the picture shows. */
function expectSafe({ field, ids, zones }: Seen): void {
  for (const zone of zones ?? []) {
    expect(boxProblem(zone, FRAME)).toBeNull();
    expect(zone.every(Number.isInteger)).toBe(true);
    expect(zone[2] - zone[0]).toBeGreaterThanOrEqual(LEAST.width);
    expect(zone[3] - zone[1]).toBeGreaterThanOrEqual(LEAST.height);
    expect(distanceToBand(zone, forbiddenDuct(field))).toBeGreaterThanOrEqual(0);
    for (const { x, y } of cornersOf(zone)) {
      expect(tissueAt(ids, Math.min(x, zone[2] - 1), Math.min(y, zone[3] - 1))).not.toBe(TISSUES.outside);
    }
  }
}

const onTarget: Record<"A" | "B" | "C" | "D", (seen: Seen & { readonly zones: readonly Box[] }) => void> = {
  A: ({ field: { camera, anatomy }, zones }) => {
    const { at, radius } = anatomy.ductArteryJunction;
    const middle = camera.project(at);
    const centre = boxCenter(zones[0]!);
    expect(Math.hypot(centre.x - middle.x, centre.y - middle.y)).toBeLessThanOrEqual(
      radius * camera.pixelsPerMillimetre(middle.depth),
    );
  },
  B: ({ field: { camera, anatomy }, ids, zones }) => {
    const [zone] = zones as readonly [Box];
    const triangle = projectLine(camera, anatomy.fibrofattyTissue);
    expect(isWithin(triangle, boxCenter(zone))).toBe(true);
    const bedBeside = meanIn(ids, [zone[0] - 8, zone[1] - 8, zone[2] + 8, zone[3] + 8], (tissue, x, y) =>
      (tissue === TISSUES.liver || tissue === TISSUES.liverBed) && !isWithin(triangle, { x, y }) ? 1 : 0,
    );
    expect(bedBeside).toBe(0);
    const target = meanIn(ids, zone, (tissue) =>
      tissue === TISSUES.fibrofattyTissue ||
      tissue === TISSUES.opened ||
      tissue === TISSUES.strand ||
      tissue === TISSUES.areolarTissue
        ? 1
        : 0,
    );
    expect(target).toBeGreaterThanOrEqual(LEAST_TARGET.B);
  },
  C: ({ field, zones }) => {
    if (field.scene.state.phase !== "C") throw new Error("This is no scene of phase C.");
    const { duct, artery } = field.scene.state;
    const { bareDuctSegment, bareArterySegment } = field.anatomy;
    const segments = [
      ...(duct.divided || !bareDuctSegment ? [] : [bareDuctSegment]),
      ...(artery.divided || !bareArterySegment ? [] : [bareArterySegment]),
    ];
    expect(zones.length).toBeLessThanOrEqual(segments.length);
    for (const segment of segments) {
      const nearest = Math.min(
        ...zones.map((zone) => distanceToBand(zone, projectTube(field.camera, segment))),
      );
      expect(nearest).toBeLessThan(0);
    }
  },
  D: ({ field: { camera, anatomy }, zones }) => {
    const line = projectLine(camera, anatomy.areolarLine);
    const middle = anatomy.areolarLine[Math.floor(anatomy.areolarLine.length / 2)]!;
    const reach = PLANE_REACH * camera.pixelsPerMillimetre(camera.project(middle).depth);
    expect(distanceToLine(boxCenter(zones[0]!), line)).toBeLessThanOrEqual(reach);
  },
};

describe.each(PHASES)("the Go Zone in phase %s", (phase) => {
  test("of any scene is safe and on its target, where there is one", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        const seen = see(layField(scene));
        expectSafe(seen);
        if (seen.zones) onTarget[phase]({ ...seen, zones: seen.zones });
      }),
      RUNS,
    );
  });

  test("is safe even where the picture shows nonsense", () => {
    const tissues = Object.values(TISSUES);
    fc.assert(
      fc.property(anyScene(phase), fc.nat(), fc.integer({ min: 5, max: 90 }), (scene, seed, patch) => {
        const field = layField(scene);
        const ids = new Uint8Array(FRAME.width * FRAME.height);
        for (let at = 0; at < ids.length; at += patch) {
          const [x, y] = [Math.floor((at % FRAME.width) / patch), Math.floor(at / FRAME.width / patch)];
          ids.fill(tissues[((x * 7919 + y * 104_729 + seed) >>> 3) % tissues.length]!, at, at + patch);
        }
        const zones = findGoZone(field, ids);
        for (const zone of zones ?? []) {
          expect(boxProblem(zone, FRAME)).toBeNull();
          expect(distanceToBand(zone, forbiddenDuct(field))).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 3 },
    );
  });
});

test.each([...new Set(scenes.map(({ procedure }) => procedure.video))])(
  "there is one in every scene of %s, as far as a sketch can tell",
  (video) => {
    for (const scene of scenes.filter(({ procedure }) => procedure.video === video)) {
      const seen = see(layField(scene));
      expect(seen.zones, `${video} ${scene.frame}`).not.toBeNull();
      expectSafe(seen);
    }
  },
);

test("C has a box for each structure to be clipped: two in some scenes, one in others, never one upon the other", () => {
  const counts = scenes
    .filter((scene) => phaseOf(scene) === "C")
    .map((scene) => {
      const zones = see(layField(scene)).zones ?? [];
      const [first, second] = zones;
      if (first && second) {
        const smaller = Math.min(...zones.map((zone) => (zone[2] - zone[0]) * (zone[3] - zone[1])));
        expect(intersectionArea(first, second)).toBeLessThan(smaller);
      }
      return zones.length;
    });
  expect(new Set(counts)).toEqual(new Set([1, 2]));
});

test("two moments of one patient show the zone in different places", () => {
  const [scene] = scenes;
  const later = { ...scene!, frame: scene!.frame + 1 };
  expect(see(layField(later)).zones).not.toEqual(see(layField(scene!)).zones);
});
