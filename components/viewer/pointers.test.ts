import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { gripAt } from "./draw/box-edit";
import { type Drawing, draw, newDrawing } from "./draw/reducer";
import type { PointerKind } from "./frame-context";
import { type Deed, handle, NO_POINTERS, type PointerAction, type Pointers } from "./pointers";
import { fitViewport, type Placement, panBy, pinch, place, screenPoint, toImage } from "./viewport";

const frame = { width: 854, height: 480 };
const stage = { width: 375, height: 230 };

type Down = Extract<PointerAction, { type: "down" }>;
const down = (
  id: number,
  kind: PointerKind,
  x: number,
  y: number,
  more: Partial<Down> = {},
): PointerAction => ({
  type: "down",
  id,
  kind,
  at: screenPoint(x, y),
  time: 10_000,
  button: 0,
  size: kind === "touch" ? 24 : 1,
  first: "tool",
  ...more,
});
const move = (id: number, x: number, y: number, buttons = 1, time = 10_010): PointerAction => ({
  type: "move",
  id,
  at: screenPoint(x, y),
  time,
  buttons,
  size: 24,
});
const up = (id: number, x: number, y: number, time = 10_020): PointerAction => ({
  type: "up",
  id,
  at: screenPoint(x, y),
  time,
});
const cancel = (id: number): PointerAction => ({ type: "cancel", id });

function play(actions: readonly PointerAction[], from: Pointers = NO_POINTERS) {
  const deeds: Deed[] = [];
  let state = from;
  for (const action of actions) {
    const step = handle(state, action);
    state = step.state;
    deeds.push(...step.deeds);
  }
  return { state, deeds, types: deeds.map(({ type }) => type) };
}

describe("pointers", () => {
  it("one draws, from where it was pressed to where it was let go", () => {
    const { deeds } = play([down(1, "mouse", 50, 50), move(1, 120, 90), up(1, 130, 95)]);
    expect(deeds).toEqual([
      { type: "press", at: { x: 50, y: 50 }, kind: "mouse" },
      { type: "drag", to: { x: 120, y: 90 } },
      { type: "drag", to: { x: 130, y: 95 } },
      { type: "release" },
    ]);
  });

  it("a second finger takes the stroke back, and the two zoom; the one that stays draws nothing", () => {
    const { types } = play([
      down(1, "touch", 50, 50),
      move(1, 120, 90),
      down(2, "touch", 200, 150),
      move(2, 260, 190),
      up(2, 260, 190),
      move(1, 150, 120),
      up(1, 150, 120),
    ]);
    expect(types).toEqual(["press", "drag", "abandon", "pinch", "pan"]);
  });

  it("a palm while a pen draws is nothing, before it, with it or after it", () => {
    const { types } = play([
      down(1, "touch", 300, 200),
      move(1, 320, 205),
      down(2, "pen", 50, 50),
      move(1, 330, 210),
      move(2, 120, 90),
      down(3, "touch", 280, 220),
      move(3, 200, 160),
      up(3, 200, 160),
      up(2, 120, 90),
      up(1, 330, 210),
      down(4, "touch", 290, 210, { time: 10_400 }),
      up(4, 290, 210, 10_450),
    ]);
    expect(types).toEqual(["press", "drag", "abandon", "press", "drag", "drag", "release"]);
    // Half a second later a finger is a finger.
    const { state } = play([down(2, "pen", 50, 50), up(2, 50, 50)]);
    expect(play([down(5, "touch", 90, 90, { time: 10_600 }), up(5, 90, 90, 10_700)], state).types).toEqual([
      "tap",
    ]);
  });

  it("a touch as large as a hand is told, and is none, whether it comes so or grows", () => {
    expect(play([down(1, "touch", 50, 50, { size: 120 }), move(1, 150, 90), up(1, 150, 90)]).types).toEqual([
      "palm",
    ]);
    const grown: PointerAction = { ...move(1, 52, 52), type: "move", size: 130 } as PointerAction;
    expect(play([down(1, "touch", 50, 50), grown, move(1, 150, 90), up(1, 150, 90)]).types).toEqual(["palm"]);
  });

  it("what the system takes away is taken back", () => {
    const stroke = [down(1, "touch", 50, 50), move(1, 120, 90)];
    expect(play([...stroke, cancel(1), move(1, 150, 99), up(1, 150, 99)]).types).toEqual([
      "press",
      "drag",
      "abandon",
    ]);
    // Pressed anew under the same number: the earlier end was never told.
    expect(play([...stroke, down(1, "touch", 60, 60), up(1, 60, 60)]).types).toEqual([
      "press",
      "drag",
      "abandon",
      "tap",
    ]);
  });

  it("a mouse whose button was let go elsewhere holds nothing", () => {
    const { types, state } = play([down(1, "mouse", 50, 50), move(1, 120, 90), move(1, 200, 150, 0)]);
    expect(types).toEqual(["press", "drag", "abandon"]);
    expect(state.hold.kind).toBe("none");
  });

  it("the first button let go while another is held ends the stroke there", () => {
    const { types } = play([
      down(1, "mouse", 50, 50),
      move(1, 120, 90, 3),
      move(1, 130, 95, 2),
      up(1, 300, 200),
    ]);
    expect(types).toEqual(["press", "drag", "drag", "release"]);
  });

  it.each([
    ["mouse", 2, []],
    ["mouse", 1, ["pan"]],
    ["pen", 2, ["pan"]],
    ["pen", 5, ["erase"]],
  ] as const)("a %s’s button %i draws nothing", (kind, button, expected) => {
    const actions = [down(1, kind, 50, 50, { button }), move(1, 120, 90, 2), up(1, 120, 90)];
    expect(play(actions).types).toEqual(expected);
  });

  it("pans where there is no tool, and while a key says so; then a press in place does nothing", () => {
    const drag = (first: Down["first"]) =>
      play([down(1, "mouse", 50, 50, { first }), move(1, 90, 90), up(1, 90, 90)]);
    expect(drag("look").types).toEqual(["pan"]);
    expect(drag("pan").types).toEqual(["pan"]);
    expect(play([down(1, "mouse", 50, 50, { first: "pan" }), up(1, 50, 50)]).types).toEqual([]);
  });

  it("two taps in place zoom", () => {
    const tap = (time: number) => [down(1, "touch", 50, 50, { time }), up(1, 50, 50, time + 40)];
    expect(play([...tap(0), ...tap(200)]).types).toEqual(["tap", "double-tap"]);
    expect(play([...tap(0), ...tap(900)]).types).toEqual(["tap", "tap"]);
  });

  it("a pen that hovers presses nothing", () => {
    expect(play([move(1, 50, 50, 0), move(1, 90, 90, 0)]).types).toEqual([]);
  });
});

