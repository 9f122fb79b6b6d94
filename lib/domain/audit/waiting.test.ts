import { expect, test } from "vitest";
import { waitBeforeNext } from "./waiting";

test.each([
  [1, null, 1_000],
  [2, null, 2_000],
  [9, null, 256_000],
  [10, null, 300_000],
  [2_000, null, 300_000],
  [1, 30_000, 30_000],
  [10, 30_000, 300_000],
  [1, 86_400_000, 3_600_000],
])("after %i tries, asked for %j ms of peace: %i ms", (tries, asked, ms) =>
  expect(waitBeforeNext(tries, asked)).toBe(ms),
);
