import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answeredStatement,
  completedStatement,
  isoDuration,
  mediaFragment,
  revealedStatement,
} from "./statements";
import { answer, place } from "./testing";

const ID = "b2f6a9c0-5f5d-5a3e-9a0e-2f7d1c5e9b11";
describe("an answer as a statement", () => {
  it("tells the zone twice: as a media fragment, and as a selector of the web’s annotations", () => {
    expect(answeredStatement(ID, place, answer)).toEqual({
      id: ID,
      actor: { objectType: "Agent", account: { homePage: "https://calot.example", name: "p1" } },
      verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
      object: {
        objectType: "Activity",
        id: "https://calot.example/cases/c1",
        definition: {
          type: "http://adlnet.gov/expapi/activities/cmi.interaction",
          interactionType: "other",
          name: { en: "A case: its phase and its Go Zone" },
        },
      },
      result: {
        response: "xywh=percent:10,10,25,20",
        success: true,
        score: { scaled: 0.6124 },
        duration: "PT12.35S",
        extensions: {
          "urn:x-calot:xapi:zone": {
            type: "FragmentSelector",
            conformsTo: "http://www.w3.org/TR/media-frags/",
            value: "xywh=percent:10,10,25,20",
          },
          "urn:x-calot:xapi:phase": { id: "B", name: "Dissection of Calot’s Triangle" },
          "urn:x-calot:xapi:phase-correct": true,
          "urn:x-calot:xapi:attempt": 1,
        },
      },
      context: { platform: "Calot", language: "en", extensions: { "urn:x-calot:xapi:mode": "guided" } },
      timestamp: "2026-11-30T10:00:00.123Z",
    });
  });

  it.each([
    [true, 0.25, true],
    [true, 0.2499, false],
    [false, 0.9, false],
  ])("is a success by the hardcore metric alone: phase %s, IoU %d", (phaseCorrect, iou, success) => {
    const { result } = answeredStatement(ID, place, { ...answer, phaseCorrect, iou });
    expect(result).toMatchObject({ success, score: { scaled: iou } });
  });

  it("names people by their address only where the institution says so, and an assignment as its parent", () => {
    const told = { ...answer, assignmentId: "a1", elapsedMs: null };
    const statement = answeredStatement(ID, { ...place, actor: "mbox" }, told);
    expect(statement.actor).toEqual({ objectType: "Agent", mbox: "mailto:ada@hospital.example" });
    expect(JSON.stringify(answeredStatement(ID, place, told))).not.toContain("ada@");
    expect(statement.context).toMatchObject({
      contextActivities: { parent: [{ id: "https://calot.example/assignments/a1" }] },
    });
    expect(statement.result).not.toHaveProperty("duration");
  });
});

it("the reveal is told of with the moment from which it could be seen", () => {
  const statement = revealedStatement(ID, place, answer);
  expect(statement).toMatchObject({
    object: { id: "https://calot.example/cases/c1/reveal" },
    timestamp: "2026-11-30T11:00:00.000Z",
  });
  expect(statement).not.toHaveProperty("result");
});

it("a finished assignment has the mean of the hardcore metric", () => {
  const told = {
    person: answer.person,
    assignmentId: "a1",
    title: "Week 3",
    scores: [0.5, 0, 0.25],
    completedAt: answer.toldAt,
  };
  expect(completedStatement(ID, place, told)).toMatchObject({
    object: { definition: { name: { en: "Week 3" } } },
    result: { completion: true, score: { scaled: 0.25 } },
  });
});

it("a media fragment lies in the frame and comes back to a ten-thousandth of a percent", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4_000 }),
      fc.integer({ min: 1, max: 4_000 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (width, height, [a = 0, b = 0, c = 0, d = 0]) => {
        const [left, right] = [Math.min(a, c) * width, Math.max(a, c) * width];
        const [top, bottom] = [Math.min(b, d) * height, Math.max(b, d) * height];
        const text = mediaFragment([left, top, right, bottom], { width, height });
        const [x, y, w, h] = text.replace("xywh=percent:", "").split(",").map(Number) as [
          number,
          number,
          number,
          number,
        ];
        expect(x).toBeCloseTo((left / width) * 100, 3);
        expect(y).toBeCloseTo((top / height) * 100, 3);
        expect(x + w).toBeLessThanOrEqual(100.0001);
        expect(y + h).toBeLessThanOrEqual(100.0001);
        expect(text).not.toMatch(/e-|NaN|-/);
      },
    ),
  );
});

it.each([
  [0, "PT0S"],
  [4, "PT0S"],
  [5, "PT0.01S"],
  [61_234, "PT61.23S"],
])("%d ms are %s", (ms, text) => expect(isoDuration(ms)).toBe(text));
