import fc from "fast-check";
import { expect, test } from "vitest";
import { FRAME } from "@/demo/scene/facts";
import { aimCamera } from "./camera";
import { add, scale } from "./vector";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cameras = fc
  .record({
    at: fc.tuple(number(-20, 20), number(-20, 20), number(40, 90)),
    target: fc.tuple(number(-5, 5), number(-5, 5), number(-5, 5)),
    roll: number(-0.4, 0.4),
    tangent: number(0.3, 0.7),
    distortion: number(0, 0.15),
  })
  .map(aimCamera);
const pixels = fc.tuple(number(0, FRAME.width), number(0, FRAME.height));

test("a point on a pixel’s ray projects back on that pixel", () => {
  fc.assert(
    fc.property(cameras, pixels, number(5, 200), (camera, [x, y], far) => {
      const seen = camera.project(add(camera.at, scale(camera.ray(x, y), far)));
      expect(seen.x).toBeCloseTo(x, 3);
      expect(seen.y).toBeCloseTo(y, 3);
      expect(seen.depth).toBeGreaterThan(0);
    }),
  );
});

test("right and up in the field are right and up in the picture of a level camera", () => {
  const camera = aimCamera({ at: [0, 0, 70], target: [0, 0, 0], roll: 0, tangent: 0.5, distortion: 0.06 });
  const middle = camera.project([0, 0, 0]);
  expect(middle).toMatchObject({ x: FRAME.width / 2, y: FRAME.height / 2 });
  expect(camera.project([5, 0, 0]).x).toBeGreaterThan(middle.x);
  expect(camera.project([0, 5, 0]).y).toBeLessThan(middle.y);
});

test("barrel distortion draws the edge inwards and leaves the middle’s scale", () => {
  const aim = { at: [0, 0, 70], target: [0, 0, 0], roll: 0, tangent: 0.5 } as const;
  const [plain, bent] = [aimCamera({ ...aim, distortion: 0 }), aimCamera({ ...aim, distortion: 0.1 })];
  expect(bent.project([40, 0, 0]).x).toBeLessThan(plain.project([40, 0, 0]).x);
  expect(bent.project([0.5, 0, 0]).x).toBeCloseTo(plain.project([0.5, 0, 0]).x, 1);
  expect(plain.project([1, 0, 0]).x - FRAME.width / 2).toBeCloseTo(plain.pixelsPerMillimetre(70), 6);
});
