import type { Box, Point, Size } from "@/lib/domain/geometry";
import { isSameZone, type Zone } from "@/lib/domain/scoring/zone";
import {
  boxBetween,
  clampPoint,
  type Handle,
  isStroke,
  leastSides,
  moveBox,
  resizeBox,
  tidyBox,
} from "./box-edit";

/** What the hand is doing. Everything is in natural pixels; `least` is the smallest side asked for. */
type Gesture =
  /** One corner is placed; `to` is where the pointer hovers since. */
  | { readonly kind: "corner"; readonly from: Point; readonly to: Point | null }
  | { readonly kind: "drawing"; readonly from: Point; readonly to: Point; readonly least: number }
  | { readonly kind: "moving"; readonly from: Point; readonly to: Point }
  | {
      readonly kind: "resizing";
      readonly handle: Handle;
      readonly from: Point;
      readonly to: Point;
      readonly least: number;
    };

/** What the arrow keys move: all of the box, or one corner of it. */
type ArrowTarget = "box" | "lower-right" | "upper-left";

/** Why a stroke made no zone: too small, long but too thin, or a hand that rests. */
export type Slip = "small" | "thin" | "palm";

/** The drawing of one zone. */
export type Drawing = {
  readonly frame: Size;
  /** The zone as it stands; a gesture in progress changes it only when it ends. */
  readonly box: Zone | null;
  /** Whether it shows its handles and follows the arrow keys. */
  readonly selected: boolean;
  readonly arrows: ArrowTarget;
  readonly gesture: Gesture | null;
  /** Of the latest stroke, until something else is done. */
  readonly slip: Slip | null;
  readonly past: readonly (Zone | null)[];
  readonly future: readonly (Zone | null)[];
};

export type DrawAction =
  | { readonly type: "draw"; readonly at: Point; readonly least: number }
  | { readonly type: "move"; readonly at: Point }
  | { readonly type: "resize"; readonly handle: Handle; readonly at: Point; readonly least: number }
  /** The pointer went on; after a first corner, with no button held. */
  | { readonly type: "drag"; readonly to: Point }
  | { readonly type: "end" }
  /** Pressed and released in place: a corner, the opposite corner, or the box to select. */
  | { readonly type: "tap"; readonly at: Point; readonly least: number }
  /** Something was done that made nothing. */
  | { readonly type: "slip"; readonly slip: Slip }
  /** Drops the gesture and nothing else. */
  | { readonly type: "abandon" }
  /** Escape: drops the gesture, or else the selection. */
  | { readonly type: "cancel" }
  | { readonly type: "select" }
  | { readonly type: "place"; readonly box: Zone }
  /** `continued`: a held key's repetition, which is undone together with the first. */
  | { readonly type: "nudge"; readonly dx: number; readonly dy: number; readonly continued: boolean }
  | { readonly type: "switch-arrows" }
  | { readonly type: "clear" }
  | { readonly type: "undo" }
  | { readonly type: "redo" };

/** How many changes can be undone. */
const HISTORY = 100;

const nextArrows: Readonly<Record<ArrowTarget, ArrowTarget>> = {
  box: "lower-right",
  "lower-right": "upper-left",
  "upper-left": "box",
};

export function newDrawing(frame: Size, box: Zone | null = null): Drawing {
  return {
    frame,
    box: box && tidyBox(box, frame),
    selected: box !== null,
    arrows: "box",
    gesture: null,
    slip: null,
    past: [],
    future: [],
  };
}

/** What is seen of the box at this moment, a gesture in progress included. */
export function liveBox({ box, gesture, frame }: Drawing): Box | null {
  if (!gesture) return box;
  if (gesture.kind === "corner") return gesture.to && boxBetween(gesture.from, gesture.to, frame);
  if (gesture.kind === "drawing") return boxBetween(gesture.from, gesture.to, frame);
  if (!box) return null;
  const [dx, dy] = [gesture.to.x - gesture.from.x, gesture.to.y - gesture.from.y];
  return gesture.kind === "moving"
    ? moveBox(box, dx, dy, frame)
    : resizeBox(box, gesture.handle, dx, dy, gesture.least, frame);
}

/** The next state of a drawing. Whatever the actions, the box is null or a zone inside the frame. */
export function draw(state: Drawing, action: DrawAction): Drawing {
  const wasSaid = state.slip !== null && action.type !== "drag";
  const before = wasSaid ? { ...state, slip: null } : state;
  const after = change(before, action);
  return after === before ? state : after;
}

