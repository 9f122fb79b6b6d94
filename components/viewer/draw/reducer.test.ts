import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxProblem } from "@/lib/domain/geometry";
import { HANDLES, leastSides, MIN_SIDE } from "./box-edit";
import { type DrawAction, type Drawing, draw, liveBox, newDrawing } from "./reducer";

const frame = { width: 640, height: 360 };
const play = (actions: readonly DrawAction[], from: Drawing = newDrawing(frame)): Drawing =>
  actions.reduce(draw, from);

const stroke = (x1: number, y1: number, x2: number, y2: number): DrawAction[] => [
  { type: "draw", at: { x: x1, y: y1 }, least: 0 },
  { type: "drag", to: { x: x2, y: y2 } },
  { type: "end" },
];

describe("drawing", () => {
  it("draws from corner to corner, in any direction, and keeps a tenth of a pixel", () => {
    expect(play(stroke(100.04, 50, 40, 200.06)).box).toEqual([40, 50, 100, 200.1]);
  });

  it("holds the stroke inside the frame", () => {
    expect(play(stroke(-20, -5, 900, 400)).box).toEqual([0, 0, 640, 360]);
  });

  it("takes a stroke too short to be a zone for a slip, and keeps what was there", () => {
    const before = play(stroke(100, 100, 200, 200));
    const after = play(stroke(300, 300, 305, 340), before);
    expect(after.box).toEqual([100, 100, 200, 200]);
    expect(after.past).toHaveLength(1);
  });

  it("says why a stroke made nothing, until something else is done", () => {
    const before = play(stroke(100, 100, 200, 200));
    expect(before.slip).toBeNull();
    const thin = play(stroke(300, 300, 420, 303), before);
    expect(thin.slip).toBe("thin");
    expect(play(stroke(300, 300, 304, 303), before).slip).toBe("small");
    expect(draw(thin, { type: "drag", to: { x: 5, y: 5 } }).slip).toBe("thin");
    expect(draw(thin, { type: "nudge", dx: 1, dy: 0, continued: false }).slip).toBeNull();
    expect(draw(thin, { type: "draw", at: { x: 5, y: 5 }, least: 0 }).slip).toBeNull();
    const level: DrawAction[] = [
      { type: "tap", at: { x: 10, y: 20 }, least: 8 },
      { type: "tap", at: { x: 90, y: 21 }, least: 8 },
    ];
    expect(play(level).slip).toBe("thin");
  });

  it("asks for more where the hand is coarser", () => {
    const coarse = (x: number, y: number): DrawAction[] => [
      { type: "draw", at: { x: 10, y: 10 }, least: 40 },
      { type: "drag", to: { x, y } },
      { type: "end" },
    ];
    expect(play(coarse(45, 45)).box).toBeNull();
    expect(play(coarse(90, 25)).box).toBeNull();
    // Long, and half as wide: the line between gallbladder and liver on a phone.
    expect(play(coarse(90, 32)).box).toEqual([10, 10, 90, 32]);
  });

  it("draws by two taps, and shows the box between them while the pointer hovers", () => {
    const placed = play([{ type: "tap", at: { x: 10, y: 20 }, least: 8 }]);
    expect(placed.gesture?.kind).toBe("corner");
    const hovering = draw(placed, { type: "drag", to: { x: 60, y: 90 } });
    expect(liveBox(hovering)).toEqual([10, 20, 60, 90]);
    expect(hovering.box).toBeNull();
    expect(draw(hovering, { type: "tap", at: { x: 70, y: 80 }, least: 8 }).box).toEqual([10, 20, 70, 80]);
  });

  it("moves the first corner when the second is too near to make a zone", () => {
    const state = play([
      { type: "tap", at: { x: 10, y: 20 }, least: 8 },
      { type: "tap", at: { x: 12, y: 90 }, least: 8 },
    ]);
    expect(state.box).toBeNull();
    expect(state.gesture).toEqual({ kind: "corner", from: { x: 12, y: 90 }, to: null });
  });

  it("moves the box as far as the frame goes", () => {
    const state = play([
      { type: "place", box: [100, 100, 200, 160] },
      { type: "move", at: { x: 150, y: 130 } },
      { type: "drag", to: { x: 1000, y: 120 } },
      { type: "end" },
    ]);
    expect(state.box).toEqual([540, 90, 640, 150]);
  });

  it.each([
    ["nw", [110, 120, 200, 260]],
    ["n", [100, 120, 200, 260]],
    ["ne", [100, 120, 210, 260]],
    ["e", [100, 100, 210, 260]],
    ["se", [100, 100, 210, 280]],
    ["s", [100, 100, 200, 280]],
    ["sw", [110, 100, 200, 280]],
    ["w", [110, 100, 200, 260]],
  ] as const)("resizes by the handle %s", (handle, box) => {
    const state = play([
      { type: "place", box: [100, 100, 200, 260] },
      { type: "resize", handle, at: { x: 0, y: 0 }, least: 8 },
      { type: "drag", to: { x: 10, y: 20 } },
      { type: "end" },
    ]);
    expect(state.box).toEqual(box);
  });

  it("stops resizing at the smallest zone instead of turning it over", () => {
    const state = play([
      { type: "place", box: [100, 100, 200, 260] },
      { type: "resize", handle: "w", at: { x: 100, y: 180 }, least: 8 },
      { type: "drag", to: { x: 600, y: 180 } },
      { type: "end" },
    ]);
    expect(state.box).toEqual([192, 100, 200, 260]);
  });

  it("escapes in two steps: the gesture, then the selection", () => {
    const dragging = play([
      { type: "place", box: [10, 10, 60, 60] },
      { type: "move", at: { x: 20, y: 20 } },
      { type: "drag", to: { x: 90, y: 90 } },
    ]);
    const dropped = draw(dragging, { type: "cancel" });
    expect(dropped).toMatchObject({ gesture: null, box: [10, 10, 60, 60], selected: true });
    expect(draw(dropped, { type: "cancel" })).toMatchObject({ box: [10, 10, 60, 60], selected: false });
  });

  it("moves by arrow keys, and by a held key in one step of history", () => {
    const state = play([
      { type: "place", box: [10, 10, 60, 60] },
      { type: "nudge", dx: 1, dy: 0, continued: false },
      { type: "nudge", dx: 1, dy: 0, continued: true },
      { type: "nudge", dx: 10, dy: 0, continued: true },
    ]);
    expect(state.box).toEqual([22, 10, 72, 60]);
    expect(draw(state, { type: "undo" }).box).toEqual([10, 10, 60, 60]);
  });

  it("resizes by arrow keys, from either corner", () => {
    const lowerRight = play([
      { type: "place", box: [10, 10, 60, 60] },
      { type: "switch-arrows" },
      { type: "nudge", dx: 5, dy: 3, continued: false },
    ]);
    expect(lowerRight.box).toEqual([10, 10, 65, 63]);
    const upperLeft = play(
      [{ type: "switch-arrows" }, { type: "nudge", dx: 5, dy: 3, continued: false }],
      lowerRight,
    );
    expect(upperLeft.box).toEqual([15, 13, 65, 63]);
    expect(draw(upperLeft, { type: "switch-arrows" }).arrows).toBe("box");
  });

  it("leaves a box that is not selected alone", () => {
    const state = play([{ type: "place", box: [10, 10, 60, 60] }, { type: "cancel" }]);
    expect(draw(state, { type: "nudge", dx: 1, dy: 0, continued: false })).toBe(state);
  });

  it("takes back a first corner before it undoes anything", () => {
    const state = play([
      { type: "place", box: [10, 10, 60, 60] },
      { type: "tap", at: { x: 300, y: 300 }, least: 8 },
      { type: "undo" },
    ]);
    expect(state).toMatchObject({ gesture: null, box: [10, 10, 60, 60] });
  });
});

