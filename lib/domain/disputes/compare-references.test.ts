import { expect, it } from "vitest";
import { compareReferences } from "./compare-references";
import type { NewReference } from "./input";

const reference: NewReference = {
  phase: "B",
  boxes: [[10, 10, 50, 50]],
  rationale: { location: "Here.", exposure: "Good.", nextAction: "Dissect.", criticalRisk: "The duct." },
};

it("finds nothing between the same references", () => {
  expect(compareReferences(reference, structuredClone(reference))).toEqual([]);
});

it.each<[string, Partial<NewReference>, readonly string[]]>([
  ["another phase", { phase: "C" }, ["phase B to C"]],
  ["a box moved by a tenth of a pixel", { boxes: [[10.1, 10, 50, 50]] }, ["one zone redrawn"]],
  [
    "a second box",
    {
      boxes: [
        [10, 10, 50, 50],
        [60, 60, 70, 70],
      ],
    },
    ["one zone to 2 zones"],
  ],
  ["a text", { rationale: { ...reference.rationale, nextAction: "Clip." } }, ["next action rewritten"]],
])("names %s", (_, change, words) => {
  expect(compareReferences(reference, { ...reference, ...change })).toEqual(words);
});
