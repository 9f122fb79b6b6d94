import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pixelCount, runsOfBox, runsOfPolygon } from "@/lib/domain/no-go/pixel-runs";
import { type NoGoRegion, pointsOf } from "@/lib/domain/no-go/region";
import { activeRing, drawRegions, liveRing, newRegions, type Regions, type RegionsAction } from "./regions";

const frame = { width: 400, height: 300 };
const at = (x: number, y: number) => ({ x, y });
const run = (state: Regions, ...actions: RegionsAction[]): Regions => actions.reduce(drawRegions, state);
const tap = (x: number, y: number): RegionsAction => ({ type: "tap", at: at(x, y), reach: 8 });
const stroke = (x1: number, y1: number, x2: number, y2: number): RegionsAction[] => [
  { type: "press", at: at(x1, y1), reach: 8, least: 6 },
  { type: "drag", to: at(x2, y2) },
  { type: "end" },
];
const cornersOf = (state: Regions, index = 0) => state.regions[index]?.polygon;
const triangle = run(newRegions(frame, []), tap(50, 50), tap(150, 50), tap(100, 150), { type: "close" });
const mask: NoGoRegion = { name: "liver bed", counts: [...runsOfBox([200, 200, 260, 240], frame)] };

describe("a polygon", () => {
  test("is made by taps and closed at its first corner, or by Enter", () => {
    const open = run(newRegions(frame, []), tap(50, 50), tap(150, 50), tap(100, 150));
    expect(open.regions).toEqual([]);
    expect(liveRing(open)).toMatchObject({ closed: false });
    const closed = run(open, tap(53, 52));
    expect(cornersOf(closed)).toEqual([
      [50, 50],
      [150, 50],
      [100, 150],
    ]);
    expect(closed.active).toBe(0);
    expect(run(open, { type: "close" }).regions).toEqual(closed.regions);
  });

  test("is not closed with two corners, and says so; Backspace takes the latest corner, Escape all", () => {
    const two = run(newRegions(frame, []), tap(50, 50), tap(150, 50));
    const told = run(two, { type: "close" });
    expect([told.regions.length, told.slip, told.gesture?.kind]).toEqual([0, "few", "tracing"]);
    expect(liveRing(run(two, { type: "take-away" }))?.ring).toEqual([at(50, 50)]);
    expect(run(two, { type: "take-away" }, { type: "undo" }).gesture).toBeNull();
    expect(run(two, { type: "cancel" })).toMatchObject({ gesture: null, regions: [] });
  });

  test("takes a corner where a pressed finger is lifted", () => {
    const drawn = run(newRegions(frame, []), tap(50, 50), ...stroke(140, 40, 150, 50), tap(100, 150), {
      type: "close",
    });
    expect(cornersOf(drawn)).toEqual(cornersOf(triangle));
  });

  test("a second finger takes the latest corner away at most", () => {
    const held = run(newRegions(frame, []), tap(50, 50), tap(150, 50), stroke(100, 150, 90, 140)[0]!);
    expect(liveRing(run(held, { type: "abandon" }))?.ring).toEqual([at(50, 50), at(150, 50)]);
  });

  test("on a line is none", () => {
    const flat = run(newRegions(frame, []), tap(50, 50), tap(100, 50), tap(150, 50), { type: "close" });
    expect([flat.regions.length, flat.slip, flat.gesture?.kind]).toEqual([0, "empty", "tracing"]);
  });

  test("that crosses itself has the pixels of the even-odd rule", () => {
    const knot = [at(50, 50), at(150, 150), at(150, 50), at(50, 150)];
    const crossed = run(newRegions(frame, []), ...knot.map(({ x, y }) => tap(x, y)), { type: "close" });
    expect(crossed.regions[0]?.counts).toEqual(runsOfPolygon(knot, frame));
  });
});

