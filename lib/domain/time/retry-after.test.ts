import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = Date.UTC(2026, 10, 22, 12, 0, 0);

test.each([
  ["3", 3000],
  ["0", 0],
  ["0.5", 500],
  ["-3", 0],
  ["Sun, 22 Nov 2026 12:00:20 GMT", 20_000],
  ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
  ["soon", null],
  ["", null],
  [null, null],
])("%j is %s ms", (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));
