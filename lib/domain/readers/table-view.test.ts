import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVALUATED_FIGURES, type EvaluatedFigure, type MetricIntervals } from "../evaluation/evaluate";
import type { Metrics } from "../scoring/metrics";
import { CSV_HEADER, csvRows } from "./csv-table";
import {
  arrangeRows,
  CASE_SPLITS,
  firstOrder,
  PLAIN_VIEW,
  READER_KINDS,
  readTableView,
  type TableView,
  writeTableView,
} from "./table-view";
import type { CohortReader, MeasuredCases, PaperReader, RunReader } from "./views";

const metrics = (over: Partial<Metrics> = {}): Metrics => ({
  n: 10,
  nNoGo: 0,
  ...(Object.fromEntries(EVALUATED_FIGURES.map((figure) => [figure, 0.5])) as Record<
    EvaluatedFigure,
    number
  >),
  ...over,
});

const noIntervals = Object.fromEntries(EVALUATED_FIGURES.map((figure) => [figure, null])) as MetricIntervals;

const whole: MeasuredCases = {
  datasetId: "0b0e7ca6-7a1c-4c8d-9c4b-0b0e7ca67a1c",
  dataset: "Ours",
  split: "test",
  signature: "one",
  cases: 10,
  videos: 2,
  of: 10,
};

const run = (name: string, over: Partial<RunReader> = {}): RunReader => ({
  kind: "run",
  key: `run ${name}`,
  name,
  measured: whole,
  runId: name,
  run: "run",
  checkpoint: null,
  promptVersion: null,
  metrics: metrics(),
  intervals: noIntervals,
  missing: 0,
  failed: 0,
  unfinished: false,
  shown: true,
  study: [],
  ...over,
});

const cohort = (over: Partial<CohortReader> = {}): CohortReader => ({
  kind: "cohort",
  cohortId: "year-1",
  key: "cohort",
  name: "Year 1",
  measured: { ...whole, signature: "part-of-one", cases: 4 },
  metrics: metrics({ ha25: 0.9 }),
  residents: 6,
  attempts: 24,
  given: 0,
  outdated: 0,
  ...over,
});

const paper: PaperReader = {
  kind: "paper",
  key: "paper",
  name: "SurGo-R1",
  family: "specialist",
  measured: { ...whole, datasetId: null, dataset: "ResGo", signature: "paper", cases: 495, of: 495 },
  metrics: metrics({ ha25: 0.55 }),
};

const arranged = (rows: Parameters<typeof arrangeRows>[0], view: Partial<TableView> = {}) =>
  arrangeRows(rows, { ...PLAIN_VIEW, ...view }).map(({ comparison, rows: own }) => [
    comparison,
    own.map(({ row }) => row.name),
  ]);

