import { expect, it } from "vitest";
import type { NewReference } from "./input";
import { sameReference } from "./same-reference";

const reference: NewReference = {
  phase: "B",
  boxes: [[10, 10, 50, 50]],
  noGo: [{ name: "common bile duct", counts: [100, 5] }],
  rationale: { location: "Here.", exposure: "Good.", nextAction: "Dissect.", criticalRisk: "The duct." },
};

it("is a reference that nothing was changed of", () => {
  expect(sameReference(reference, structuredClone(reference))).toBe(true);
});

it.each<[string, Partial<NewReference>]>([
  ["phase", { phase: "C" }],
  ["box, moved by a tenth of a pixel", { boxes: [[10.1, 10, 50, 50]] }],
  [
    "number of boxes",
    {
      boxes: [
        [10, 10, 50, 50],
        [60, 60, 70, 70],
      ],
    },
  ],
  ["No-Go region, larger by a pixel", { noGo: [{ name: "common bile duct", counts: [100, 6] }] }],
  ["No-Go region’s name", { noGo: [{ name: "liver bed", counts: [100, 5] }] }],
  ["number of No-Go regions", { noGo: [] }],
  ["text", { rationale: { ...reference.rationale, nextAction: "Clip." } }],
])("is none with another %s", (_, change) => {
  expect(sameReference(reference, { ...reference, ...change })).toBe(false);
});
