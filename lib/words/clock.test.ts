import { expect, test } from "vitest";
import { formatClock } from "./clock";

test("a time is told as a player shows it", () => {
  expect([0, 5_999_999, 750e6, 3_723e6, -1].map(formatClock)).toEqual([
    "0:00",
    "0:05",
    "12:30",
    "1:02:03",
    "0:00",
  ]);
});
