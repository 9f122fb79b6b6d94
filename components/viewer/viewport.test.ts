import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Size } from "@/lib/domain/geometry";
import {
  areaViewport,
  fitScale,
  fitViewport,
  maxZoom,
  panBy,
  pinch,
  place,
  STAGE_MARGIN,
  screenPoint,
  toImage,
  toScreen,
  type Viewport,
  visibleArea,
  zoomAbout,
} from "./viewport";

const frame = { width: 1920, height: 1080 };
const stage = { width: 1000, height: 700 };

const sizes = fc.record({
  width: fc.integer({ min: 40, max: 4000 }),
  height: fc.integer({ min: 40, max: 4000 }),
});
const points = fc
  .record({
    x: fc.double({ min: -50, max: 4000, noNaN: true }),
    y: fc.double({ min: -50, max: 4000, noNaN: true }),
  })
  .map(({ x, y }) => screenPoint(x, y));

type Move = (viewport: Viewport, picture: Size, room: Size) => Viewport;
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(fc.double({ min: 0.01, max: 50, noNaN: true }), points).map(
    ([factor, about]): Move =>
      (v, f, s) =>
        zoomAbout(v, factor, about, f, s),
  ),
  points.map(
    (by): Move =>
      (v, f, s) =>
        panBy(v, by.x - 2000, by.y - 2000, f, s),
  ),
  fc.tuple(points, points, points, points).map(
    ([a, b, c, d]): Move =>
      (v, f, s) =>
        pinch(v, [a, b], [c, d], f, s),
  ),
);

describe("viewport", () => {
  it("shows the whole frame, centred, with a margin", () => {
    const { scale, x, y } = place(fitViewport(frame), frame, stage);
    expect(scale).toBeCloseTo((1000 - 2 * STAGE_MARGIN) / 1920, 12);
    expect(x).toBeCloseTo(STAGE_MARGIN, 9);
    expect(y).toBeCloseTo((700 - 1080 * scale) / 2, 9);
  });

  it("maps a point to the screen and back", () => {
    const placement = place({ zoom: 3, center: { x: 700, y: 500 } }, frame, stage);
    const there = toScreen({ x: 612.5, y: 480 }, placement);
    expect(toImage(there, placement).x).toBeCloseTo(612.5, 9);
    expect(toImage(there, placement).y).toBeCloseTo(480, 9);
  });

  it("keeps what lies under the pointer there while zooming in from the middle of the frame", () => {
    const about = screenPoint(520, 330);
    const before = toImage(about, place(fitViewport(frame), frame, stage));
    const zoomed = zoomAbout(fitViewport(frame), 4, about, frame, stage);
    const after = toImage(about, place(zoomed, frame, stage));
    expect(zoomed.zoom).toBeCloseTo(4, 9);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it("follows two fingers", () => {
    const start: Viewport = { zoom: 3, center: { x: 960, y: 540 } };
    const before = [screenPoint(450, 350), screenPoint(550, 350)] as const;
    const after = [screenPoint(420, 360), screenPoint(580, 360)] as const;
    const at = before.map((p) => toImage(p, place(start, frame, stage)));
    const moved = place(pinch(start, before, after, frame, stage), frame, stage);
    expect(toScreen(at[0]!, moved).x).toBeCloseTo(420, 6);
    expect(toScreen(at[1]!, moved).x).toBeCloseTo(580, 6);
    expect(toScreen(at[1]!, moved).y).toBeCloseTo(360, 6);
  });

  it("never loses the frame nor leaves the zoom's range, whatever is done", () => {
    fc.assert(
      fc.property(sizes, sizes, fc.array(moves, { maxLength: 12 }), (picture, room, done) => {
        const viewport = done.reduce((v, move) => move(v, picture, room), fitViewport(picture));
        const placement = place(viewport, picture, room);
        const zoom = placement.scale / fitScale(picture, room);
        expect(zoom).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(zoom).toBeLessThanOrEqual(maxZoom(picture, room) + 1e-6);
        for (const [start, length, most] of [
          [placement.x, picture.width * placement.scale, room.width],
          [placement.y, picture.height * placement.scale, room.height],
        ] as const) {
          const slack = 1e-6 * (1 + length);
          if (length <= most - 2 * STAGE_MARGIN) expect(start).toBeCloseTo((most - length) / 2, 4);
          else if (length > most) {
            expect(start).toBeLessThanOrEqual(STAGE_MARGIN + slack);
            expect(start + length).toBeGreaterThanOrEqual(most - STAGE_MARGIN - slack);
          }
        }
      }),
    );
  });

  it("zooming out all the way brings back the fit", () => {
    fc.assert(
      fc.property(sizes, sizes, fc.array(moves, { maxLength: 6 }), points, (picture, room, done, about) => {
        const somewhere = done.reduce((v, move) => move(v, picture, room), fitViewport(picture));
        const out = place(zoomAbout(somewhere, 1e-6, about, picture, room), picture, room);
        const fit = place(fitViewport(picture), picture, room);
        expect(out.scale).toBeCloseTo(fit.scale, 6);
        expect(out.x).toBeCloseTo(fit.x, 4);
        expect(out.y).toBeCloseTo(fit.y, 4);
      }),
    );
  });

  it("keeps the same middle when the stage changes its size", () => {
    const viewport: Viewport = { zoom: 5, center: { x: 800, y: 600 } };
    for (const room of [stage, { width: 400, height: 300 }, { width: 2000, height: 900 }]) {
      const [x1, y1, x2, y2] = visibleArea(place(viewport, frame, room), room);
      expect((x1 + x2) / 2).toBeCloseTo(800, 6);
      expect((y1 + y2) / 2).toBeCloseTo(600, 6);
    }
  });
});

describe("areaViewport", () => {
  it("shows an area as large as the stage lets it: all of it, and along one axis from margin to margin", () => {
    const circle = [470, 40, 1450, 1040] as const;
    for (const room of [stage, { width: 375, height: 373 }, { width: 600, height: 900 }]) {
      const placement = place(areaViewport(circle, frame, room), frame, room);
      const from = toScreen({ x: circle[0], y: circle[1] }, placement);
      const to = toScreen({ x: circle[2], y: circle[3] }, placement);
      const left = [from.x, from.y, room.width - to.x, room.height - to.y];
      expect(Math.min(...left)).toBeCloseTo(STAGE_MARGIN, 6);
    }
  });

  it("is never smaller than the whole frame", () => {
    expect(areaViewport([400, 0, 1500, 1080], frame, { width: 2000, height: 500 }).zoom).toBe(1);
  });
});
