import type { PointerKind } from "./frame-context";
import type { ScreenPoint } from "./viewport";

/** How far a pointer goes before a press is more than a tap, in CSS pixels. */
const TAP_REACH: Readonly<Record<PointerKind, number>> = { mouse: 3, pen: 5, touch: 8 };
const DOUBLE_TAP_MS = 320;
const DOUBLE_TAP_REACH: Readonly<Record<PointerKind, number>> = { mouse: 6, pen: 16, touch: 28 };
/** A touch this long is a hand that rests, in CSS pixels: twice the target that a thumb is given. */
const PALM = 88;
/** The hand that holds a pen leaves the glass a little after it, and comes before it. */
const PEN_REST_MS = 500;

/**
 * What a pointer is pressed for.
 *
 * - tool: the tool's, as the first button is where there is one.
 * - look: the first button where there is none: it moves the frame, and twice zooms.
 * - pan: moves the frame and nothing else, as the middle button, a pen's barrel, or the first while a key says so.
 * - erase: takes the zone away, as a pen's other end.
 */
type Purpose = "tool" | "look" | "pan" | "erase";

/** A pointer on the stage as it was last heard of, and what it is for; null: it is not listened to. */
type Pressed = {
  readonly kind: PointerKind;
  readonly at: ScreenPoint;
  readonly purpose: Purpose | null;
};

/** What the pressed pointers are doing: one thing at a time. */
type Hold =
  | { readonly kind: "none" }
  | { readonly kind: "pressed"; readonly id: number; readonly from: ScreenPoint; readonly purpose: Purpose }
  | { readonly kind: "tool" | "pan"; readonly id: number }
  | { readonly kind: "pinch"; readonly ids: readonly [number, number] };

export type Pointers = {
  readonly pressed: ReadonlyMap<number, Pressed>;
  readonly hold: Hold;
  readonly lastTap: { readonly at: ScreenPoint; readonly time: number } | null;
  /** When a pen was last on the glass, in milliseconds of the events' clock. */
  readonly penAt: number;
};

export type PointerAction =
  | {
      readonly type: "down";
      readonly id: number;
      readonly kind: PointerKind;
      readonly at: ScreenPoint;
      readonly time: number;
      /** As in PointerEvent: 0 the first, 1 the middle one, 2 the second or a pen's barrel, 5 a pen's other end. */
      readonly button: number;
      /** The longer side of what touches the glass, in CSS pixels. */
      readonly size: number;
      /** What the first button is for just now. */
      readonly first: Exclude<Purpose, "erase">;
    }
  | {
      readonly type: "move";
      readonly id: number;
      readonly at: ScreenPoint;
      readonly time: number;
      /** As in PointerEvent: a bit for each button that is held. */
      readonly buttons: number;
      readonly size: number;
    }
  | { readonly type: "up"; readonly id: number; readonly at: ScreenPoint; readonly time: number }
  /** The system took the pointer away, or the page lost it. */
  | { readonly type: "cancel"; readonly id: number };

/** What is to be done to the tool and to the frame, in this order. */
export type Deed =
  | { readonly type: "press" | "tap" | "double-tap"; readonly at: ScreenPoint; readonly kind: PointerKind }
  | { readonly type: "drag"; readonly to: ScreenPoint }
  | { readonly type: "release" | "abandon" | "erase" }
  | { readonly type: "pan"; readonly dx: number; readonly dy: number }
  | { readonly type: "pinch"; readonly before: Two; readonly after: Two }
  /** A touch was taken for a hand that rests, though no pen is in use. */
  | { readonly type: "palm" };

type Two = readonly [ScreenPoint, ScreenPoint];
type Step = { readonly state: Pointers; readonly deeds: readonly Deed[] };

export const NO_POINTERS: Pointers = {
  pressed: new Map(),
  hold: { kind: "none" },
  lastTap: null,
  penAt: Number.NEGATIVE_INFINITY,
};

const NONE: Hold = { kind: "none" };

