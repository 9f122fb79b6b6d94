import { describe, expect, it } from "vitest";
import { attemptState } from "./state";
import { ZONE_TIME_MS } from "./zone-time";

const lockedAt = new Date("2026-03-01T10:00:00Z");
const plain = { aided: false, lastAt: null };
const later = (ms: number) => new Date(lockedAt.getTime() + ms);

describe("an attempt", () => {
  it("is open for a day", () => {
    const attempt = { lockedAt, zoneAt: null, ...plain, superseded: false };
    expect(attemptState(attempt, later(0))).toBe("open");
    expect(attemptState(attempt, later(ZONE_TIME_MS - 1))).toBe("open");
    expect(attemptState(attempt, later(ZONE_TIME_MS))).toBe("missed");
  });

  it("is a miss once another one is begun at the case", () => {
    expect(attemptState({ lockedAt, zoneAt: null, ...plain, superseded: true }, later(1))).toBe("missed");
  });

  it("stays scored, whatever comes after", () => {
    expect(
      attemptState({ lockedAt, zoneAt: later(5), ...plain, superseded: true }, later(ZONE_TIME_MS * 9)),
    ).toBe("scored");
  });

  it("waits for the last answer of its second look, for a day from the zone on", () => {
    const zoneAt = later(ZONE_TIME_MS - 5);
    const attempt = { lockedAt, zoneAt, aided: true, lastAt: null, superseded: false };
    expect(attemptState(attempt, later(2 * ZONE_TIME_MS - 6))).toBe("open");
    expect(attemptState(attempt, later(2 * ZONE_TIME_MS - 5))).toBe("scored");
    expect(attemptState({ ...attempt, superseded: true }, zoneAt)).toBe("scored");
    expect(attemptState({ ...attempt, lastAt: zoneAt }, zoneAt)).toBe("scored");
    expect(attemptState({ ...attempt, zoneAt: null }, later(ZONE_TIME_MS))).toBe("missed");
  });
});
