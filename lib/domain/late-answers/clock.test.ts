import { describe, expect, it } from "vitest";
import { inTime, trustOf } from "./clock";

const END = new Date("2026-03-02T10:00:00Z");
const MINUTE = 60_000;
const given = (minutes: number): Date => new Date(END.getTime() + minutes * MINUTE);

describe("the clock of a device", () => {
  it.each([
    [2_000, 3_500, "steady"],
    // Wrong, and as wrong afterwards.
    [3_600_000, 3_601_000, "steady"],
    [0, -12 * MINUTE, "changed"],
    [null, 0, "unknown"],
    [0, null, "unknown"],
  ] as const)("that was %s ms ahead, then %s, is %s", (before, onArrival, trust) => {
    expect(trustOf({ before, onArrival })).toBe(trust);
  });

  it.each([
    [-1, { before: 0, onArrival: 2_000 }, "yes"],
    [1, { before: 0, onArrival: 2_000 }, "no"],
    // An hour ahead all the time: what it calls 10:58 was 9:58.
    [58, { before: 60 * MINUTE, onArrival: 60 * MINUTE }, "yes"],
    // Put back while nobody looked.
    [-1, { before: 0, onArrival: -20 * MINUTE }, "unclear"],
    [-1, { before: null, onArrival: null }, "yes"],
  ] as const)(
    "tells that what was given at %s min after the end, with %o, was in time: %s",
    (at, readings, verdict) => {
      expect(inTime(given(at), END, readings)).toBe(verdict);
    },
  );
});
