import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PHASES } from "../phases";
import { progressDetailOf } from "../progress/figures";
import { ZONE_OUTCOMES } from "../scoring/failure";
import { metricsOfSums } from "../scoring/metrics";
import { FIGURE_COUNT } from "./layout";
import { addTo, type CountedAnswer, figuresOf, readFigures } from "./vector";

const share = fc.double({ min: 0, max: 1, noNaN: true });

const answers: fc.Arbitrary<CountedAnswer[]> = fc.array(
  fc.record({
    at: fc.constant(new Date("2026-03-04T12:00:00Z")),
    given: fc.boolean(),
    chosenPhase: fc.constantFrom(...PHASES),
    referencePhase: fc.constantFrom(...PHASES),
    iou: share,
    centerDistance: fc.double({ min: 0, max: 100, noNaN: true }),
    zoneOutcome: fc.constantFrom(...ZONE_OUTCOMES),
    contact: fc.option(share),
    phaseConfidence: fc.option(share),
    zoneConfidence: fc.option(share),
  }),
  { maxLength: 30 },
);

describe("kept figures", () => {
  it("hold what a reader's own page says of the same answers", () => {
    fc.assert(
      fc.property(answers, (some) => {
        const figures = readFigures(figuresOf(some));
        const { all, byPhase, confusion, failures } = progressDetailOf(some, "UTC");
        const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 7));
        const closeTo = (metrics: object) =>
          Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, close(value)]));
        expect(metricsOfSums(figures.sums)).toEqual(closeTo(all));
        for (const phase of PHASES) {
          expect(metricsOfSums(figures.sumsByPhase[phase])).toEqual(closeTo(byPhase[phase]));
        }
        expect(figures.confusion).toEqual(confusion);
        expect(figures.failures).toEqual(failures.map(({ n }) => n));
        const asked = some.filter(({ given, phaseConfidence }) => !given && phaseConfidence !== null);
        expect(figures.phaseReliability.n).toBe(asked.length);
        expect(figures.zoneReliability.bins.reduce((sum, { n }) => sum + n, 0)).toBe(
          some.filter(({ zoneConfidence }) => zoneConfidence !== null).length,
        );
      }),
    );
  });

  it("are the same to the last digit in whatever order and parts they are added", () => {
    fc.assert(
      fc.property(answers, fc.nat(30), (some, cut) => {
        const total = new Array<number>(FIGURE_COUNT).fill(0);
        addTo(total, figuresOf(some.slice(cut).toReversed()));
        addTo(total, figuresOf(some.slice(0, cut)));
        expect(total).toEqual(figuresOf(some));
      }),
    );
  });
});
