import { describe, expect, it } from "vitest";
import { weekIn } from "../time/week";
import { type AnsweredCase, progressDetailOf, progressOf } from "./figures";

const answer = (over: Partial<AnsweredCase>): AnsweredCase => ({
  at: new Date("2026-03-04T12:00:00Z"),
  given: false,
  chosenPhase: "A",
  referencePhase: "A",
  iou: 0.5,
  centerDistance: 10,
  zoneOutcome: "hit",
  contact: null,
  ...over,
});

describe("a reader's figures", () => {
  const answers = [
    answer({}),
    answer({ chosenPhase: "B", iou: 0.9 }),
    answer({ referencePhase: "B", chosenPhase: "B", iou: 0, centerDistance: 100, zoneOutcome: "missed" }),
    answer({ referencePhase: "B", chosenPhase: "B", given: true, iou: 0.4 }),
  ];

  it("go by the reference's phase", () => {
    const { all, byPhase } = progressOf(answers);
    expect(all).toMatchObject({ n: 3, acc: 2 / 3, ha25: 1 / 3, ca25: 2 / 3 });
    expect(byPhase.A).toMatchObject({ n: 2, acc: 0.5, hmIoU: 0.25 });
    expect(byPhase.B).toMatchObject({ n: 1, acc: 1, ha25: 0, cmIoU: 0.2 });
    expect(byPhase.C).toMatchObject({ n: 0, acc: null });
  });

  it("keep drills out of the confusion, and apart among the failures", () => {
    const { confusion, failures, phaseGiven } = progressDetailOf(answers, "UTC");
    expect(confusion.A).toEqual({ A: 1, B: 1, C: 0, D: 0 });
    expect(confusion.B).toEqual({ A: 0, B: 1, C: 0, D: 0 });
    expect(phaseGiven).toBe(1);
    const n = (phase: string, zone: string) => failures.find((f) => f.phase === phase && f.zone === zone)?.n;
    expect([n("right", "hit"), n("wrong", "hit"), n("right", "missed"), n("given", "hit")]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("tell what was missed behind each failure: the phase first, then the zone, then what a hit touches", () => {
    const { misses } = progressDetailOf(
      [...answers, ...answers.slice(2, 3), answer({ contact: 0.2 })],
      "UTC",
    );
    expect(misses).toEqual([
      { phase: "right", zone: "missed", miss: { phase: "B", kind: "missed" }, n: 2 },
      { phase: "wrong", zone: "hit", miss: { phase: "A", kind: "taken-for-B" }, n: 1 },
      { phase: "right", zone: "hit", miss: { phase: "A", kind: "contact" }, n: 1 },
    ]);
  });

  it("fall into the weeks of the institution's own calendar", () => {
    // A Sunday evening in New York is Monday in Vienna.
    const at = new Date("2026-03-09T02:00:00Z");
    expect(weekIn("America/New_York")(at)).toBe("2026-03-02");
    expect(weekIn("Europe/Vienna")(at)).toBe("2026-03-09");
    const { weeks } = progressDetailOf([answer({ at }), answer({})], "Europe/Vienna");
    expect(weeks.map(({ week, metrics }) => [week, metrics.n])).toEqual([
      ["2026-03-02", 1],
      ["2026-03-09", 1],
    ]);
  });
});
