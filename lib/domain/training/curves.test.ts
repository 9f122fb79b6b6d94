import fc from "fast-check";
import { expect, test } from "vitest";
import { pointsOf } from "./curves";

test("few steps are a point each, and what isn’t in form is what the format reward left", () => {
  expect(
    pointsOf(
      {
        steps: [1, 3],
        rewards: { format: [0.75, null], phase: [1, 0] },
        measures: { reward: [1.75, 0], shortest: [3, 4], longest: [9, 8] },
      },
      10,
    ),
  ).toEqual([
    {
      ...{ step: 1, rewards: { format: 0.75, phase: 1 }, malformed: 0.25 },
      ...{ reward: 1.75, length: null, shortest: 3, longest: 9, cut: null },
    },
    {
      ...{ step: 3, rewards: { format: null, phase: 0 }, malformed: null },
      ...{ reward: 0, length: null, shortest: 4, longest: 8, cut: null },
    },
  ]);
});

test("many steps are at most so many points: means, the ends of lengths, and the last step of each", () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 50 }), (reward, most) => {
      const steps = reward.map((_, index) => index + 1);
      const points = pointsOf({ steps, rewards: {}, measures: { reward, longest: reward } }, most);
      expect(points.length).toBeLessThanOrEqual(most);
      expect(points.at(-1)!.step).toBe(steps.length);
      const told = reward.filter((value) => value !== null);
      const longest = points.map((point) => point.longest).filter((value) => value !== null);
      expect(Math.max(0, ...longest)).toBe(Math.max(0, ...told));
      for (const point of points) {
        if (point.reward !== null) expect(point.reward).toBeLessThanOrEqual(point.longest! + 1e-12);
      }
    }),
  );
});
