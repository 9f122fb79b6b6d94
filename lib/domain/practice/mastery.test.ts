import { describe, expect, it } from "vitest";
import {
  isResting,
  type Mastery,
  masteryAfter,
  masteryOf,
  NOT_MASTERED,
  restsUntil,
  type SittingOfSkill,
} from "./mastery";
import { skillIndex } from "./skills";

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n, 9));
const strong = { p: 0.84, from: 0.7, to: 0.93, answers: 60 };

const sitting = (n: number, changes: Partial<SittingOfSkill> = {}): SittingOfSkill => ({
  at: day(n),
  onLaterDay: true,
  onNewVideo: true,
  strength: strong,
  ...changes,
});

const stateAfter = (...sittings: readonly SittingOfSkill[]): Mastery =>
  sittings.reduce(masteryAfter, NOT_MASTERED);

describe("masteryAfter", () => {
  it("takes three sittings on days of their own", () => {
    expect(restsUntil(stateAfter(sitting(1), sitting(2)))).toBeNull();
    const mastered = stateAfter(sitting(1), sitting(2), sitting(3));
    expect(mastered.shownAt).toEqual([day(1), day(2), day(3)]);
    expect(restsUntil(mastered)).toEqual(day(10));
    expect(restsUntil(stateAfter(sitting(1), sitting(2), sitting(2, { onLaterDay: false })))).toBeNull();
  });

  it("isn’t shown by videos that were seen before", () => {
    expect(stateAfter(sitting(1), sitting(2), sitting(3, { onNewVideo: false }))).toEqual(
      stateAfter(sitting(1), sitting(2)),
    );
  });

  it("begins anew where P or the lower end of its interval falls short", () => {
    for (const weak of [
      { p: 0.79, from: 0.7 },
      { p: 0.85, from: 0.64 },
    ]) {
      const short = sitting(3, { strength: { ...strong, ...weak } });
      expect(stateAfter(sitting(1), sitting(2), short)).toEqual(NOT_MASTERED);
      expect(stateAfter(sitting(1), sitting(2), sitting(3), { ...short, at: day(4) })).toEqual(NOT_MASTERED);
    }
  });

  it("rests longer each time it is shown after a rest, and at most 112 days", () => {
    let mastery = stateAfter(sitting(1), sitting(2), sitting(3));
    const rests = [7];
    for (let i = 0; i < 6; i++) {
      const until = restsUntil(mastery)!;
      expect(isResting(mastery, new Date(until.getTime() - 1))).toBe(true);
      expect(masteryAfter(mastery, sitting(0, { at: new Date(until.getTime() - 1) }))).toEqual(mastery);
      expect(isResting(mastery, until)).toBe(false);
      mastery = masteryAfter(mastery, sitting(0, { at: until }));
      rests.push(mastery.restDays!);
    }
    expect(rests).toEqual([7, 14, 28, 56, 112, 112, 112]);
  });
});

describe("masteryOf", () => {
  const at = (hour: number) => ({
    ...({ phase: "C", task: "zone", onNewVideo: true, strength: strong } as const),
    at: new Date(Date.UTC(2026, 0, 1, hour)),
  });

  it("tells days apart where the reader is, and skills from one another", () => {
    const sittings = [at(20), at(22), at(23)];
    const days = (zone: string) =>
      masteryOf(sittings, zone).map(({ shownAt }) => shownAt.length)[skillIndex("C", "zone")];
    expect(days("UTC")).toBe(1);
    // There it is midnight between the first two.
    expect(days("Europe/Athens")).toBe(2);
    expect(masteryOf(sittings, "UTC").filter(({ shownAt }) => shownAt.length > 0)).toHaveLength(1);
    expect(masteryOf([], "UTC")).toEqual(Array(8).fill(NOT_MASTERED));
  });
});
