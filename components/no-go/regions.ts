import { type Box, boundingBox, boxCorners, type Point, type Size } from "@/lib/domain/geometry";
import { coversPoint } from "@/lib/domain/no-go/measure-pixels";
import { pixelCount, runsOfPolygon } from "@/lib/domain/no-go/pixel-runs";
import { MOST_POINTS, MOST_REGIONS, type NoGoRegion, pointsOf } from "@/lib/domain/no-go/region";
import { boxBetween, isStroke, tidyBox } from "../viewer/draw/box-edit";
import { gripOfRing, middleOfSide, moveCorner, moveRing, type Ring, type RingGrip, tidyPoint } from "./ring";

/** What the hand is doing. Everything is in natural pixels. */
type Gesture =
  /** A polygon in the making; `to` is where the pointer is since, and `held` whether it is pressed. */
  | {
      readonly kind: "tracing";
      readonly ring: Ring;
      readonly to: Point | null;
      readonly held: boolean;
      readonly reach: number;
    }
  | { readonly kind: "boxing"; readonly from: Point; readonly to: Point; readonly least: number }
  | {
      readonly kind: "corner";
      readonly ring: Ring;
      readonly index: number;
      readonly from: Point;
      readonly to: Point;
    }
  | { readonly kind: "moving"; readonly ring: Ring; readonly from: Point; readonly to: Point };

/**
 * Why nothing came of what the hand did: too small a stroke, a shape that covers no pixel, too few corners to close,
 * as many regions or corners as there may be, pixels that have no corners, or a hand that rests.
 */
export type RegionSlip = "small" | "empty" | "few" | "many" | "corners" | "pixels" | "palm";

/** The drawing of No-Go regions: one at a time is taken up, the others lie still. */
export type Regions = {
  readonly frame: Size;
  /** As they stand; a gesture in progress changes them only when it ends. */
  readonly regions: readonly NoGoRegion[];
  /** The one that is taken up. */
  readonly active: number | null;
  /** The corner of it that the arrow keys move; null: they move all of it. */
  readonly corner: number | null;
  readonly gesture: Gesture | null;
  /** Of the latest action, until another. */
  readonly slip: RegionSlip | null;
  readonly past: readonly (readonly NoGoRegion[])[];
  readonly future: readonly (readonly NoGoRegion[])[];
  /** What the latest change was, where more of the same is undone together with it. */
  readonly step: string | null;
};

export type RegionsAction =
  /** The pointer was pressed and has gone on. `reach`: how far from a corner it still takes it. */
  | { readonly type: "press"; readonly at: Point; readonly reach: number; readonly least: number }
  | { readonly type: "drag"; readonly to: Point }
  | { readonly type: "end" }
  /** Pressed and released in place. */
  | { readonly type: "tap"; readonly at: Point; readonly reach: number }
  /** Closes the polygon in the making. */
  | { readonly type: "close" }
  /** Drops what the pointer holds, and nothing else. */
  | { readonly type: "abandon" }
  /** Escape: drops the gesture, or else the corner, or else the region. */
  | { readonly type: "cancel" }
  /** Backspace: takes away the latest corner of the polygon in the making, else the corner, else the region. */
  | { readonly type: "take-away" }
  | { readonly type: "place"; readonly box: Box }
  | { readonly type: "take-up"; readonly index: number | null }
  | { readonly type: "choose-corner"; readonly index: number | null }
  /** A corner in the middle of the side after the chosen one. */
  | { readonly type: "insert" }
  /** `continued`: a held key's repetition, which is undone together with the first. */
  | { readonly type: "nudge"; readonly dx: number; readonly dy: number; readonly continued: boolean }
  | { readonly type: "rename"; readonly index: number; readonly name: string }
  | { readonly type: "remove"; readonly index: number }
  | { readonly type: "slip"; readonly slip: RegionSlip }
  | { readonly type: "undo" }
  | { readonly type: "redo" };

/** How many changes can be undone. */
const HISTORY = 200;

const FEWEST_CORNERS = 3;

export function newRegions(frame: Size, regions: readonly NoGoRegion[]): Regions {
  return {
    frame,
    regions,
    active: null,
    corner: null,
    gesture: null,
    slip: null,
    past: [],
    future: [],
    step: null,
  };
}

/** The corners of a region that has some. */
const ringOf = (region: NoGoRegion | undefined): Ring | null =>
  region?.polygon ? pointsOf(region.polygon) : null;

