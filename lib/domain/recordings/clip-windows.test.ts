import fc from "fast-check";
import { expect, test } from "vitest";
import { BEFORE_US, windowsOf } from "./clip-windows";

const frames = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 })
  .map((seconds) => seconds.toSorted((a, b) => a - b).map((s, index) => ({ index, timeUs: s * 1e6 })));

test("what is read covers the ten seconds before each frame and the frame, in order, nothing twice", () => {
  fc.assert(
    fc.property(frames, fc.integer({ min: 0, max: 50e6 }), (some, fromUs) => {
      const windows = windowsOf(some, fromUs);
      for (const { timeUs } of some) {
        const start = Math.min(timeUs, Math.max(fromUs, timeUs - BEFORE_US));
        expect(windows.some(({ startUs, endUs }) => startUs <= start && endUs >= timeUs)).toBe(true);
      }
      windows.forEach(({ startUs }, at) => {
        if (at > 0) expect(startUs).toBeGreaterThan(windows[at - 1]!.endUs);
      });
    }),
  );
});
