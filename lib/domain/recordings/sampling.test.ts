import fc from "fast-check";
import { expect, test } from "vitest";
import { possibleRates, RATES, sampleAt, sampleCount, samplesIn, sampleTime } from "./sampling";

const spans = fc
  .record({ startUs: fc.integer({ min: 0, max: 1e9 }), lengthUs: fc.integer({ min: 1, max: 1e11 }) })
  .map(({ startUs, lengthUs }) => ({ startUs, endUs: startUs + lengthUs }));
const rates = fc.constantFrom(...RATES);

test("a minute at the paper’s rate is twelve samples, five seconds apart, the first at its beginning", () => {
  const minute = { startUs: 0, endUs: 60_000_000 };
  expect(sampleCount(minute, 0.2)).toBe(12);
  expect(sampleTime(minute, 0.2, 0)).toBe(0);
  expect(sampleTime(minute, 0.2, 17)).toBe(85_000_000);
  expect(sampleCount({ startUs: 0, endUs: 60_000_001 }, 0.2)).toBe(13);
});

test("all samples lie within the span, and one more would not", () => {
  fc.assert(
    fc.property(spans, rates, (span, rate) => {
      const count = sampleCount(span, rate);
      expect(count).toBeGreaterThan(0);
      expect(sampleTime(span, rate, count - 1)).toBeLessThan(span.endUs);
      expect(sampleTime(span, rate, count)).toBeGreaterThanOrEqual(span.endUs);
    }),
  );
});

test("the sample at a sample’s time is that sample, and up to the next one too", () => {
  fc.assert(
    fc.property(spans, rates, fc.integer({ min: 0, max: 100_000 }), (span, rate, index) => {
      expect(sampleAt(span, rate, sampleTime(span, rate, index))).toBe(index);
      expect(sampleAt(span, rate, sampleTime(span, rate, index + 1) - 1)).toBe(index);
    }),
  );
});

test("of a whole day only rates are offered that one upload can take", () => {
  expect(possibleRates({ startUs: 0, endUs: 86_400_000_000 })).toEqual([0.05, 0.1, 0.2]);
  expect(possibleRates({ startUs: 0, endUs: 60_000_000 })).toEqual([...RATES]);
});

test("a range has both its ends", () => {
  expect(samplesIn({ from: 3, to: 5 })).toEqual([3, 4, 5]);
  expect(samplesIn({ from: 3, to: 2 })).toEqual([]);
});
