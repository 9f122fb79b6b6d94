import { expect, it } from "vitest";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { makeCase, makeInstitution } from "../testing/factories";
import { loadReveal } from "./load-reveal";

const db = await testDatabase();
const made = await makeCase(db, await makeInstitution(db));
const boxes: readonly Box[] = [[100, 100, 300, 300]];
const reference = { phase: "B", boxes, noGo: [] } as const;
const version = {
  ...{ case_id: made.id, reference_phase: "B" as const, boxes, no_go: [], width: 1000, height: 500 },
  location: "Fat in Calot’s triangle.",
  exposure: "All is well.",
  next_action: "Dissect.",
  critical_risk: "The common bile duct.",
};

/** What is told of the case's only prediction, once it has this rationale. */
async function recallOf(rationale: object | null) {
  if (rationale) await db.prisma.prediction.updateMany({ where: { caseId: made.id }, data: { rationale } });
  const { predictions } = await loadReveal(db, version, reference);
  return predictions[0]!.recall;
}

it("tells what of the reference's rationale a model's names too", async () => {
  expect(await recallOf(null)).toBeNull();
  const said = {
    location: "The hepatocystic triangle.",
    exposure: "",
    nextAction: "Clip.",
    criticalRisk: "CBD",
  };
  expect(await recallOf(said)).toEqual({
    location: [
      {
        kind: "target",
        name: "fibro-fatty tissue",
        shared: false,
        referenceSpans: [[0, 3]],
        readerSpans: [],
      },
      {
        kind: "target",
        name: "Calot’s triangle",
        shared: true,
        referenceSpans: [[7, 23]],
        readerSpans: [[4, 25]],
      },
    ],
    exposure: [],
    nextAction: [
      { kind: "action", name: "dissect", shared: false, referenceSpans: [[0, 7]], readerSpans: [] },
    ],
    criticalRisk: [
      {
        kind: "constraint",
        name: "common bile duct",
        shared: true,
        referenceSpans: [[4, 20]],
        readerSpans: [[0, 3]],
      },
    ],
  });
});
