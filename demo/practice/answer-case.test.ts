import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import { readZone } from "@/lib/domain/scoring/zone";
import { seededRandom } from "@/lib/domain/statistics/random";
import { answerCase, type KnownCase } from "./answer-case";
import { demoResidents } from "./residents";

const frame = { width: 1280, height: 720 };
const known = fc
  .record({
    x: fc.integer({ min: 0, max: 1000 }),
    y: fc.integer({ min: 0, max: 500 }),
    width: fc.integer({ min: 40, max: 280 }),
    height: fc.integer({ min: 40, max: 220 }),
    phase: fc.constantFrom(...PHASES),
    difficulty: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(
    ({ x, y, width, height, phase, difficulty }): KnownCase => ({
      ...frame,
      phase,
      boxes: [[x, y, x + width, y + height]],
      difficulty,
    }),
  );

describe("an invented answer", () => {
  test("is one that the server takes", () => {
    fc.assert(
      fc.property(known, fc.constantFrom(...demoResidents), fc.nat(), (one, resident, seed) => {
        const answer = answerCase(resident, one, 0.5, seededRandom(seed));
        expect(boxProblem(answer.box, frame)).toBeNull();
        expect(answer.phaseConfidence).toBeGreaterThanOrEqual(0);
        expect(answer.zoneConfidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("gets better with the weeks, and fails in the resident’s own way", () => {
    const one: KnownCase = { ...frame, phase: "B", boxes: [[500, 250, 700, 400]], difficulty: 0.5 };
    const resident = demoResidents[0]!;
    const hits = (learned: number): number => {
      const random = seededRandom(7);
      let count = 0;
      for (let turn = 0; turn < 2000; turn++) {
        const { phase, box } = answerCase(resident, one, learned, random);
        if (scoreAnswer(phase, box, one, frame).hardcoreHit) count++;
      }
      return count / 2000;
    };
    expect(hits(1)).toBeGreaterThan(hits(0) + 0.1);
    const random = seededRandom(8);
    const outcomes = Array.from(
      { length: 2000 },
      () => readZone(answerCase(resident, one, 0, random).box, { ...one, noGo: [] }, frame).outcome,
    ).filter((outcome) => outcome !== "hit");
    const own = outcomes.filter((outcome) => outcome === resident.habit).length;
    expect(own / outcomes.length).toBeGreaterThan(0.5);
  });
});
