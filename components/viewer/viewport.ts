import type { Box, Point, Size } from "@/lib/domain/geometry";

declare const screen: unique symbol;

/** A point in CSS pixels from the stage's top left corner. It can't pass for a point of the frame. */
export type ScreenPoint = { readonly x: number; readonly y: number; readonly [screen]: true };

export const screenPoint = (x: number, y: number): ScreenPoint => ({ x, y }) as ScreenPoint;

/**
 * What is seen of a frame, whatever the stage's size: `zoom` 1 shows all of it, `center` is the natural
 * pixel in the middle of the stage.
 */
export type Viewport = { readonly zoom: number; readonly center: Point };

/** Where the frame lies on a stage: its scale in CSS pixels per natural pixel, and its top left corner. */
export type Placement = { readonly scale: number; readonly x: number; readonly y: number };

/** Kept free around the frame, in CSS pixels, so that its very edge can be taken hold of. */
export const STAGE_MARGIN = 10;

/** No natural pixel is shown larger than this, in CSS pixels, unless the whole frame is smaller still. */
const MAX_SCALE = 8;

export const fitViewport = (frame: Size): Viewport => ({
  zoom: 1,
  center: { x: frame.width / 2, y: frame.height / 2 },
});

/** The view that shows an area of the frame as large as the stage lets it, in natural pixels; never less than all. */
export function areaViewport([x1, y1, x2, y2]: Box, frame: Size, stage: Size): Viewport {
  const zoom = fitScale({ width: x2 - x1, height: y2 - y1 }, stage) / fitScale(frame, stage);
  return {
    zoom: clamp(zoom, 1, maxZoom(frame, stage)),
    center: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
  };
}

/** The scale at which the whole frame just fits the stage. */
export function fitScale(frame: Size, stage: Size): number {
  const width = Math.max(1, stage.width - 2 * STAGE_MARGIN);
  const height = Math.max(1, stage.height - 2 * STAGE_MARGIN);
  return Math.min(width / frame.width, height / frame.height);
}

/** The largest zoom that makes sense on a stage: 8 CSS pixels a natural pixel, and 2 at the least. */
export function maxZoom(frame: Size, stage: Size): number {
  return Math.max(2, MAX_SCALE / fitScale(frame, stage));
}

/** Where a viewport places the frame. The frame fills the stage along an axis, or is centred on it. */
export function place(viewport: Viewport, frame: Size, stage: Size): Placement {
  const zoom = clamp(viewport.zoom, 1, maxZoom(frame, stage));
  const scale = zoom * fitScale(frame, stage);
  return {
    scale,
    x: corner(stage.width, frame.width * scale, viewport.center.x * scale),
    y: corner(stage.height, frame.height * scale, viewport.center.y * scale),
  };
}

/** One axis: centred where it fits, else no emptier at either end than the margin. */
function corner(stage: number, shown: number, center: number): number {
  const room = stage - shown;
  if (room >= 2 * STAGE_MARGIN) return room / 2;
  return clamp(stage / 2 - center, room - STAGE_MARGIN, STAGE_MARGIN);
}

/** The viewport that a placement amounts to, so that what `place` clamped stays clamped. */
function viewportOf(placement: Placement, frame: Size, stage: Size): Viewport {
  return {
    zoom: placement.scale / fitScale(frame, stage),
    center: toImage(screenPoint(stage.width / 2, stage.height / 2), placement),
  };
}

export function toImage(point: ScreenPoint, { scale, x, y }: Placement): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

export function toScreen(point: Point, { scale, x, y }: Placement): ScreenPoint {
  return screenPoint(x + point.x * scale, y + point.y * scale);
}

/** The part of the frame that the stage shows, in natural pixels; may reach over the frame's edges. */
export function visibleArea({ scale, x, y }: Placement, stage: Size): Box {
  return [-x / scale, -y / scale, (stage.width - x) / scale, (stage.height - y) / scale];
}

/**
 * How an element that shows the whole frame inside the stage's margin is moved to lie at a placement. Nothing
 * at all while it fits, so that what the server rendered doesn't move when the stage has been measured.
 */
export function frameTransform(
  placement: Placement,
  frame: Size,
  stage: Size,
): { readonly transform: string; readonly transformOrigin: string } | undefined {
  const fit = place(fitViewport(frame), frame, stage);
  const zoom = placement.scale / fit.scale;
  if (zoom < 1.0001) return undefined;
  const [x, y] = [placement.x - fit.x * zoom, placement.y - fit.y * zoom];
  const origin = `${-STAGE_MARGIN}px`;
  return { transform: `translate(${x}px, ${y}px) scale(${zoom})`, transformOrigin: `${origin} ${origin}` };
}

/** Zooms by a factor so that what lies under `about` stays there, as far as the frame's edges let it. */
export function zoomAbout(
  viewport: Viewport,
  factor: number,
  about: ScreenPoint,
  frame: Size,
  stage: Size,
): Viewport {
  const now = place(viewport, frame, stage);
  const fit = fitScale(frame, stage);
  const scale = fit * clamp((now.scale / fit) * factor, 1, maxZoom(frame, stage));
  return anchor(toImage(about, now), about, scale, frame, stage);
}

/** Moves the frame by a distance on the screen. */
export function panBy(viewport: Viewport, dx: number, dy: number, frame: Size, stage: Size): Viewport {
  const now = place(viewport, frame, stage);
  return settle({ ...now, x: now.x + dx, y: now.y + dy }, frame, stage);
}

/** Two fingers that moved: the frame follows both, without turning. */
export function pinch(
  viewport: Viewport,
  before: readonly [ScreenPoint, ScreenPoint],
  after: readonly [ScreenPoint, ScreenPoint],
  frame: Size,
  stage: Size,
): Viewport {
  const now = place(viewport, frame, stage);
  const fit = fitScale(frame, stage);
  const spread = Math.max(1, distance(...before));
  const scale = fit * clamp((now.scale / fit) * (distance(...after) / spread), 1, maxZoom(frame, stage));
  return anchor(toImage(middle(...before), now), middle(...after), scale, frame, stage);
}

function anchor(point: Point, at: ScreenPoint, scale: number, frame: Size, stage: Size): Viewport {
  return settle({ scale, x: at.x - point.x * scale, y: at.y - point.y * scale }, frame, stage);
}

function settle(placement: Placement, frame: Size, stage: Size): Viewport {
  const free = viewportOf(placement, frame, stage);
  return viewportOf(place(free, frame, stage), frame, stage);
}

const middle = (a: ScreenPoint, b: ScreenPoint): ScreenPoint => screenPoint((a.x + b.x) / 2, (a.y + b.y) / 2);

const distance = (a: ScreenPoint, b: ScreenPoint): number => Math.hypot(a.x - b.x, a.y - b.y);

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
