import { describe, expect, it } from "vitest";
import { cardsOf, type OwnAnswer } from "./cards-of";
import { dueDays, sumUp } from "./sum-up";

const NOW = new Date("2026-03-02T09:00:00Z");

const answer = (over: Partial<OwnAnswer> = {}): OwnAnswer => ({
  ...{ at: NOW, given: false, chosenPhase: "B", referencePhase: "B", zoneOutcome: "hit", contact: null },
  ...{ drawn: true, iou: 0.5, confidence: null, elapsedMs: null, askedFor: null },
  ...over,
});

describe("a sitting", () => {
  it("has one strength and one habit", () => {
    const wrong = answer({ chosenPhase: "B", referencePhase: "C" });
    const summed = sumUp([
      answer(),
      answer(),
      wrong,
      wrong,
      answer({ referencePhase: "A", chosenPhase: "A" }),
    ]);
    expect(summed).toEqual({
      answered: 5,
      hits: 3,
      strength: { skill: { phase: "B", task: "phase" }, right: 2, n: 2 },
      habit: { miss: { phase: "C", kind: "taken-for-B" }, n: 2 },
    });
  });

  it("has none where nothing speaks for it", () => {
    expect(sumUp([])).toEqual({ answered: 0, hits: 0, strength: null, habit: null });
    expect(sumUp([answer()])).toMatchObject({ strength: null, habit: null });
  });
});

it("cards are due by the institution's days, what is overdue today", () => {
  const cards = cardsOf("r", [
    answer({ chosenPhase: "C" }),
    answer({ referencePhase: "A" }),
    answer({ zoneOutcome: "shifted" }),
  ]);
  const at = (due: string) => ({ ...cards[0]!, card: { ...cards[0]!.card, due: new Date(due) } });
  const due = [at("2026-02-20T00:00Z"), at("2026-03-02T23:30Z"), at("2026-03-05T08:00Z")];
  expect(dueDays(due, NOW, "UTC")).toEqual({ today: 2, days: [{ day: "2026-03-05", n: 1 }] });
  expect(dueDays(due, NOW, "Europe/Berlin")).toEqual({
    today: 1,
    days: [
      { day: "2026-03-03", n: 1 },
      { day: "2026-03-05", n: 1 },
    ],
  });
});