/** The corners of the region that is taken up; null where there is none, or it is pixels alone. */
export const activeRing = ({ regions, active }: Regions): Ring | null =>
  active === null ? null : ringOf(regions[active]);

/** What is seen of the region under the hand at this moment, and whether its line is closed. */
export function liveRing(state: Regions): { readonly ring: Ring; readonly closed: boolean } | null {
  const { gesture, frame } = state;
  if (!gesture) {
    const ring = activeRing(state);
    return ring && { ring, closed: true };
  }
  switch (gesture.kind) {
    case "tracing":
      return {
        ring: gesture.to ? [...gesture.ring, tidyPoint(gesture.to, frame)] : gesture.ring,
        closed: false,
      };
    case "boxing":
      return { ring: boxCorners(boxBetween(gesture.from, gesture.to, frame)), closed: true };
    default:
      return { ring: draggedRing(gesture, frame), closed: true };
  }
}

function draggedRing(gesture: Extract<Gesture, { kind: "corner" | "moving" }>, frame: Size): Ring {
  const [dx, dy] = [gesture.to.x - gesture.from.x, gesture.to.y - gesture.from.y];
  return gesture.kind === "corner"
    ? moveCorner(gesture.ring, gesture.index, dx, dy, frame)
    : moveRing(gesture.ring, dx, dy, frame);
}

/** The next state. Whatever the actions, each region has a pixel, and its corners lie in the frame. */
export function drawRegions(state: Regions, action: RegionsAction): Regions {
  const isSaid = state.slip !== null && action.type !== "drag";
  const before = isSaid ? { ...state, slip: null } : state;
  const after = change(before, action);
  return after === before ? state : after;
}

function change(state: Regions, action: RegionsAction): Regions {
  const { frame, regions, corner, gesture } = state;
  switch (action.type) {
    case "press":
      return press(state, action);
    case "drag":
      return gesture ? { ...state, gesture: { ...gesture, to: action.to } } : state;
    case "end":
      return gesture ? end(state, gesture) : state;
    case "tap":
      return gesture?.kind === "tracing"
        ? addCorner(state, gesture, action.at, action.reach)
        : tap(state, action);
    case "close":
      return gesture?.kind === "tracing" ? close(state, gesture.ring) : state;
    case "abandon":
      return abandon(state);
    case "cancel":
      if (gesture) return { ...state, gesture: null };
      if (corner !== null) return { ...state, corner: null };
      return takeUp(state, null);
    case "take-away":
      return takeAway(state);
    case "place":
      return isFull(state) ? slipped(state, "many") : add(state, boxCorners(tidyBox(action.box, frame)));
    case "take-up":
      return takeUp(state, action.index);
    case "choose-corner": {
      const ring = activeRing(state);
      if (!ring || gesture || (action.index !== null && !ring[action.index])) return state;
      return { ...state, corner: action.index, step: null };
    }
    case "insert": {
      const ring = activeRing(state);
      if (!ring || corner === null || gesture) return state;
      return insertCorner(state, ring, corner, middleOfSide(ring, corner));
    }
    case "nudge":
      return nudge(state, action.dx, action.dy, action.continued);
    case "rename": {
      const region = regions[action.index];
      const name = action.name === "" ? null : action.name;
      if (!region || region.name === name) return state;
      const step = `rename ${action.index}`;
      return commit(state, regions.with(action.index, { ...region, name }), {
        step,
        joined: step === state.step,
      });
    }
    case "remove":
      if (!regions[action.index]) return state;
      return takeUp(commit(state, regions.toSpliced(action.index, 1)), null);
    case "slip":
      return slipped(state, action.slip);
    case "undo":
      if (gesture?.kind === "tracing") return dropCorner(state, gesture);
      return gesture ? { ...state, gesture: null } : undo(state);
    case "redo":
      return gesture ? state : redo(state);
  }
}

const slipped = (state: Regions, slip: RegionSlip): Regions => ({ ...state, gesture: null, slip });
const isFull = ({ regions }: Regions): boolean => regions.length >= MOST_REGIONS;

/** The smallest region at a point: one may lie in another. */
function regionAt({ regions, frame }: Regions, at: Point): number | null {
  let found: { index: number; pixels: number } | null = null;
  for (const [index, { counts }] of regions.entries()) {
    if (!coversPoint(counts, at, frame)) continue;
    const pixels = pixelCount(counts);
    if (!found || pixels < found.pixels) found = { index, pixels };
  }
  return found?.index ?? null;
}

