import { expect, test } from "vitest";
import type { Reading } from "@/lib/vlm/reading";
import { isAnswered } from "./is-answered";
import { fakeReading } from "./testing";

const usual = { rectify: false, singleTurn: false };
const reading = (change: Partial<Reading>): Reading => ({
  ...fakeReading({ frame: 1 }),
  error: "x",
  ...change,
});
const sample = { seed: 1, box: null, raw: "words", error: "No box." };

test.each<[string, boolean, Partial<Reading>, typeof usual]>([
  ["both turns", true, {}, usual],
  ["words that nobody understands", true, { box: null, rationale: null }, usual],
  ["no phase, so that no zone was asked for", true, { phase: null, raw: { turn1: "E", turn2: null } }, usual],
  ["nothing", false, { phase: null, raw: { turn1: null, turn2: null } }, usual],
  ["a phase and no word on the zone", false, { raw: { turn1: "A", turn2: null } }, usual],
  ["a single turn", true, { raw: { turn1: "A …", turn2: null } }, { ...usual, singleTurn: true }],
  [
    "no phase in a rectified study",
    false,
    { phase: null, raw: { turn1: "E", turn2: null } },
    { ...usual, rectify: true },
  ],
  ["all samples", true, { samples: [sample, sample] }, usual],
  ["a sample without words", false, { samples: [sample, { ...sample, raw: null }] }, usual],
])("%s: %s", (_, answered, change, study) => {
  expect(isAnswered(reading(change), study)).toBe(answered);
});
