import { expect, test } from "vitest";
import { likeness, runsOf } from "./likeness";

const alike = (a: string, b: string): number => likeness(runsOf(a), runsOf(b));

test("is 1 of a text and itself, whatever its capitals and commas", () => {
  expect(alike("Vent the smoke, then divide it.", "vent the smoke then divide it")).toBe(1);
});

test("is 0 of texts without five words in a row in common", () => {
  expect(alike("The duct is bare and long.", "The duct is bare but short.")).toBe(0);
});

test("is the share of the shorter text’s runs", () => {
  expect(alike("one two three four five six", "one two three four five seven eight nine")).toBe(0.5);
  expect(alike("one two three", "one two three")).toBe(1);
});