const number = fc.oneof(
  fc.double({ min: -200, max: 900, noNaN: true }),
  fc.constantFrom(0, 8, 360, 640, 639.95, 0.05),
);
const point = fc.record({ x: number, y: number });
const least = fc.double({ min: 0, max: 120, noNaN: true });
const actions: fc.Arbitrary<DrawAction> = fc.oneof(
  fc.record({ type: fc.constant("draw" as const), at: point, least }),
  fc.record({ type: fc.constant("move" as const), at: point }),
  fc.record({ type: fc.constant("resize" as const), handle: fc.constantFrom(...HANDLES), at: point, least }),
  fc.record({ type: fc.constant("drag" as const), to: point }),
  fc.record({ type: fc.constant("tap" as const), at: point, least }),
  fc.record({
    type: fc.constant("place" as const),
    box: fc.tuple(number, number, number, number) as fc.Arbitrary<Box>,
  }),
  fc.record({ type: fc.constant("nudge" as const), dx: number, dy: number, continued: fc.boolean() }),
  fc
    .constantFrom("end", "abandon", "cancel", "select", "switch-arrows", "clear", "undo", "redo")
    .map((type): DrawAction => ({ type }) as DrawAction),
);
const frames = fc.record({
  width: fc.integer({ min: 1, max: 900 }),
  height: fc.integer({ min: 1, max: 900 }),
});

describe("whatever is done", () => {
  it("the zone is null, or valid, inside the frame and large enough", () => {
    fc.assert(
      fc.property(frames, fc.array(actions, { maxLength: 40 }), (size, done) => {
        let state = newDrawing(size);
        const smallest = leastSides(MIN_SIDE, size);
        for (const action of done) {
          state = draw(state, action);
          for (const box of [state.box, ...state.past, ...state.future]) {
            if (!box) continue;
            expect(boxProblem(box, size)).toBeNull();
            expect(box[2] - box[0]).toBeGreaterThan(smallest.width - 1e-6);
            expect(box[3] - box[1]).toBeGreaterThan(smallest.height - 1e-6);
          }
          const shown = liveBox(state);
          if (shown)
            expect(shown.every((edge, i) => edge >= 0 && edge <= (i % 2 ? size.height : size.width))).toBe(
              true,
            );
        }
      }),
      { numRuns: 400 },
    );
  });

  it("undo takes back exactly one change, and redo brings it again", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), actions, (done, last) => {
        fc.pre(!["undo", "redo"].includes(last.type) && !("continued" in last && last.continued));
        const before = play(done);
        const after = draw(before, last);
        if (after.box === before.box) return;
        const undone = draw(after, { type: "undo" });
        expect(undone.box).toEqual(before.box);
        expect(draw(undone, { type: "redo" }).box).toEqual(after.box);
      }),
      { numRuns: 400 },
    );
  });

  it("a gesture that is abandoned leaves the zone as it was", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), (done) => {
        const state = play(done);
        const dropped = draw(state, { type: "abandon" });
        expect(dropped.box).toBe(state.box);
        expect(liveBox(dropped)).toBe(state.box);
        expect(dropped.past).toBe(state.past);
      }),
    );
  });

  it("undoing everything ends at the empty frame", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 30 }), (done) => {
        let state = draw(play(done), { type: "abandon" });
        while (state.past.length > 0) state = draw(state, { type: "undo" });
        expect(state.box).toBeNull();
      }),
    );
  });
});
