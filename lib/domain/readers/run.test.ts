import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import { PHASES, type Phase } from "../phases";
import { listCases, PLAIN_CASE_QUERY, pageAfter, readCaseQuery, writeCaseQuery } from "./case-list";
import { reliabilityOf } from "./reliability";
import { reportRun } from "./report-run";
import { type ReferenceCase, type RunPrediction, type ScoredRunCase, scoreRun } from "./score-run";

const BOX: Box = [100, 100, 300, 300];

const reference = (id: string, over: Partial<ReferenceCase> = {}): ReferenceCase => ({
  id,
  video: "V1",
  frame: 1,
  split: "test",
  phase: "B",
  boxes: [BOX],
  noGo: null,
  width: 1000,
  height: 500,
  ...over,
});

const prediction = (over: Partial<RunPrediction> = {}): RunPrediction => ({
  phase: "B",
  box: BOX,
  phaseProbabilities: null,
  error: null,
  ...over,
});

const cases = [
  reference("hit"),
  reference("wrong", { frame: 2 }),
  reference("no box", { frame: 3, video: "V10" }),
  reference("no phase", { frame: 1, video: "V10", phase: "C" }),
  reference("missing", { frame: 2, video: "V10", phase: "D" }),
  reference("aside", { frame: 9, video: "V2" }),
];

const scored = scoreRun(
  cases,
  new Map([
    ["hit", prediction()],
    ["wrong", prediction({ phase: "C" })],
    ["no box", prediction({ box: null, error: "No box was found." })],
    ["no phase", prediction({ phase: null })],
    ["aside", prediction({ box: [250, 100, 450, 300] })],
    ["of another split", prediction()],
  ]),
);

describe("a run's report", () => {
  const report = reportRun(scored);

  it("counts a missing prediction, a missing phase and a missing box as misses", () => {
    expect(report).toMatchObject({ missing: 1, failed: 2 });
    expect(report.all.metrics).toMatchObject({ n: 6, acc: 3 / 6, acc25: 3 / 6, ha25: 1 / 6 });
    expect(report.all.metrics.d).toBeGreaterThan(2 / 6);
  });

  it("takes its parts together to the whole", () => {
    for (const parts of [report.byPhase, report.byVideo]) {
      expect(parts.reduce((n, { metrics }) => n + metrics.n, 0)).toBe(6);
    }
    expect(report.byVideo.map(({ label }) => label)).toEqual(["V1", "V2", "V10"]);
    expect(report.failures.reduce((n, failure) => n + failure.n, 0)).toBe(6);
    expect(report.confusion.B).toEqual({ A: 0, B: 3, C: 1, D: 0, none: 0 });
    expect(report.confusion.D).toEqual({ A: 0, B: 0, C: 0, D: 0, none: 1 });
  });

  it("gives intervals over videos, the same each time", () => {
    const [low, high] = report.all.intervals!.acc!;
    expect(low).toBeLessThanOrEqual(0.5);
    expect(high).toBeGreaterThanOrEqual(0.5);
    expect(reportRun(scored).all.intervals).toEqual(report.all.intervals);
    expect(reportRun(scored.slice(0, 2)).all.intervals!.acc).toBeNull();
  });

  it("tells of no reliability where no probabilities were told", () => {
    expect(report.reliability).toBeNull();
  });
});

describe("reliability", () => {
  const named = (phase: Phase | null, probability: number, phaseCorrect: boolean) => ({
    phase,
    phaseProbabilities: phase && {
      ...{ A: 0, B: 0, C: 0, D: 0 },
      [phase]: probability,
    },
    score: { phaseCorrect },
  });

  it("holds mean probability against the share right, bin by bin", () => {
    const found = reliabilityOf([
      named("A", 0.95, true),
      named("B", 0.91, false),
      named("C", 1, true),
      named("D", 0.4, false),
      named(null, 0, false),
    ]);
    expect(found).toMatchObject({ n: 4 });
    expect(found!.bins.map(({ from, n }) => [from, n])).toEqual([
      [0.4, 1],
      [0.9, 3],
    ]);
    expect(found!.bins[1]!.accuracy).toBeCloseTo(2 / 3, 12);
    expect(found!.bins[1]!.confidence).toBeCloseTo((0.95 + 0.91 + 1) / 3, 12);
    expect(found!.error).toBeCloseTo((0.4 + 3 * ((0.95 + 0.91 + 1) / 3 - 2 / 3)) / 4, 12);
  });
});

describe("a list of a run's cases", () => {
  const ids = (list: readonly ScoredRunCase[]) => list.map(({ case: { id } }) => id);
  const list = (over: Partial<typeof PLAIN_CASE_QUERY>) =>
    ids(listCases(scored, { ...PLAIN_CASE_QUERY, ...over }));

  it("has the worst first: no hardcore IoU, then no IoU, then the furthest", () => {
    // Without a box, the distance is 100; equals by video and frame, numbers as numbers.
    expect(list({})).toEqual(["missing", "no box", "wrong", "no phase", "aside", "hit"]);
    expect(list({ order: "best" })[0]).toBe("hit");
    expect(list({ order: "frame" })).toEqual(["hit", "wrong", "aside", "no phase", "missing", "no box"]);
  });

  it("filters by phase, by how the phase went, by the zone and by what is lacking", () => {
    expect(list({ phase: "C" })).toEqual(["no phase"]);
    expect(list({ named: "wrong" })).toEqual(["wrong"]);
    expect(list({ named: "none" })).toEqual(["missing", "no phase"]);
    expect(list({ zone: "none" })).toEqual(["missing", "no box"]);
    expect(list({ zone: "shifted" })).toEqual(["aside"]);
    expect(list({ state: "failed" })).toEqual(["no box", "no phase"]);
    expect(list({ state: "missing" })).toEqual(["missing"]);
  });

  it("has the surest of a wrong phase first", () => {
    const sure = (phase: Phase, probability: number) =>
      prediction({ phase, phaseProbabilities: { A: 0, B: 0, C: 0, D: 0, [phase]: probability } });
    const run = scoreRun(
      cases.slice(0, 3),
      new Map([
        ["hit", sure("B", 0.99)],
        ["wrong", sure("C", 0.6)],
        ["no box", sure("A", 0.8)],
      ]),
    );
    expect(ids(listCases(run, { ...PLAIN_CASE_QUERY, order: "sure" }))).toEqual(["no box", "wrong", "hit"]);
  });

  it("comes in pages that follow one another, each case once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (size) => {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page: ReturnType<typeof pageAfter> = pageAfter(scored, after, size);
          seen.push(...ids(page!.cases));
          after = page!.next;
        } while (after !== null);
        expect(seen).toEqual(ids(scored));
      }),
    );
    expect(pageAfter(scored, "gone", 3)).toBeNull();
  });

  it("keeps its address", () => {
    const query = {
      order: "sure",
      phase: PHASES[2]!,
      named: "wrong",
      zone: "too-small",
      state: null,
    } as const;
    expect(readCaseQuery(writeCaseQuery(query))).toEqual(query);
    expect(writeCaseQuery(PLAIN_CASE_QUERY).size).toBe(0);
    expect(readCaseQuery(new URLSearchParams("order=x&phase=E&zone=&state=read"))).toEqual(PLAIN_CASE_QUERY);
  });
});