const coordinate = fc.oneof(
  fc.double({ min: -300, max: 900 }),
  fc.constantFrom(0, 10, 375, Number.NaN, Number.POSITIVE_INFINITY),
);
const at = fc.record({ x: coordinate, y: coordinate }).map(({ x, y }) => screenPoint(x, y));
const id = fc.integer({ min: 1, max: 4 });
const time = fc.integer({ min: 0, max: 3000 });
const size = fc.constantFrom(0, 1, 24, 60, 140);
const actions: fc.Arbitrary<PointerAction> = fc.oneof(
  fc.record({
    type: fc.constant("down" as const),
    id,
    kind: fc.constantFrom<PointerKind>("mouse", "pen", "touch"),
    at,
    time,
    button: fc.constantFrom(0, 0, 0, 1, 2, 5),
    size,
    first: fc.constantFrom<Down["first"]>("tool", "tool", "tool", "look", "pan"),
  }),
  fc.record({
    type: fc.constant("move" as const),
    id,
    at,
    time,
    buttons: fc.constantFrom(0, 1, 1, 2, 3, 4, 32),
    size,
  }),
  fc.record({ type: fc.constant("up" as const), id, at, time }),
  fc.record({ type: fc.constant("cancel" as const), id }),
);

/** Does to a drawing what the zone's canvas does. */
function drawn(drawing: Drawing, deed: Deed, placement: Placement): Drawing {
  const pixels = (length: number): number => length / placement.scale;
  switch (deed.type) {
    case "press": {
      const point = toImage(deed.at, placement);
      const grip = drawing.box && gripAt(drawing.box, point, pixels(22));
      if (grip === null) return draw(drawing, { type: "draw", at: point, least: pixels(16) });
      if (grip === "inside") return draw(drawing, { type: "move", at: point });
      return draw(drawing, { type: "resize", handle: grip, at: point, least: 0 });
    }
    case "drag":
      return draw(drawing, { type: "drag", to: toImage(deed.to, placement) });
    case "tap":
      return draw(drawing, { type: "tap", at: toImage(deed.at, placement), least: pixels(16) });
    case "release":
      return draw(drawing, { type: "end" });
    case "abandon":
    case "double-tap":
      return draw(drawing, { type: "abandon" });
    case "erase":
      return draw(drawing, { type: "clear" });
    case "palm":
      return draw(drawing, { type: "slip", slip: "palm" });
    default:
      return drawing;
  }
}

describe("any sequence of pointers", () => {
  it("is one stroke at a time, and leaves a zone inside the frame or none, and a view that can be seen", () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 60 }), (done) => {
        let state = NO_POINTERS;
        let drawing = newDrawing(frame);
        let view = fitViewport(frame);
        let isStroke = false;
        for (const action of done) {
          const step = handle(state, action);
          state = step.state;
          for (const deed of step.deeds) {
            if (deed.type === "press") {
              expect(isStroke).toBe(false);
              isStroke = true;
            } else if (deed.type === "drag") expect(isStroke).toBe(true);
            else if (deed.type === "release" || deed.type === "abandon") {
              expect(isStroke).toBe(true);
              isStroke = false;
            } else if (deed.type !== "palm") expect(isStroke).toBe(false);
            if (deed.type === "pan") view = panBy(view, deed.dx, deed.dy, frame, stage);
            if (deed.type === "pinch") view = pinch(view, deed.before, deed.after, frame, stage);
            drawing = drawn(drawing, deed, place(view, frame, stage));
          }
          expect(isStroke).toBe(state.hold.kind === "tool");
          if (drawing.box) expect(boxProblem(drawing.box, frame)).toBeNull();
          expect([view.zoom, view.center.x, view.center.y].every(Number.isFinite)).toBe(true);
        }
        // Nothing is held once every pointer is gone.
        for (let each = 1; each <= 4; each++) state = handle(state, cancel(each)).state;
        expect(state.hold.kind).toBe("none");
        expect(state.pressed.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
