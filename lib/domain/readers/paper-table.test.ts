import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { METRIC_COLUMNS, printFigure } from "./metric-columns";
import { PAPER_TABLE, paperMetrics } from "./paper-table";

const paper = path.resolve("../shared/paper/surgo-r1.txt");

describe("the paper's table", () => {
  it("holds its fifteen models, each once", () => {
    expect(PAPER_TABLE).toHaveLength(15);
    expect(new Set(PAPER_TABLE.map(({ name }) => name)).size).toBe(15);
    expect(PAPER_TABLE.filter(({ family }) => family === "specialist").map(({ name }) => name)).toEqual([
      "EndoChat",
      "Hulu-Med-7B",
      "Hulu-Med-14B",
      "QoQ-Med3-VL-8B",
      "SurGo-R1",
    ]);
  });

  // Where the paper itself is at hand, as text.
  it.skipIf(!existsSync(paper))("says what the paper prints, to the digit", () => {
    const text = readFileSync(paper, "utf8");
    for (const row of PAPER_TABLE) {
      const metrics = paperMetrics(row);
      // Of contact it prints nothing.
      const figures = METRIC_COLUMNS.flatMap(({ key }) =>
        metrics[key] === null ? [] : printFigure(metrics[key]),
      );
      expect(text).toContain(`| ${[row.name, ...figures].join(" | ")} |`);
    }
  });
});

describe("a printed figure", () => {
  it.each([
    [0, "0.00"],
    [0.0027, "0.27"],
    [0.0761, "7.61"],
    [0.09994, "9.99"],
    [0.09996, "10.0"],
    [0.365, "36.5"],
    [0.99949, "99.9"],
    [0.9996, "100"],
    [1, "100"],
  ])("of %f is %s", (fraction, printed) => expect(printFigure(fraction)).toBe(printed));
});