/**
 * What of the region that is taken up lies under a press. Within a small region corners reach less far, so that it can
 * still be moved.
 */
export function gripAt(state: Regions, at: Point, reach: number): RingGrip | null {
  const { active, regions, frame } = state;
  const ring = activeRing(state);
  if (!ring || active === null) return null;
  const [x1, y1, x2, y2] = boundingBox(ring) ?? [0, 0, 0, 0];
  const isWithin = coversPoint(regions[active]!.counts, at, frame);
  return gripOfRing(ring, at, isWithin ? Math.min(reach, Math.min(x2 - x1, y2 - y1) / 4) : reach);
}

function press(state: Regions, { at, reach, least }: Extract<RegionsAction, { type: "press" }>): Regions {
  const { active, gesture } = state;
  if (gesture?.kind === "tracing") return { ...state, gesture: { ...gesture, to: at, held: true, reach } };
  if (gesture) return state;
  const ring = activeRing(state);
  const grip = gripAt(state, at, reach);
  if (ring && grip) {
    if (grip.kind === "corner") {
      const { index } = grip;
      return { ...state, corner: index, gesture: { kind: "corner", ring, index, from: at, to: at } };
    }
    if (ring.length >= MOST_POINTS) return slipped(state, "corners");
    const index = grip.index + 1;
    const held = ring.toSpliced(index, 0, tidyPoint(at, state.frame));
    return { ...state, corner: null, gesture: { kind: "corner", ring: held, index, from: at, to: at } };
  }
  const hit = regionAt(state, at);
  if (hit === null) {
    if (isFull(state)) return slipped(state, "many");
    return { ...takeUp(state, null), gesture: { kind: "boxing", from: at, to: at, least } };
  }
  const taken = hit === active ? { ...state, corner: null } : takeUp(state, hit);
  const moved = activeRing(taken);
  return moved
    ? { ...taken, gesture: { kind: "moving", ring: moved, from: at, to: at } }
    : slipped(taken, "pixels");
}

function tap(state: Regions, { at, reach }: Extract<RegionsAction, { type: "tap" }>): Regions {
  if (state.gesture) return state;
  const ring = activeRing(state);
  const grip = gripAt(state, at, reach);
  if (ring && grip) {
    if (grip.kind === "corner") return { ...state, corner: grip.index, step: null };
    return insertCorner(state, ring, grip.index, at);
  }
  const hit = regionAt(state, at);
  if (hit !== null) return takeUp(state, hit);
  if (isFull(state)) return slipped(state, "many");
  const first = tidyPoint(at, state.frame);
  return {
    ...takeUp(state, null),
    gesture: { kind: "tracing", ring: [first], to: null, held: false, reach },
  };
}

type Tracing = Extract<Gesture, { kind: "tracing" }>;

/** The next corner of the polygon in the making; near the first one it is closed. */
function addCorner(state: Regions, gesture: Tracing, at: Point, reach: number): Regions {
  const { ring } = gesture;
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const isAtFirst = Math.hypot(at.x - first.x, at.y - first.y) <= reach;
  if (ring.length >= FEWEST_CORNERS && isAtFirst) return close(state, ring);
  const next = tidyPoint(at, state.frame);
  const free: Tracing = { ...gesture, to: null, held: false };
  if (next.x === last.x && next.y === last.y) return { ...state, gesture: free };
  if (ring.length >= MOST_POINTS) return { ...state, gesture: free, slip: "corners" };
  return { ...state, gesture: { ...free, ring: [...ring, next] } };
}

function dropCorner(state: Regions, gesture: Tracing): Regions {
  const ring = gesture.ring.slice(0, -1);
  return { ...state, gesture: ring.length > 0 ? { ...gesture, ring, to: null, held: false } : null };
}

/** What can't be closed yet stays in the making. */
function close(state: Regions, ring: Ring): Regions {
  if (ring.length < FEWEST_CORNERS) return { ...state, slip: "few" };
  const made = add({ ...state, gesture: null }, ring);
  return made.slip ? { ...made, gesture: state.gesture } : made;
}

