import { describe, expect, it } from "vitest";
import { cardsAfter } from "./cards-after";
import { type RatedAnswer, rateAnswer, reviewCard } from "./review-cards";

const pace = { quick: 8000, slow: 30_000 };
const answer: RatedAnswer = { missed: false, iou: 0.5, confidence: 0.6, elapsedMs: 15_000 };
const monday = new Date("2026-01-05T09:00:00Z");

describe("rateAnswer", () => {
  it.each<[Partial<RatedAnswer>, string]>([
    [{}, "good"],
    [{ missed: true, iou: 0.9 }, "again"],
    [{ iou: 0.24 }, "again"],
    [{ iou: 0.39 }, "hard"],
    [{ elapsedMs: 30_001 }, "hard"],
    [{ confidence: 0.49 }, "hard"],
    [{ iou: 0.6, elapsedMs: 7999, confidence: 0.75 }, "easy"],
    [{ iou: 0.6, elapsedMs: 8000, confidence: 0.75 }, "good"],
    [{ iou: 0.6, elapsedMs: 7999, confidence: null }, "good"],
    [{ iou: 0.59, elapsedMs: 7999, confidence: 0.9 }, "good"],
  ])("rates %o as %s", (changes, rating) => {
    expect(rateAnswer({ ...answer, ...changes }, pace)).toBe(rating);
  });

  it("calls nothing slow or quick before it knows the reader’s pace", () => {
    expect(rateAnswer({ ...answer, elapsedMs: 1e9 }, null)).toBe("good");
    expect(rateAnswer({ ...answer, iou: 0.9, elapsedMs: 1, confidence: 1 }, null)).toBe("good");
  });
});

describe("reviewCard", () => {
  it("comes back in whole days, the same for the same answers", () => {
    const card = reviewCard("a card", null, "again", monday);
    expect(card).toEqual(reviewCard("a card", null, "again", monday));
    expect(card.due.getTime() - monday.getTime()).toBeGreaterThanOrEqual(86_400_000);
    expect(card).toMatchObject({ reviews: 1, reviewedAt: monday });
  });

  it("comes back later the better it went", () => {
    const first = reviewCard("a card", null, "again", monday);
    const [hard, good, easy] = (["hard", "good", "easy"] as const).map(
      (rating) => reviewCard("a card", first, rating, first.due).stability,
    );
    expect(hard!).toBeLessThan(good!);
    expect(good!).toBeLessThan(easy!);
    expect(reviewCard("a card", first, "again", first.due).lapses).toBe(1);
  });
});

describe("cardsAfter", () => {
  const asked = { phase: "B", kind: "too-large" } as const;
  const held = reviewCard("a card", null, "again", monday);
  const tuesday = new Date("2026-01-06T09:00:00Z");
  const changed = (miss: "too-large" | "shifted" | null) =>
    cardsAfter(
      { asked, phase: "B", miss, rating: miss ? "again" : "good", at: tuesday },
      ({ kind }) => (kind === "too-large" ? held : null),
      ({ phase, kind }) => `${phase} ${kind}`,
    );

  it("rates the card that the case came for, once", () => {
    expect(changed(null).map(({ kind, card }) => [kind, card.reviews, card.lapses])).toEqual([
      ["too-large", 2, 0],
    ]);
    expect(changed("too-large").map(({ kind, card }) => [kind, card.lapses])).toEqual([["too-large", 1]]);
  });

  it("makes a card for what else was missed", () => {
    expect(changed("shifted").map(({ kind, card }) => [kind, card.reviews])).toEqual([
      ["too-large", 2],
      ["shifted", 1],
    ]);
  });

  it("changes nothing where nothing was asked or missed", () => {
    expect(
      cardsAfter({ asked: null, phase: "A", miss: null, rating: "good", at: tuesday }, () => held, String),
    ).toEqual([]);
  });
});