function change(state: Drawing, action: DrawAction): Drawing {
  const { frame, box, gesture } = state;
  switch (action.type) {
    case "slip":
      return { ...state, slip: action.slip };
    case "draw": {
      const from = clampPoint(action.at, frame);
      return { ...state, gesture: { kind: "drawing", from, to: from, least: action.least } };
    }
    case "move":
      if (!box) return state;
      return { ...state, selected: true, gesture: { kind: "moving", from: action.at, to: action.at } };
    case "resize": {
      if (!box) return state;
      const { handle, at, least } = action;
      return { ...state, selected: true, gesture: { kind: "resizing", handle, from: at, to: at, least } };
    }
    case "drag":
      return gesture ? { ...state, gesture: { ...gesture, to: action.to } } : state;
    case "end":
      return gesture && gesture.kind !== "corner" ? endGesture(state, gesture) : state;
    case "tap":
      return tap(state, action.at, action.least);
    case "abandon":
      return gesture ? { ...state, gesture: null } : state;
    case "cancel":
      if (gesture) return { ...state, gesture: null };
      return { ...state, selected: false, arrows: "box" };
    case "select":
      return box ? { ...state, selected: true } : state;
    case "place":
      return commit(state, tidyBox(action.box, frame));
    case "nudge":
      return nudge(state, action.dx, action.dy, action.continued);
    case "switch-arrows":
      return box && state.selected ? { ...state, arrows: nextArrows[state.arrows] } : state;
    case "clear":
      return commit(state, null);
    case "undo":
      return gesture ? { ...state, gesture: null } : undo(state);
    case "redo":
      return gesture ? state : redo(state);
  }
}

function endGesture(state: Drawing, gesture: Exclude<Gesture, { kind: "corner" }>): Drawing {
  const shown = liveBox(state);
  if (!shown) return { ...state, gesture: null };
  // A stroke too short to be a zone was a slip: what was there stays.
  if (gesture.kind === "drawing" && !isStroke(shown, gesture.least, state.frame)) {
    return { ...state, gesture: null, slip: slipOf(shown, gesture.least, state.frame) };
  }
  return commit(state, shown);
}

function slipOf([x1, y1, x2, y2]: Box, least: number, frame: Size): Slip {
  const { width, height } = leastSides(least, frame);
  return x2 - x1 < width && y2 - y1 < height ? "small" : "thin";
}

function tap(state: Drawing, at: Point, least: number): Drawing {
  const { frame, box, gesture } = state;
  if (gesture?.kind === "corner") {
    const shown = boxBetween(gesture.from, at, frame);
    if (isStroke(shown, least, frame)) return commit(state, shown);
    const slip = slipOf(shown, least, frame);
    return { ...state, gesture: { kind: "corner", from: clampPoint(at, frame), to: null }, slip };
  }
  const inside = box && at.x >= box[0] && at.x <= box[2] && at.y >= box[1] && at.y <= box[3];
  if (inside) return { ...state, selected: true, gesture: null };
  return { ...state, gesture: { kind: "corner", from: clampPoint(at, frame), to: null } };
}

function nudge(state: Drawing, dx: number, dy: number, continued: boolean): Drawing {
  const { box, frame, arrows, selected } = state;
  if (!box || !selected) return state;
  const moved =
    arrows === "box"
      ? moveBox(box, dx, dy, frame)
      : resizeBox(box, arrows === "lower-right" ? "se" : "nw", dx, dy, 0, frame);
  const next = commit(state, moved);
  return continued && next !== state ? { ...next, past: state.past } : next;
}

/** Makes a box the zone; one step of history, unless nothing changed. */
function commit(state: Drawing, box: Zone | null): Drawing {
  if (isSameZone(state.box, box)) return state.gesture ? { ...state, gesture: null } : state;
  return {
    ...state,
    box,
    selected: box !== null,
    arrows: box ? state.arrows : "box",
    gesture: null,
    past: [...state.past, state.box].slice(-HISTORY),
    future: [],
  };
}

function undo(state: Drawing): Drawing {
  const before = state.past.at(-1);
  if (before === undefined) return state;
  return {
    ...state,
    box: before,
    selected: before !== null,
    past: state.past.slice(0, -1),
    future: [state.box, ...state.future],
  };
}

function redo(state: Drawing): Drawing {
  const [after, ...future] = state.future;
  if (after === undefined) return state;
  return { ...state, box: after, selected: after !== null, past: [...state.past, state.box], future };
}
