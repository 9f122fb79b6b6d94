import { expect, it } from "vitest";
import { timeLeftInWords, whenInWords } from "./due-words";

const zone = "Europe/Berlin";
// Saturday evening before the clocks are put forward.
const now = new Date("2026-03-28T21:30:00Z");

it.each([
  ["2026-03-28T22:59:00Z", "today, 23:59"],
  ["2026-03-28T23:01:00Z", "tomorrow, 00:01"],
  ["2026-03-29T21:59:00Z", "tomorrow, 23:59"],
  ["2026-03-30T06:00:00Z", "in 2 days, 30 Mar 2026, 08:00"],
  ["2026-04-04T06:00:00Z", "4 Apr 2026, 08:00"],
  ["2026-03-27T06:00:00Z", "yesterday, 07:00"],
  ["2026-03-20T06:00:00Z", "20 Mar 2026, 07:00"],
])("%s is %s", (moment, words) => {
  expect(whenInWords(new Date(moment), now, zone)).toBe(words);
});

it.each([
  [7_500_000, "2 h 5 min"],
  [3_600_000, "1 h 0 min"],
  [3_599_000, "59 min"],
  [60_000, "1 min"],
  [59_001, "1 min"],
  [40_000, "40 s"],
  [-5, "0 s"],
])("%i ms are %s", (ms, words) => {
  expect(timeLeftInWords(ms)).toBe(words);
});
