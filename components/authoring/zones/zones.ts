import { MOST_BOXES } from "@/lib/domain/authoring/annotation";
import { type Box, boxArea, type Point, type Size } from "@/lib/domain/geometry";
import { boxesOf, zoneOfBox } from "@/lib/domain/scoring/zone";
import { type DrawAction, type Drawing, draw, newDrawing } from "../../viewer/draw/reducer";

/**
 * The drawing of several zones: one at a time is drawn as a single zone is (components/viewer/draw), the others lie
 * still until they are taken up.
 */
export type Zones = {
  readonly frame: Size;
  readonly boxes: readonly Box[];
  /** The box that `drawing` is of; null while the next is to be drawn. */
  readonly active: number | null;
  readonly drawing: Drawing;
  readonly past: readonly (readonly Box[])[];
  readonly future: readonly (readonly Box[])[];
};

export type ZonesAction =
  | DrawAction
  /** Takes up a box; null: the next is to be drawn. */
  | { readonly type: "take-up"; readonly index: number | null }
  | { readonly type: "remove"; readonly index: number };

/** How many changes can be undone. */
const HISTORY = 200;

export function newZones(frame: Size, boxes: readonly Box[]): Zones {
  return { frame, boxes, active: null, drawing: newDrawing(frame), past: [], future: [] };
}

/** The next state. Whatever the actions, the boxes are zones inside the frame. */
export function drawZones(state: Zones, action: ZonesAction): Zones {
  const { drawing, active } = state;
  switch (action.type) {
    case "take-up":
      return takeUp(state, action.index);
    case "remove":
      return changed(state, state.boxes.toSpliced(action.index, 1), null);
    case "undo":
      return drawing.gesture ? pass(state, action) : undo(state);
    case "redo":
      return drawing.gesture ? state : redo(state);
    case "cancel":
      return drawing.gesture || active === null ? pass(state, action) : takeUp(state, null);
    case "draw":
    case "tap":
      return press(state, action);
    default:
      return pass(state, action);
  }
}

/** A press outside the active zone: takes up the zone that is there, or begins another. */
function press(state: Zones, action: Extract<DrawAction, { type: "draw" | "tap" }>): Zones {
  const { drawing, active } = state;
  if (drawing.gesture) return pass(state, action);
  const hit = boxAt(state, action.at);
  if (hit !== null && hit !== active) {
    const taken = takeUp(state, hit);
    return action.type === "draw" ? pass(taken, { type: "move", at: action.at }) : taken;
  }
  const isOwn = hit !== null && action.type === "tap";
  return pass(active === null || isOwn ? state : takeUp(state, null), action);
}

/** The smallest box at a point: one may lie in another. */
function boxAt({ boxes }: Zones, { x, y }: Point): number | null {
  let found: number | null = null;
  for (const [index, [x1, y1, x2, y2]] of boxes.entries()) {
    const isInside = x >= x1 && x <= x2 && y >= y1 && y <= y2;
    if (isInside && (found === null || boxArea(boxes[index]!) < boxArea(boxes[found]!))) found = index;
  }
  return found;
}

/** Lets the drawing of the one zone have it, and takes over what came of it. */
function pass(state: Zones, action: DrawAction): Zones {
  const drawing = draw(state.drawing, action);
  if (drawing === state.drawing) return state;
  if (drawing.box === state.drawing.box) return { ...state, drawing };
  const { boxes, active } = state;
  if (drawing.box === null) {
    return active === null ? { ...state, drawing } : changed(state, boxes.toSpliced(active, 1), null);
  }
  if (active === null && boxes.length >= MOST_BOXES) return takeUp(state, null);
  const index = active ?? boxes.length;
  const next = boxes.toSpliced(index, 1, ...boxesOf(drawing.box));
  // A key that was held before the zone was taken up begins a step of its own.
  const continued = action.type === "nudge" && action.continued && state.drawing.past.length > 0;
  return {
    ...state,
    boxes: next,
    active: index,
    drawing,
    past: continued ? state.past : [...state.past, boxes].slice(-HISTORY),
    future: [],
  };
}

function takeUp(state: Zones, index: number | null): Zones {
  const box = index === null ? null : (state.boxes[index] ?? null);
  return { ...state, active: box ? index : null, drawing: newDrawing(state.frame, box && zoneOfBox(box)) };
}

function changed(state: Zones, boxes: readonly Box[], active: number | null): Zones {
  const past = [...state.past, state.boxes].slice(-HISTORY);
  return takeUp({ ...state, boxes, past, future: [] }, active);
}

function undo(state: Zones): Zones {
  const boxes = state.past.at(-1);
  if (!boxes) return state;
  const future = [state.boxes, ...state.future];
  return takeUp({ ...state, boxes, past: state.past.slice(0, -1), future }, state.active);
}

function redo(state: Zones): Zones {
  const [boxes, ...future] = state.future;
  if (!boxes) return state;
  return takeUp({ ...state, boxes, past: [...state.past, state.boxes], future }, state.active);
}
