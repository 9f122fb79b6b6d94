import { describe, expect, it } from "vitest";
import { cardsOf, type OwnAnswer } from "./cards-of";

const DAY = 86_400_000;
const BEGIN = new Date("2026-03-02T09:00:00Z");
const day = (n: number): Date => new Date(BEGIN.getTime() + n * DAY);

const answer = (over: Partial<OwnAnswer> = {}): OwnAnswer => ({
  at: BEGIN,
  given: false,
  chosenPhase: "B",
  referencePhase: "B",
  zoneOutcome: "hit",
  contact: null,
  drawn: true,
  iou: 0.5,
  confidence: null,
  elapsedMs: 30_000,
  askedFor: null,
  ...over,
});

const tooLarge = { zoneOutcome: "too-large", iou: 0.2 } as const;
const asked = { phase: "B", kind: "too-large" } as const;

describe("a card", () => {
  it("is made by a miss, one a kind, and by nothing else", () => {
    expect(cardsOf("r", [answer(), answer({ askedFor: asked })])).toEqual([]);
    const cards = cardsOf("r", [answer(tooLarge), answer({ chosenPhase: "C" }), answer(tooLarge)]);
    expect(cards.map(({ phase, kind }) => [phase, kind])).toEqual([
      ["B", "too-large"],
      ["B", "taken-for-C"],
    ]);
  });

  it("is due later after each hit at a case that came for it", () => {
    let answers = [answer(tooLarge)];
    let [before] = cardsOf("r", answers);
    for (let turn = 0; turn < 4; turn++) {
      answers = [...answers, answer({ at: before!.card.due, askedFor: asked })];
      const [after] = cardsOf("r", answers);
      expect(after!.card.due.getTime() - after!.card.reviewedAt.getTime()).toBeGreaterThan(
        before!.card.due.getTime() - before!.card.reviewedAt.getTime(),
      );
      expect(after!.missedAt).toEqual(BEGIN);
      before = after;
    }
  });

  it("begins again with a miss, whatever the miss and whichever case", () => {
    const answers = [answer(tooLarge), answer({ at: day(3), askedFor: asked })];
    const well = cardsOf("r", answers)[0]!;
    const again = cardsOf("r", [...answers, answer({ ...tooLarge, at: day(12) })])[0]!;
    expect(again.card.lapses).toBe(well.card.lapses + 1);
    expect(again.missedAt).toEqual(day(12));
    const other = cardsOf("r", [...answers, answer({ at: day(12), chosenPhase: "C", askedFor: asked })]);
    expect(other.map(({ kind, card }) => [kind, card.lapses])).toEqual([
      ["too-large", well.card.lapses + 1],
      ["taken-for-C", 0],
    ]);
  });

  it("is not touched by a hit at a case that came for something else", () => {
    const made = cardsOf("r", [answer(tooLarge)]);
    expect(cardsOf("r", [answer(tooLarge), answer({ at: day(2) })])).toEqual(made);
    const strange = { phase: "C", kind: "too-large" } as const;
    expect(cardsOf("r", [answer(tooLarge), answer({ at: day(2), askedFor: strange })])).toEqual(made);
  });

  it("is made of a wrong phase without a zone, and of no zone that was never drawn", () => {
    const left = { drawn: false, zoneOutcome: "missed", iou: 0, elapsedMs: null } as const;
    expect(cardsOf("r", [answer(left)])).toEqual([]);
    expect(cardsOf("r", [answer({ ...left, chosenPhase: "A" })])).toMatchObject([{ kind: "taken-for-A" }]);
  });

  it("is the same for the same answers", () => {
    const answers = [
      answer(tooLarge),
      answer({ at: day(3), askedFor: asked }),
      answer({ at: day(9), ...tooLarge }),
    ];
    expect(cardsOf("r", answers)).toEqual(cardsOf("r", answers));
  });
});
