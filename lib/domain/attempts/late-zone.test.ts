import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cameLate, fateOfLateZone, isGivenInTime, LATE_ZONE_TIME_MS, waitsForZone } from "./late-zone";
import { MODES, type Mode } from "./mode";
import { ZONE_TIME_MS } from "./zone-time";

const lockedAt = new Date("2026-03-06T09:00:00Z");
const later = (ms: number) => new Date(lockedAt.getTime() + ms);
const [HELD, TOLD] = [{ holdsBack: true }, { holdsBack: false }];
const late = {
  mode: "guided" as Mode,
  aided: false,
  lockedAt,
  assignment: null as { holdsBack: boolean } | null,
  sinceLockMs: null as number | null,
  toldElsewhere: false,
};

describe("a zone that comes when its attempt is a miss by time", () => {
  it.each<[string, object, number, string]>([
    ["after an exam's lock, a day later", { mode: "exam" }, ZONE_TIME_MS, "taken"],
    ["after an exam's lock, a year later", { mode: "exam" }, 365 * ZONE_TIME_MS, "taken"],
    ["guided before a second look: as an exam's", { aided: true }, 90 * ZONE_TIME_MS, "taken"],
    ["after an exam's lock, told elsewhere", { mode: "exam", toldElsewhere: true }, ZONE_TIME_MS, "refused"],
    ["guided, without a word of when", {}, ZONE_TIME_MS, "refused"],
    ["guided, given in time", { sinceLockMs: ZONE_TIME_MS - 1 }, ZONE_TIME_MS, "taken"],
    ["guided, given a day later", { sinceLockMs: ZONE_TIME_MS }, ZONE_TIME_MS, "refused"],
    ["guided, at the last moment", { sinceLockMs: 0 }, LATE_ZONE_TIME_MS - 1, "taken"],
    ["guided, a fortnight later", { sinceLockMs: 0 }, LATE_ZONE_TIME_MS, "refused"],
    ["guided, told elsewhere", { sinceLockMs: 5, toldElsewhere: true }, ZONE_TIME_MS, "refused"],
    ["phase given", { mode: "phase-given", sinceLockMs: 5 }, ZONE_TIME_MS, "taken"],
    ["phase given, with a second look", { mode: "phase-given", aided: true }, ZONE_TIME_MS, "refused"],
    ["in an unreleased exam", { mode: "exam", assignment: HELD }, ZONE_TIME_MS, "taken"],
    ["in an exam that told", { mode: "exam", assignment: TOLD }, ZONE_TIME_MS, "refused"],
    ["in a guided assignment", { assignment: TOLD, sinceLockMs: 5 }, ZONE_TIME_MS, "faculty"],
    ["in one, months later", { assignment: TOLD, sinceLockMs: 5 }, 90 * ZONE_TIME_MS, "faculty"],
    ["in one, without a word of when", { assignment: TOLD }, ZONE_TIME_MS, "refused"],
  ])("%s", (_, over, ms, fate) => {
    expect(fateOfLateZone({ ...late, ...over }, later(ms))).toBe(fate);
  });

  it("is taken no sooner for having come later, or for more having been told", () => {
    const any = fc.record({
      mode: fc.constantFrom(...MODES),
      aided: fc.boolean(),
      assignment: fc.constantFrom(null, HELD, TOLD),
      sinceLockMs: fc.option(fc.nat(2 * ZONE_TIME_MS)),
    });
    const times = fc.tuple(fc.nat(2 * LATE_ZONE_TIME_MS), fc.nat(2 * LATE_ZONE_TIME_MS));
    const worth = { taken: 2, faculty: 1, refused: 0 };
    fc.assert(
      fc.property(any, times, (of, [a, b]) => {
        const at = (toldElsewhere: boolean, ms: number) =>
          worth[fateOfLateZone({ ...late, ...of, toldElsewhere }, later(ZONE_TIME_MS + ms))];
        expect(at(false, Math.max(a, b))).toBeLessThanOrEqual(at(false, Math.min(a, b)));
        expect(at(true, a)).toBeLessThanOrEqual(at(false, a));
        // What told something needs a word of when it was given.
        if (at(false, a) > 0 && of.mode !== "exam" && !of.aided)
          expect(isGivenInTime(of.sinceLockMs)).toBe(true);
      }),
    );
  });
});

describe("an attempt without a zone", () => {
  const without = { mode: "exam" as Mode, aided: false, assignmentId: null, zoneAt: null, superseded: false };

  it("waits for it where nothing was told, in free practice, and no other attempt was begun", () => {
    expect(waitsForZone(without)).toBe(true);
    expect(waitsForZone({ ...without, mode: "guided", aided: true })).toBe(true);
    expect(waitsForZone({ ...without, mode: "guided" })).toBe(false);
    expect(waitsForZone({ ...without, mode: "phase-given", aided: true })).toBe(false);
    expect(waitsForZone({ ...without, superseded: true })).toBe(false);
    expect(waitsForZone({ ...without, assignmentId: "a" })).toBe(false);
    expect(waitsForZone({ ...without, zoneAt: lockedAt })).toBe(false);
  });
});

describe("an attempt that came late", () => {
  it("has the moment at which it was given, by the device's own time", () => {
    const zoneAt = later(3 * ZONE_TIME_MS);
    expect(cameLate({ lockedAt, zoneAt, sinceLockMs: 90_000 })).toEqual({
      givenAt: later(90_000).toISOString(),
      arrivedAt: zoneAt.toISOString(),
    });
    expect(cameLate({ lockedAt, zoneAt, sinceLockMs: null })).toEqual({
      givenAt: null,
      arrivedAt: zoneAt.toISOString(),
    });
    expect(cameLate({ lockedAt, zoneAt, sinceLockMs: 4 * ZONE_TIME_MS })).toMatchObject({ givenAt: null });
    expect(cameLate({ lockedAt, zoneAt: later(ZONE_TIME_MS), sinceLockMs: 1 })).not.toBeNull();
    expect(cameLate({ lockedAt, zoneAt: later(ZONE_TIME_MS - 1), sinceLockMs: 1 })).toBeNull();
    expect(cameLate({ lockedAt, zoneAt: null, sinceLockMs: null })).toBeNull();
  });
});