describe("the table of readers", () => {
  const weak = run("Weak", { metrics: metrics({ ha25: 0.1 }) });
  const strong = run("Strong", { metrics: metrics({ ha25: 0.3 }) });

  it("ranks only rows over the same cases, the best first", () => {
    expect(arranged([paper, weak, cohort(), strong])).toEqual([
      ["same", ["Strong", "Weak"]],
      ["parts", ["Year 1"]],
      ["same", ["SurGo-R1"]],
    ]);
  });

  it("keeps rows apart whose references differ, though their number is the same", () => {
    const changed = run("Changed", { measured: { ...whole, signature: "other" } });
    expect(arranged([weak, changed]).map(([, names]) => names)).toEqual([["Weak"], ["Changed"]]);
  });

  it("takes a cohort over all of the cases into their ranking", () => {
    expect(arranged([weak, cohort({ measured: whole })])).toEqual([["same", ["Year 1", "Weak"]]]);
  });

  it("says so of a list over different cases", () => {
    expect(arranged([weak, paper, cohort()], { mixed: true })).toEqual([
      ["mixed", ["Year 1", "SurGo-R1", "Weak"]],
    ]);
  });

  it("sorts rows without a figure last, whichever way", () => {
    const unknown = run("Unknown", { metrics: metrics({ cD: null }) });
    for (const descending of [true, false]) {
      expect(arranged([unknown, weak], { sort: "cD", descending })[0]?.[1]).toEqual(["Weak", "Unknown"]);
    }
  });

  it("filters by kind, dataset and split; the paper is of no dataset here, but of the test split", () => {
    const train = run("Train", { measured: { ...whole, split: "train", signature: "train" } });
    const rows = [weak, train, cohort(), paper];
    expect(arranged(rows, { kinds: ["cohort"] })).toEqual([["parts", ["Year 1"]]]);
    expect(arranged(rows, { split: "train" })).toEqual([["same", ["Train"]]]);
    expect(arranged(rows, { datasetId: "another" })).toEqual([["same", ["SurGo-R1"]]]);
  });

  const bestOf = (rows: Parameters<typeof arrangeRows>[0], name: string, view: Partial<TableView> = {}) =>
    arrangeRows(rows, { ...PLAIN_VIEW, ...view })
      .flatMap((group) => group.rows)
      .find(({ row }) => row.name === name)?.best;

  it("marks the best among comparable rows: the least of distances, the most of all else", () => {
    const near = run("Near", { metrics: metrics({ ha25: 0.1, d: 0.2 }) });
    expect(bestOf([near, strong], "Near")).toContain("d");
    expect(bestOf([near, strong], "Near")).not.toContain("ha25");
    expect(bestOf([near, strong], "Strong")).toContain("ha25");
    expect(bestOf([strong], "Strong")?.size).toBe(0);
    expect(bestOf([strong, weak, cohort()], "Year 1")?.size).toBe(0);
    expect(bestOf([strong, weak, cohort()], "Year 1", { mixed: true })?.size).toBe(0);
  });

  it("marks no run that was given the right phase, and none against it", () => {
    const rectified = run("Rectified", { study: ["rectified"], metrics: metrics({ ha25: 0.8 }) });
    expect(bestOf([rectified, strong, weak], "Rectified")?.size).toBe(0);
    expect(bestOf([rectified, strong, weak], "Strong")).toContain("ha25");
    expect(bestOf([rectified, strong], "Strong")?.size).toBe(0);
  });

  it("keeps every row, in whatever order", () => {
    const rows = [weak, strong, cohort(), paper];
    fc.assert(
      fc.property(anyView, (view) => {
        const kept = arrangeRows(rows, { ...view, kinds: READER_KINDS, datasetId: null, split: null });
        expect(kept.flatMap((group) => group.rows.map(({ row }) => row.key)).sort()).toEqual(
          rows.map(({ key }) => key).sort(),
        );
      }),
    );
  });
});

const anyView: fc.Arbitrary<TableView> = fc.record({
  sort: fc.constantFrom(...EVALUATED_FIGURES, "name" as const, "n" as const),
  descending: fc.boolean(),
  kinds: fc.subarray([...READER_KINDS]),
  datasetId: fc.option(fc.uuid({ version: 4 })),
  split: fc.option(fc.constantFrom(...CASE_SPLITS)),
  mixed: fc.boolean(),
});

describe("the address of a view", () => {
  it("gives the same view again", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readTableView(writeTableView(view))).toEqual(view);
      }),
    );
  });

  it("is empty for the plain one, and ignores what it doesn't know", () => {
    expect(writeTableView(PLAIN_VIEW).size).toBe(0);
    expect(readTableView(new URLSearchParams("sort=fame&order=up%00&dataset=x&split=all&list=no"))).toEqual(
      PLAIN_VIEW,
    );
  });

  it("begins with the best: the least of distances, the alphabet for names", () => {
    expect([firstOrder("ha25"), firstOrder("d"), firstOrder("cD"), firstOrder("name")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("the table as CSV", () => {
  const cellsOf = (row: Parameters<typeof arrangeRows>[0][number]) => {
    const [cells] = csvRows(arrangeRows([row], PLAIN_VIEW));
    return Object.fromEntries(CSV_HEADER.map((name, index) => [name, cells?.[index]]));
  };

  it("has a value for each column, unrounded", () => {
    const [cells] = csvRows(arrangeRows([run("A")], PLAIN_VIEW));
    expect(cells).toHaveLength(CSV_HEADER.length);
    const third = 1 / 3;
    const told = run("A", {
      metrics: metrics({ ha25: third }),
      intervals: { ...noIntervals, ha25: [0.1, 0.4] },
      missing: 2,
    });
    expect(cellsOf(told)).toMatchObject({
      kind: "run",
      ha25: third,
      ha25Low: 0.1,
      ha25High: 0.4,
      missing: 2,
    });
  });

  it("tells nothing of a group that is too small", () => {
    const cells = cellsOf(
      cohort({ metrics: null, residents: null, attempts: 0, measured: { ...whole, cases: 0, videos: 0 } }),
    );
    const { n, cases, videos, residents, phaseGiven, acc, hmIoU } = cells;
    expect([n, cases, videos, residents, phaseGiven, acc, hmIoU]).toEqual(Array(7).fill(null));
  });
});
