import { expect, test } from "vitest";
import { accepts } from "./accepts";

test.each([
  [undefined, false],
  ["", false],
  ["gzip", true],
  ["GZIP", true],
  ["deflate, Gzip;Q=0.5", true],
  ["gzip;q=0", false],
  ["gzip; Q=0.00, br", false],
  ["x-gzip", false],
  [["br", "gzip"], true],
])("of what says %j, gzip is accepted: %s", (offered, is) => {
  expect(accepts(offered, "gzip")).toBe(is);
});
