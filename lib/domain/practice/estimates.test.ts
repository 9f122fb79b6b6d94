import { describe, expect, it } from "vitest";
import { seededRandom } from "../statistics/random";
import {
  type CaseEstimate,
  type CountedFirst,
  foldAnswer,
  logistic,
  newCase,
  newLibrary,
  newReader,
  strengthOf,
} from "./estimates";
import { kindIndex, missIndex } from "./misses";

/** Answers of readers to cases of phase B: whoever is able gets more right. */
function answers(count: number, seed: number): { reader: number; asked: number; answer: CountedFirst }[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const [reader, asked] = [Math.floor(random() * 10), Math.floor(random() * 40)];
    const phaseRight = random() < logistic(reader / 2 - 2 - (asked - 20) / 10);
    const zoneRight = phaseRight && random() < 0.6;
    const miss = phaseRight ? (zoneRight ? null : "shifted") : "taken-for-C";
    return { reader, asked, answer: { phase: "B", phaseRight, zoneRight, miss } };
  });
}

function fold(list: ReturnType<typeof answers>) {
  const readers = Array.from({ length: 10 }, newReader);
  const library = newLibrary();
  const cases = new Map<number, CaseEstimate>();
  for (const { reader, asked, answer } of list) {
    const estimate = cases.get(asked) ?? newCase(answer.phase, library);
    cases.set(asked, estimate);
    foldAnswer(readers[reader]!, estimate, library, answer);
  }
  return { readers, library, cases };
}

describe("foldAnswer", () => {
  it("gives the same numbers for the same answers in the same order", () => {
    const list = answers(2000, 1);
    expect(fold(list)).toEqual(fold(list));
  });

  it("goes on from stored numbers as if it had never stopped", () => {
    const list = answers(500, 2);
    const whole = fold(list);
    const half = structuredClone(fold(list.slice(0, 250)));
    for (const { reader, asked, answer } of list.slice(250)) {
      const estimate = half.cases.get(asked) ?? newCase(answer.phase, half.library);
      half.cases.set(asked, estimate);
      foldAnswer(half.readers[reader]!, estimate, half.library, answer);
    }
    expect(half).toEqual(whole);
  });

  it("tells able readers and hard cases from others", () => {
    const { readers, library, cases } = fold(answers(4000, 3));
    const p = readers.map((reader) => strengthOf(reader, { phase: "B", task: "phase" }, library).p);
    expect(p[9]! - p[5]!).toBeGreaterThan(0.1);
    expect(p[5]! - p[0]!).toBeGreaterThan(0.1);
    expect(cases.get(39)!.beta[0]! - cases.get(0)!.beta[0]!).toBeGreaterThan(2);
  });

  it("keeps the library’s mean", () => {
    const { library, cases } = fold(answers(1000, 4));
    const sum = [...cases.values()].reduce((so, { beta }) => so + beta[0]!, 0);
    expect(library.betaSum[2]).toBeCloseTo(sum, 10);
    expect(library.cases[2]).toBe(cases.size);
    expect(newCase("B", library).beta[0]).toBeCloseTo(sum / cases.size, 10);
  });

  it("says nothing of a zone after a wrong phase, nor of a phase that was given", () => {
    const [reader, library] = [newReader(), newLibrary()];
    const asked = newCase("B", library);
    foldAnswer(reader, asked, library, {
      phase: "B",
      phaseRight: false,
      zoneRight: false,
      miss: "taken-for-C",
    });
    expect(reader.answers.slice(2, 4)).toEqual([1, 0]);
    foldAnswer(reader, asked, library, { phase: "B", phaseRight: null, zoneRight: true, miss: null });
    expect(reader.answers.slice(2, 4)).toEqual([1, 1]);
    expect(asked.answers).toEqual([1, 1]);
  });

  it("suspects a habit by repeated misses of a kind", () => {
    const [prone, weak, library] = [newReader(), newReader(), newLibrary()];
    const kinds = ["taken-for-A", "taken-for-C", "taken-for-D"] as const;
    for (let i = 0; i < 30; i++) {
      const missed = i % 2 === 0;
      for (const [reader, miss] of [
        [prone, kinds[1]],
        [weak, kinds[(i / 2) % 3]],
      ] as const) {
        const asked = newCase("B", library);
        asked.pull[kindIndex("taken-for-C")] = 1;
        foldAnswer(reader, asked, library, {
          phase: "B",
          phaseRight: !missed,
          zoneRight: !missed,
          miss: missed ? miss! : null,
        });
      }
    }
    const habit = missIndex("B", "taken-for-C");
    expect(logistic(prone.proneness[habit]!)).toBeGreaterThan(0.8);
    expect(prone.proneness[habit]!).toBeGreaterThan(weak.proneness[habit]! + 1);
    expect(prone.theta[2]!).toBeLessThan(0.8);
  });
});

it("is surer the more answers there are", () => {
  const widths = [0, 10, 100].map((answered) => {
    const reader = { ...newReader(), answers: newReader().answers.map(() => answered) };
    const { p, from, to } = strengthOf(reader, { phase: "A", task: "zone" }, newLibrary());
    expect(p).toBe(0.5);
    return to - from;
  });
  expect(widths[0]!).toBeGreaterThan(widths[1]!);
  expect(widths[1]!).toBeGreaterThan(widths[2]!);
});
