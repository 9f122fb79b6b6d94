import { describe, expect, it } from "vitest";
import { attemptState } from "./state";
import { ZONE_TIME_MS } from "./zone-time";

const lockedAt = new Date("2026-03-01T10:00:00Z");
const later = (ms: number) => new Date(lockedAt.getTime() + ms);

describe("an attempt", () => {
  it("is open for a day", () => {
    const attempt = { lockedAt, zoneAt: null, superseded: false };
    expect(attemptState(attempt, later(0))).toBe("open");
    expect(attemptState(attempt, later(ZONE_TIME_MS - 1))).toBe("open");
    expect(attemptState(attempt, later(ZONE_TIME_MS))).toBe("missed");
  });

  it("is a miss once another one is begun at the case", () => {
    expect(attemptState({ lockedAt, zoneAt: null, superseded: true }, later(1))).toBe("missed");
  });

  it("stays scored, whatever comes after", () => {
    expect(attemptState({ lockedAt, zoneAt: later(5), superseded: true }, later(ZONE_TIME_MS * 9))).toBe(
      "scored",
    );
  });
});
