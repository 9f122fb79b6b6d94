import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, intersectionArea } from "@/lib/domain/geometry";
import { type ChipCorner, type ChipRequest, layoutChips } from "./chip-layout";

const bounds: Box = [0, 0, 800, 450];
const size = { width: 60, height: 20 };
const ask = (box: Box, corner: ChipCorner, id = "a"): ChipRequest => ({ id, box, corner, size });
const place = (box: Box, corner: ChipCorner) => layoutChips([ask(box, corner)], bounds, 8).get("a");

describe("layoutChips", () => {
  it("puts a label outside, at the corner wanted", () => {
    const box: Box = [200, 200, 400, 300];
    expect(place(box, "top-left")).toEqual({ x: 200, y: 172 });
    expect(place(box, "top-right")).toEqual({ x: 340, y: 172 });
    expect(place(box, "bottom-left")).toEqual({ x: 200, y: 308 });
    expect(place(box, "bottom-right")).toEqual({ x: 340, y: 308 });
  });

  it("goes to the other side at the frame's edge, and inside when there is no side left", () => {
    expect(place([200, 10, 400, 300], "top-left")).toEqual({ x: 200, y: 308 });
    expect(place([0, 0, 800, 450], "top-left")).toEqual({ x: 8, y: 8 });
    expect(place([0, 0, 800, 450], "bottom-right")).toEqual({ x: 732, y: 422 });
  });

  it("parts labels that want the same place, and stacks them before it covers the zone", () => {
    const box: Box = [200, 200, 300, 300];
    const wishes = ["a", "b", "c"].map((id) => ask(box, "top-left", id));
    const places = layoutChips(wishes, bounds, 8);
    expect([...places.values()]).toEqual([
      { x: 200, y: 172 },
      { x: 200, y: 308 },
      { x: 200, y: 150 },
    ]);
  });

  it("keeps off the lines of other boxes where it can", () => {
    // The wanted corner's place is crossed by the other box's upper edge.
    const places = layoutChips(
      [ask([200, 200, 400, 300], "top-left"), ask([180, 182, 420, 420], "bottom-right", "b")],
      bounds,
      8,
    );
    expect(places.get("a")).not.toEqual({ x: 200, y: 172 });
    const { x, y } = places.get("a")!;
    expect(y + size.height <= 182 || y >= 182).toBe(true);
    expect(x + size.width <= 420 && x >= 180).toBe(true);
  });

  it("covers a part of the picture rather than another box's edge", () => {
    const [you, reference]: [Box, Box] = [
      [90, 60, 200, 100],
      [120, 20, 300, 180],
    ];
    const { x } = layoutChips([ask(you, "top-left"), ask(reference, "top-right", "b")], bounds, 8).get("a")!;
    expect(x >= 121 || x + size.width <= 119).toBe(true);
  });

  it("leaves out what is optional where it would hide a label or a line, whoever asked first", () => {
    const at: Box = [220, 195, 220, 195];
    const name = { ...ask(at, "top-left", "name"), optional: true };
    expect(layoutChips([name], bounds, 8).get("name")).toEqual({ x: 220, y: 167 });
    const walls = Array.from({ length: 40 }, (_, i) =>
      ask([0, 10 * i, 800, 10 * i + 5], "top-left", `wall ${i}`),
    );
    const crowded = layoutChips([name, ...walls], bounds, 8);
    expect(crowded.has("name")).toBe(false);
    expect(crowded.size).toBe(walls.length);
  });

  it("lets optional labels cover a small part of what is seen, and no more", () => {
    const names = Array.from({ length: 60 }, (_, i) => ({
      ...ask(
        [70 * (i % 11), 40 * Math.floor(i / 11) + 40, 70 * (i % 11), 40 * Math.floor(i / 11) + 40],
        "top-left",
        `${i}`,
      ),
      optional: true,
    }));
    const shown = layoutChips(names, bounds, 8);
    expect(shown.size).toBe(Math.floor((0.08 * 800 * 450) / (60 * 20)));
  });

  it("stands beside a box that leaves no room above or below it", () => {
    expect(place([200, 0, 400, 450], "top-left")).toEqual({ x: 132, y: 0 });
    expect(place([20, 0, 400, 450], "top-left")).toEqual({ x: 408, y: 0 });
  });

  const span = (most: number) =>
    fc
      .tuple(fc.double({ min: 0, max: most - 8, noNaN: true }), fc.double({ min: 8, max: most, noNaN: true }))
      .map(([start, length]): [number, number] => [start, Math.min(most, start + length)]);
  const corners = fc.constantFrom<ChipCorner[]>("top-left", "top-right", "bottom-left", "bottom-right");
  const boxes = fc.tuple(span(800), span(450)).map(([[x1, x2], [y1, y2]]): Box => [x1, y1, x2, y2]);

  it("stays within the bounds, and off its box's edges as long as there is room beside it", () => {
    fc.assert(
      fc.property(boxes, corners, (box, corner) => {
        const { x, y } = place(box, corner)!;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + size.width).toBeLessThanOrEqual(800);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + size.height).toBeLessThanOrEqual(450);
        const roomBeside = box[1] >= 28 || 450 - box[3] >= 28;
        if (roomBeside) expect(y + size.height <= box[1] - 8 + 1e-9 || y >= box[3] + 8 - 1e-9).toBe(true);
      }),
    );
  });

  it("parts the labels of any three boxes that leave room around them", () => {
    const inner = fc
      .tuple(span(500), span(250))
      .map(([[x1, x2], [y1, y2]]): Box => [x1 + 150, y1 + 100, x2 + 150, y2 + 100]);
    fc.assert(
      fc.property(inner, inner, inner, (you, reference, model) => {
        const places = layoutChips(
          [ask(you, "top-left", "y"), ask(reference, "top-right", "r"), ask(model, "bottom-left", "m")],
          bounds,
          8,
        );
        const areas = [...places.values()].map(({ x, y }): Box => [x, y, x + size.width, y + size.height]);
        for (const [i, area] of areas.entries()) {
          for (const other of areas.slice(i + 1)) expect(intersectionArea(area, other)).toBeLessThan(0.01);
        }
      }),
    );
  });
});