describe("a region", () => {
  test("is a box where the hand drags over nothing; a slip of the hand makes none", () => {
    const box = run(newRegions(frame, []), ...stroke(10, 10, 60, 40));
    expect(cornersOf(box)).toEqual([
      [10, 10],
      [60, 10],
      [60, 40],
      [10, 40],
    ]);
    const slip = run(newRegions(frame, []), ...stroke(10, 10, 12, 11));
    expect([slip.regions.length, slip.slip]).toEqual([0, "small"]);
  });

  test("is moved by its inside, by a corner and by a side, which gets another corner", () => {
    expect(cornersOf(run(triangle, ...stroke(100, 90, 110, 95)))).toEqual([
      [60, 55],
      [160, 55],
      [110, 155],
    ]);
    expect(cornersOf(run(triangle, ...stroke(52, 50, 42, 40)))?.[0]).toEqual([40, 40]);
    const bent = run(triangle, ...stroke(100, 50, 100, 20));
    expect(cornersOf(bent)).toEqual([
      [50, 50],
      [100, 20],
      [150, 50],
      [100, 150],
    ]);
    expect(bent.corner).toBe(1);
    expect(cornersOf(run(bent, { type: "take-away" }))).toEqual(cornersOf(triangle));
  });

  test("keeps three corners at the least, and a pixel", () => {
    const chosen = run(triangle, { type: "choose-corner", index: 1 }, { type: "take-away" });
    expect([cornersOf(chosen)?.length, chosen.slip]).toEqual([3, "few"]);
    const flat = run(triangle, ...stroke(100, 150, 100, 50));
    expect([cornersOf(flat), flat.slip]).toEqual([cornersOf(triangle), "empty"]);
  });

  test("stops at the frame's edge with its shape", () => {
    expect(cornersOf(run(triangle, ...stroke(100, 90, -500, 90)))).toEqual([
      [0, 50],
      [100, 50],
      [50, 150],
    ]);
  });

  test("is named; what is typed in one go is undone at once", () => {
    const named = run(
      triangle,
      { type: "rename", index: 0, name: "c" },
      { type: "rename", index: 0, name: "cystic artery" },
    );
    expect(named.regions[0]?.name).toBe("cystic artery");
    expect(run(named, { type: "undo" }).regions).toEqual(triangle.regions);
    expect(run(named, { type: "rename", index: 0, name: "" }).regions[0]?.name).toBeNull();
  });

  test("of pixels alone is taken up, named and removed, and keeps its shape", () => {
    const taken = run(newRegions(frame, [mask]), tap(230, 220));
    expect(taken.active).toBe(0);
    const pressed = run(taken, ...stroke(230, 220, 260, 250));
    expect([pressed.regions, pressed.slip]).toEqual([[mask], "pixels"]);
    expect(run(taken, { type: "nudge", dx: 1, dy: 0, continued: false })).toMatchObject({
      regions: [mask],
      slip: "pixels",
    });
    expect(run(taken, { type: "rename", index: 0, name: "duodenum" }).regions[0]?.counts).toBe(mask.counts);
    expect(run(taken, { type: "take-away" }).regions).toEqual([]);
  });

  test("follows the arrow keys, a corner or all of it; a key that is held is undone at once", () => {
    const nudge = (continued: boolean): RegionsAction => ({ type: "nudge", dx: 1, dy: 0, continued });
    const moved = run(triangle, { type: "choose-corner", index: 2 }, nudge(false), nudge(true), nudge(true));
    expect(cornersOf(moved)?.[2]).toEqual([103, 150]);
    expect(run(moved, { type: "undo" }).regions).toEqual(triangle.regions);
    expect(cornersOf(run(triangle, nudge(false)))).toEqual([
      [51, 50],
      [151, 50],
      [101, 150],
    ]);
  });
});

const point = fc.record({ x: fc.integer({ min: -60, max: 460 }), y: fc.integer({ min: -60, max: 360 }) });
const reach = fc.constantFrom(4, 8, 22);
const action: fc.Arbitrary<RegionsAction> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("tap" as const), at: point, reach }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("press" as const), at: point, reach, least: fc.constant(6) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("drag" as const), to: point }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "end",
        "end",
        "close",
        "abandon",
        "cancel",
        "take-away",
        "insert",
        "undo",
        "redo",
      ),
    }) as fc.Arbitrary<RegionsAction>,
  },
  fc.record({ type: fc.constant("take-up" as const), index: fc.option(fc.nat(3)) }),
  fc.record({ type: fc.constant("choose-corner" as const), index: fc.option(fc.nat(5)) }),
  fc.record({ type: fc.constant("remove" as const), index: fc.nat(3) }),
  fc.record({
    type: fc.constant("rename" as const),
    index: fc.nat(3),
    name: fc.constantFrom("", "duct", "bed"),
  }),
  fc.record({
    type: fc.constant("nudge" as const),
    dx: fc.integer({ min: -20, max: 20 }),
    dy: fc.integer({ min: -20, max: 20 }),
    continued: fc.boolean(),
  }),
  fc.record({ type: fc.constant("place" as const), box: fc.constant([-20, 10, 90, 60] as const) }),
);

test("whatever is done, corners lie in the frame, pixels are those of the corners, and undo goes all the way back", () => {
  const first = [triangle.regions[0]!, mask];
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let state = newRegions(frame, first);
      for (const each of actions) {
        state = drawRegions(state, each);
        for (const { x, y } of liveRing(state)?.ring ?? []) {
          expect(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height).toBe(true);
        }
      }
      for (const { counts, polygon } of state.regions) {
        expect(pixelCount(counts)).toBeGreaterThan(0);
        if (polygon) expect(counts).toEqual(runsOfPolygon(pointsOf(polygon), frame));
      }
      if (state.active !== null) expect(state.regions[state.active]).toBeDefined();
      if (state.corner !== null && !state.gesture) expect(activeRing(state)?.[state.corner]).toBeDefined();
      state = run(state, { type: "cancel" }, { type: "cancel" }, { type: "cancel" });
      for (let n = state.past.length; n > 0; n--) state = run(state, { type: "undo" });
      expect(state.regions).toEqual(first);
    }),
    { numRuns: 200 },
  );
});
