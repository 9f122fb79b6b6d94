import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, boxProblem } from "@/lib/domain/geometry";
import { drawZones, newZones, type Zones, type ZonesAction } from "./zones";

const frame = { width: 1000, height: 500 };
const at = (x: number, y: number) => ({ x, y });
const run = (state: Zones, ...actions: ZonesAction[]): Zones => actions.reduce(drawZones, state);
const stroke = (x1: number, y1: number, x2: number, y2: number): ZonesAction[] => [
  { type: "draw", at: at(x1, y1), least: 6 },
  { type: "drag", to: at(x2, y2) },
  { type: "end" },
];
const A: Box = [100, 100, 200, 200];
const B: Box = [400, 100, 500, 200];

describe("several zones", () => {
  test("a second stroke adds a zone; one inside another is taken up and moved", () => {
    const two = run(newZones(frame, []), ...stroke(100, 100, 200, 200), ...stroke(400, 100, 500, 200));
    expect(two.boxes).toEqual([A, B]);
    expect(two.active).toBe(1);
    const moved = run(two, ...stroke(150, 150, 160, 170));
    expect(moved.boxes).toEqual([[110, 120, 210, 220], B]);
    expect(moved.active).toBe(0);
  });

  test("a slip of the hand changes nothing", () => {
    const one = newZones(frame, [A]);
    expect(run(one, ...stroke(600, 300, 602, 301)).boxes).toEqual([A]);
  });

  test("two taps draw a zone; a tap takes one up", () => {
    const tap = (x: number, y: number): ZonesAction => ({ type: "tap", at: at(x, y), least: 6 });
    const two = run(newZones(frame, [A]), tap(400, 100), tap(500, 200));
    expect(two.boxes).toEqual([A, B]);
    expect(run(two, tap(150, 150)).active).toBe(0);
    // The second corner may lie in another zone.
    expect(run(newZones(frame, [A]), tap(50, 50), tap(150, 150)).boxes).toEqual([A, [50, 50, 150, 150]]);
  });

  test("clearing removes the one that is taken up; undo brings it back, redo takes it again", () => {
    const taken = run(newZones(frame, [A, B]), { type: "take-up", index: 0 }, { type: "clear" });
    expect(taken.boxes).toEqual([B]);
    const back = run(taken, { type: "undo" });
    expect(back.boxes).toEqual([A, B]);
    expect(run(back, { type: "redo" }).boxes).toEqual([B]);
    expect(run(newZones(frame, [A, B]), { type: "remove", index: 1 }).boxes).toEqual([A]);
  });

  test("Escape lets go, so that the next key places another", () => {
    const place: ZonesAction = { type: "place", box: B };
    const state = run(newZones(frame, [A]), { type: "take-up", index: 0 }, { type: "cancel" }, place);
    expect(state.boxes).toEqual([A, B]);
  });

  test("a key that is held is undone at once", () => {
    const nudge = (continued: boolean): ZonesAction => ({ type: "nudge", dx: 1, dy: 0, continued });
    const state = run(
      newZones(frame, [A]),
      { type: "take-up", index: 0 },
      nudge(false),
      nudge(true),
      nudge(true),
    );
    expect(state.boxes).toEqual([[103, 100, 203, 200]]);
    expect(run(state, { type: "undo" }).boxes).toEqual([A]);
  });
});

const point = fc.record({ x: fc.integer({ min: -50, max: 1050 }), y: fc.integer({ min: -50, max: 550 }) });
const action: fc.Arbitrary<ZonesAction> = fc.oneof(
  fc.record({ type: fc.constantFrom("draw" as const, "tap" as const), at: point, least: fc.constant(6) }),
  fc.record({ type: fc.constant("drag" as const), to: point }),
  fc.record({ type: fc.constant("move" as const), at: point }),
  fc.record({
    type: fc.constantFrom("end", "abandon", "cancel", "clear", "undo", "redo", "select", "switch-arrows"),
  }) as fc.Arbitrary<ZonesAction>,
  fc.record({ type: fc.constant("take-up" as const), index: fc.option(fc.nat(4)) }),
  fc.record({
    type: fc.constant("nudge" as const),
    dx: fc.integer({ min: -20, max: 20 }),
    dy: fc.constant(3),
    continued: fc.boolean(),
  }),
);

test("whatever is done, every zone lies in the frame, the active one is the one drawn, and undo goes all the way back", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let state = run(newZones(frame, [A, B]), ...actions);
      for (const box of state.boxes) expect(boxProblem(box, frame)).toBeNull();
      expect(state.drawing.box).toEqual(state.active === null ? null : state.boxes[state.active]);
      state = run(state, { type: "abandon" });
      for (let n = state.past.length; n > 0; n--) state = run(state, { type: "undo" });
      expect(state.boxes).toEqual([A, B]);
    }),
  );
});
