import { describe, expect, test } from "vitest";
import { boxBlur } from "./box-blur";
import { dye, emptyRelief, HEIGHT, lay, raise, type Surface, WIDTH } from "./relief";

const at = (x: number, y: number): number => y * WIDTH + x;
const area = { x: 100, y: 50, width: 10, height: 10 };

function plate(height: number, melt?: number): Surface {
  return {
    area,
    height: () => height,
    color: (_x, _y, out) => {
      out[0] = 1;
      out[1] = out[2] = 0;
    },
    wetness: 1,
    ...(melt === undefined ? {} : { melt }),
  };
}

describe("a relief", () => {
  test("shows the higher of two surfaces, within the area alone", () => {
    const relief = emptyRelief(0, [0, 0, 1]);
    lay(relief, plate(-5));
    expect([relief.heights[at(104, 54)], relief.colors[at(104, 54) * 3]]).toEqual([0, 0]);
    lay(relief, plate(5));
    expect([relief.heights[at(104, 54)], relief.colors[at(104, 54) * 3]]).toEqual([5, 1]);
    expect(relief.heights[at(110, 54)]).toBe(0);
  });

  test("melts surfaces of like height into one another, a little higher than either", () => {
    const relief = emptyRelief(0, [0, 0, 1]);
    lay(relief, plate(0, 8));
    expect(relief.heights[at(104, 54)]).toBe(2);
    expect(relief.colors[at(104, 54) * 3]).toBe(0.5);
  });

  test("is raised by what lies beneath, and only tinted by it", () => {
    const relief = emptyRelief(10, [0, 0, 1]);
    raise(relief, plate(3), 0.5, 6);
    expect(relief.heights[at(104, 54)]).toBe(13);
    expect(relief.colors[at(104, 54) * 3]).toBe(0.25);
  });

  test("takes dye by its opacity and keeps its form", () => {
    const relief = emptyRelief(4, [0, 0, 0]);
    const paint = new Uint8Array(WIDTH * HEIGHT * 4);
    paint.set([255, 255, 255, 51], at(7, 3) * 4);
    dye(relief, paint);
    expect(relief.colors[at(7, 3) * 3]).toBeCloseTo(0.2);
    expect([relief.colors[at(8, 3) * 3], relief.heights[at(7, 3)]]).toEqual([0, 4]);
  });
});

test("a blur keeps what is even, and spreads a point evenly", () => {
  const even = new Float32Array(WIDTH * HEIGHT).fill(3);
  expect(boxBlur(even, 4)[at(0, 0)]).toBeCloseTo(3, 5);
  const point = new Float32Array(WIDTH * HEIGHT);
  point[at(600, 300)] = 81;
  const spread = boxBlur(point, 1);
  expect(spread[at(600, 300)]).toBeCloseTo(9, 5);
  expect(spread[at(602, 300)]).toBeCloseTo(spread[at(600, 302)]!, 5);
  expect(spread[at(603, 300)]).toBe(0);
});