/**
 * Pointers on the stage. One goes to the tool, or pans where there is none. A second finger takes the stroke back, and
 * the two zoom and pan. While a pen is on the glass, and for half a second after, touches are the hand that holds it.
 * Whatever comes, the tool hears of one stroke at a time: a press, drags, and one release or abandon.
 */
export function handle(state: Pointers, action: PointerAction): Step {
  if (action.type !== "cancel" && !(Number.isFinite(action.at.x) && Number.isFinite(action.at.y)))
    return { state, deeds: [] };
  switch (action.type) {
    case "down":
      return down(state, action);
    case "move":
      return move(state, action);
    case "up":
      return up(state, action);
    case "cancel":
      return cancel(state, action.id);
  }
}

function purposeOf(kind: PointerKind, button: number, first: Purpose): Purpose | null {
  if (button === 0) return first;
  if (button === 1 || (kind === "pen" && button === 2)) return "pan";
  return kind === "pen" && button === 5 ? "erase" : null;
}

function down(before: Pointers, action: Extract<PointerAction, { type: "down" }>): Step {
  const { id, kind, at, time, button, size, first } = action;
  // One that is pressed already was lost on its way up.
  const lost = before.pressed.has(id) ? cancel(before, id) : { state: before, deeds: [] };
  const state = lost.state;
  const isPalm = kind === "touch" && (size >= PALM || time - state.penAt < PEN_REST_MS || hasPen(state));
  const purpose = isPalm ? null : purposeOf(kind, button, first);
  const next = keep(state, id, { kind, at, purpose }, kind === "pen" ? time : state.penAt);
  if (purpose === null) {
    const told: Deed[] = isPalm && size >= PALM && !hasPen(state) ? [{ type: "palm" }] : [];
    return { state: next, deeds: [...lost.deeds, ...told] };
  }
  const pressed: Hold = { kind: "pressed", id, from: at, purpose };
  const { hold } = state;
  if (hold.kind === "none") return { state: { ...next, hold: pressed }, deeds: lost.deeds };
  const drops: Deed[] = hold.kind === "tool" ? [{ type: "abandon" }] : [];
  const holders = holdersOf(hold);
  if (kind === "pen" && holders.every((each) => state.pressed.get(each)?.kind === "touch")) {
    // What touched the glass before the pen was the hand that holds it.
    return {
      state: { ...ignoreTouches(next), hold: pressed },
      deeds: [...lost.deeds, ...drops],
    };
  }
  const [other] = holders;
  const areFingers = kind === "touch" && holders.length === 1 && state.pressed.get(other!)?.kind === "touch";
  if (!areFingers) return { state: next, deeds: lost.deeds };
  return { state: { ...next, hold: { kind: "pinch", ids: [other!, id] } }, deeds: [...lost.deeds, ...drops] };
}

function move(state: Pointers, action: Extract<PointerAction, { type: "move" }>): Step {
  const { id, at, time, buttons, size } = action;
  const own = state.pressed.get(id);
  if (!own) return { state, deeds: [] };
  const next = keep(state, id, { ...own, at }, own.kind === "pen" ? time : state.penAt);
  const { hold } = state;
  if (!holdersOf(hold).includes(id)) return { state: next, deeds: [] };
  // No button is held any more, and nobody said when it was let go.
  if (own.kind !== "touch" && buttons === 0) return cancel(next, id);
  // The first button was let go while another is held.
  if (own.kind === "mouse" && own.purpose === "tool" && (buttons & 1) === 0)
    return up(next, { type: "up", id, at, time });
  switch (hold.kind) {
    case "none":
      return { state: next, deeds: [] };
    case "pressed": {
      if (own.kind === "touch" && size >= PALM) {
        return {
          state: keep({ ...next, hold: NONE }, id, { ...own, at, purpose: null }, next.penAt),
          deeds: [{ type: "palm" }],
        };
      }
      const [dx, dy] = [at.x - hold.from.x, at.y - hold.from.y];
      if (hold.purpose === "erase" || Math.hypot(dx, dy) < TAP_REACH[own.kind])
        return { state: next, deeds: [] };
      if (hold.purpose !== "tool")
        return { state: { ...next, hold: { kind: "pan", id } }, deeds: [{ type: "pan", dx, dy }] };
      return {
        state: { ...next, hold: { kind: "tool", id } },
        deeds: [
          { type: "press", at: hold.from, kind: own.kind },
          { type: "drag", to: at },
        ],
      };
    }
    case "tool":
      return { state: next, deeds: [{ type: "drag", to: at }] };
    case "pan":
      return { state: next, deeds: [{ type: "pan", dx: at.x - own.at.x, dy: at.y - own.at.y }] };
    case "pinch":
      return { state: next, deeds: [{ type: "pinch", before: two(state, hold), after: two(next, hold) }] };
  }
}

