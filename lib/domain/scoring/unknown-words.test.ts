import { expect, it } from "vitest";
import { scoredZoneSchema } from "../attempts/views";
import { summarizeAnswer, type ZoneOutcome } from "./failure";

it("shows an outcome that only a newer server knows by its own word", () => {
  const outcome = "too-deep" as ZoneOutcome;
  expect(summarizeAnswer("right", outcome)).toBe("right phase, too-deep");
});

it("reads a zone's answer though it has words and fields that are new", () => {
  const score = {
    phaseCorrect: true,
    iou: 1,
    centerDistance: 0,
    hit25: true,
    hardcoreIou: 1,
    hardcoreHit: true,
  };
  const text = { location: "", exposure: "", nextAction: "", criticalRisk: "" };
  const reveal = {
    reference: { phase: "E", boxes: [[0, 0, 1, 1]], noGo: [], depth: 3 },
    rationale: text,
    predictions: [],
    zone: { outcome: "too-deep", offset: { vertical: null, horizontal: null }, contact: null },
  };
  const read = scoredZoneSchema.parse({ score, reveal, depth: 0.1 });
  expect(read.reveal).toMatchObject({ reference: { phase: "E" }, zone: { outcome: "too-deep" } });
  expect(read).not.toHaveProperty("depth");
});
