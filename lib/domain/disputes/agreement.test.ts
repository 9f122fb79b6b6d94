import { expect, test } from "vitest";
import { type Agreement, mayAgree, settlesAlone } from "./agreement";

test.each<[Agreement, boolean, boolean, boolean]>([
  // agreement, a chief, settles alone, agrees with another’s
  ["one", false, true, true],
  ["second", false, false, true],
  ["second", true, false, true],
  ["chief", false, false, false],
  ["chief", true, true, true],
])("%s, chief %s: alone %s, agrees %s", (agreement, isChief, alone, agrees) => {
  expect(settlesAlone(agreement, { isChief })).toBe(alone);
  expect(mayAgree(agreement, { isChief, isProposer: false })).toBe(agrees);
  expect(mayAgree(agreement, { isChief, isProposer: true })).toBe(false);
});