function up(state: Pointers, { id, at, time }: Extract<PointerAction, { type: "up" }>): Step {
  const own = state.pressed.get(id);
  if (!own) return { state, deeds: [] };
  const next = forget(state, id, own.kind === "pen" ? time : state.penAt);
  const { hold } = state;
  if (!holdersOf(hold).includes(id)) return { state: next, deeds: [] };
  switch (hold.kind) {
    case "none":
    case "pan":
      return { state: { ...next, hold: NONE }, deeds: [] };
    case "pinch":
      return { state: { ...next, hold: { kind: "pan", id: other(hold, id) } }, deeds: [] };
    case "tool":
      return {
        state: { ...next, hold: NONE },
        deeds: [{ type: "drag", to: at }, { type: "release" }],
      };
    case "pressed": {
      if (hold.purpose === "erase") return { state: { ...next, hold: NONE }, deeds: [{ type: "erase" }] };
      return hold.purpose === "pan"
        ? { state: { ...next, hold: NONE }, deeds: [] }
        : tapped({ ...next, hold: NONE }, hold.from, time, own.kind);
    }
  }
}

function tapped(state: Pointers, at: ScreenPoint, time: number, kind: PointerKind): Step {
  const { lastTap } = state;
  const isNear = lastTap && Math.hypot(at.x - lastTap.at.x, at.y - lastTap.at.y) <= DOUBLE_TAP_REACH[kind];
  if (isNear && time - lastTap.time <= DOUBLE_TAP_MS)
    return { state: { ...state, lastTap: null }, deeds: [{ type: "double-tap", at, kind }] };
  return { state: { ...state, lastTap: { at, time } }, deeds: [{ type: "tap", at, kind }] };
}

function cancel(state: Pointers, id: number): Step {
  if (!state.pressed.has(id)) return { state, deeds: [] };
  const next = forget(state, id, state.penAt);
  const { hold } = state;
  if (!holdersOf(hold).includes(id)) return { state: next, deeds: [] };
  return {
    state: { ...next, hold: hold.kind === "pinch" ? { kind: "pan", id: other(hold, id) } : NONE },
    deeds: hold.kind === "tool" ? [{ type: "abandon" }] : [],
  };
}

const hasPen = ({ pressed }: Pointers): boolean => [...pressed.values()].some(({ kind }) => kind === "pen");

function holdersOf(hold: Hold): readonly number[] {
  if (hold.kind === "none") return [];
  return hold.kind === "pinch" ? hold.ids : [hold.id];
}

const other = ({ ids }: Extract<Hold, { kind: "pinch" }>, id: number): number =>
  ids[0] === id ? ids[1] : ids[0];

const two = ({ pressed }: Pointers, { ids }: Extract<Hold, { kind: "pinch" }>): Two => [
  pressed.get(ids[0])!.at,
  pressed.get(ids[1])!.at,
];

function keep(state: Pointers, id: number, pressed: Pressed, penAt: number): Pointers {
  return { ...state, pressed: new Map(state.pressed).set(id, pressed), penAt };
}

function forget(state: Pointers, id: number, penAt: number): Pointers {
  const pressed = new Map(state.pressed);
  pressed.delete(id);
  return { ...state, pressed, penAt };
}

function ignoreTouches(state: Pointers): Pointers {
  const pressed = [...state.pressed].map(
    ([id, each]) => [id, each.kind === "touch" ? { ...each, purpose: null } : each] as const,
  );
  return { ...state, pressed: new Map(pressed) };
}
