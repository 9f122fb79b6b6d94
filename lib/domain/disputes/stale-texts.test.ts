import { expect, test } from "vitest";
import { leavesTexts } from "./stale-texts";

const rationale = {
  location: "Over the duct.",
  exposure: "Good.",
  nextAction: "Cut.",
  criticalRisk: "The duct.",
};
const empty = { location: "", exposure: " ", nextAction: "", criticalRisk: "" };
const before = { phase: "B", boxes: [[1, 2, 3, 4] as const], noGo: [], rationale };

test.each<[string, object, boolean]>([
  ["nothing", {}, false],
  ["the phase", { phase: "C" }, true],
  ["a zone", { boxes: [[1, 2, 3, 5]] }, true],
  ["a No-Go region", { noGo: [{ name: "common bile duct", counts: [3, 4, 73] }] }, true],
  ["a zone and a text", { boxes: [[1, 2, 3, 5]], rationale: { ...rationale, nextAction: "Clip." } }, false],
  ["a text alone", { rationale: { ...rationale, nextAction: "Clip." } }, false],
])("with %s changed", (_, change, left) => {
  expect(leavesTexts(before, { ...before, ...change })).toBe(left);
});

test("without texts there is nothing to describe", () => {
  expect(leavesTexts({ ...before, rationale: empty }, { ...before, rationale: empty, phase: "C" })).toBe(
    false,
  );
});