function end(state: Regions, gesture: Gesture): Regions {
  switch (gesture.kind) {
    case "tracing":
      return gesture.held && gesture.to ? addCorner(state, gesture, gesture.to, gesture.reach) : state;
    case "boxing": {
      const box = boxBetween(gesture.from, gesture.to, state.frame);
      if (!isStroke(box, gesture.least, state.frame)) return slipped(state, "small");
      return add({ ...state, gesture: null }, boxCorners(box));
    }
    case "corner":
      return reshape(state, draggedRing(gesture, state.frame), gesture.index);
    case "moving":
      return reshape(state, draggedRing(gesture, state.frame), null);
  }
}

function abandon(state: Regions): Regions {
  const { gesture } = state;
  if (!gesture) return state;
  return { ...state, gesture: gesture.kind === "tracing" ? { ...gesture, to: null, held: false } : null };
}

function takeAway(state: Regions): Regions {
  const { gesture, active, corner, regions } = state;
  if (gesture?.kind === "tracing") return dropCorner(state, gesture);
  if (gesture || active === null) return state;
  const ring = activeRing(state);
  if (!ring || corner === null) return takeUp(commit(state, regions.toSpliced(active, 1)), null);
  if (ring.length <= FEWEST_CORNERS) return { ...state, slip: "few" };
  return reshape(state, ring.toSpliced(corner, 1), Math.max(0, corner - 1));
}

function insertCorner(state: Regions, ring: Ring, after: number, at: Point): Regions {
  if (ring.length >= MOST_POINTS) return { ...state, slip: "corners" };
  return reshape(state, ring.toSpliced(after + 1, 0, tidyPoint(at, state.frame)), after + 1);
}

function nudge(state: Regions, dx: number, dy: number, continued: boolean): Regions {
  const { active, corner, frame, gesture } = state;
  if (active === null || gesture) return state;
  const ring = activeRing(state);
  if (!ring) return { ...state, slip: "pixels" };
  const moved = corner === null ? moveRing(ring, dx, dy, frame) : moveCorner(ring, corner, dx, dy, frame);
  const step = `nudge ${active} ${corner}`;
  return reshape(state, moved, corner, { step, joined: continued && step === state.step });
}

/** Gives the region that is taken up other corners, unless they would leave no pixel of it. */
function reshape(state: Regions, ring: Ring, corner: number | null, step: Step = NO_STEP): Regions {
  const { active, regions, frame } = state;
  const region = active === null ? undefined : regions[active];
  if (active === null || !region) return { ...state, gesture: null };
  const polygon = ring.map(({ x, y }): [number, number] => [x, y]);
  if (JSON.stringify(polygon) === JSON.stringify(region.polygon)) return { ...state, gesture: null, corner };
  const counts = runsOfPolygon(ring, frame);
  if (pixelCount(counts) === 0) return slipped(state, "empty");
  const next = regions.with(active, { name: region.name, counts: [...counts], polygon });
  return { ...commit(state, next, step), corner };
}

/** A new region, which is taken up. */
function add(state: Regions, ring: Ring): Regions {
  const { regions, frame } = state;
  const counts = runsOfPolygon(ring, frame);
  if (pixelCount(counts) === 0) return slipped(state, "empty");
  const polygon = ring.map(({ x, y }): [number, number] => [x, y]);
  return takeUp(commit(state, [...regions, { name: null, counts: [...counts], polygon }]), regions.length);
}

/** What a change is called where more of the same may follow, and whether it is undone together with the one before. */
type Step = { readonly step: string | null; readonly joined: boolean };

const NO_STEP: Step = { step: null, joined: false };

/** One step of history. */
function commit(state: Regions, regions: readonly NoGoRegion[], { step, joined }: Step = NO_STEP): Regions {
  const past = joined ? state.past : [...state.past, state.regions].slice(-HISTORY);
  return { ...state, regions, gesture: null, past, future: [], step };
}

function takeUp(state: Regions, index: number | null): Regions {
  const active = index !== null && state.regions[index] ? index : null;
  return { ...state, active, corner: null, gesture: null, step: null };
}

function undo(state: Regions): Regions {
  const regions = state.past.at(-1);
  if (!regions) return state;
  const future = [state.regions, ...state.future];
  return takeUp({ ...state, regions, past: state.past.slice(0, -1), future }, state.active);
}

function redo(state: Regions): Regions {
  const [regions, ...future] = state.future;
  if (!regions) return state;
  return takeUp({ ...state, regions, past: [...state.past, state.regions], future }, state.active);
}
