import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mode } from "../attempts/mode";
import { MODES } from "../attempts/mode";
import type { Box } from "../geometry";
import { METRIC_VERSION, type Reference, scoreAnswer } from "../scoring/score";
import { readZone } from "../scoring/zone";
import { anyBox, anyPhase, anyRegion } from "../testing/arbitraries";
import { rescore, type ScoredAttempt } from "./rescore";

const FRAME = { width: 1000, height: 500 };
const BOX: Box = [100, 100, 300, 300];
const BY_B: Reference = { phase: "B", boxes: [BOX], noGo: [] };

/** An attempt as it would be stored under a reference. */
function answered(mode: Mode, phase: "A" | "B" | "C" | "D", box: Box, reference: Reference): ScoredAttempt {
  const { phaseCorrect, iou, centerDistance } = scoreAnswer(phase, box, reference, FRAME);
  const { outcome: zoneOutcome, contact } = readZone(box, reference, FRAME);
  return {
    mode,
    phase,
    box,
    score: {
      ...{ phaseCorrect, iou, centerDistance, zoneOutcome, metricVersion: METRIC_VERSION },
      contact: contact?.share ?? null,
    },
    last: null,
  };
}

describe("scoring anew", () => {
  it("changes nothing under the same reference", () => {
    const anyAttempt = fc.record({
      mode: fc.constantFrom("guided" as const, "exam" as const),
      phase: anyPhase,
      box: anyBox(FRAME),
    });
    fc.assert(
      fc.property(anyAttempt, ({ mode, phase, box }) => {
        const attempt = answered(mode, phase, box, BY_B);
        expect(rescore(attempt, BY_B, FRAME)).toEqual({
          phase,
          score: attempt.score,
          last: null,
          changed: false,
        });
      }),
    );
  });

  it("gives what scoring from scratch gives, whatever the references", () => {
    const anyReference = fc.record({
      phase: anyPhase,
      boxes: fc.array(anyBox(FRAME), { minLength: 1, maxLength: 3 }),
      noGo: fc.array(anyRegion(FRAME), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        anyPhase,
        anyBox(FRAME),
        anyReference,
        (mode, phase, box, reference) => {
          const { score, phase: now } = rescore(answered(mode, phase, box, BY_B), reference, FRAME);
          const chosen = mode === "phase-given" ? reference.phase : phase;
          const { phaseCorrect, iou, centerDistance } = scoreAnswer(chosen, box, reference, FRAME);
          const { outcome, contact } = readZone(box, reference, FRAME);
          expect(now).toBe(chosen);
          expect(score).toEqual({
            phaseCorrect,
            iou,
            centerDistance,
            zoneOutcome: outcome,
            contact: contact?.share ?? null,
            metricVersion: METRIC_VERSION,
          });
        },
      ),
    );
  });

  it("turns a wrong phase into a right one, and tells that the score is another", () => {
    const attempt = answered("exam", "C", BOX, BY_B);
    expect(attempt.score.phaseCorrect).toBe(false);
    expect(rescore(attempt, { phase: "C", boxes: [BOX], noGo: [] }, FRAME)).toMatchObject({
      changed: true,
      score: { phaseCorrect: true, iou: 1 },
    });
  });

  it("takes a drill for one made from the new reference: its phase stays right", () => {
    const attempt = answered("phase-given", "B", BOX, BY_B);
    expect(rescore(attempt, { phase: "D", boxes: [BOX], noGo: [] }, FRAME)).toMatchObject({
      phase: "D",
      changed: false,
      score: { phaseCorrect: true, iou: 1 },
    });
  });

  it("gives an attempt without a zone its phase's due, and no score", () => {
    const open: ScoredAttempt = {
      mode: "guided",
      phase: "C",
      box: null,
      score: {
        ...{ phaseCorrect: false, iou: null, centerDistance: null, zoneOutcome: null, metricVersion: null },
        contact: null,
      },
      last: null,
    };
    expect(rescore(open, { phase: "C", boxes: [BOX], noGo: [] }, FRAME)).toEqual({
      phase: "C",
      changed: false,
      score: { ...open.score, phaseCorrect: true },
      last: null,
    });
  });

  it("scores the last answer of a second look as the first, and its aid", () => {
    const first = answered("guided", "B", BOX, BY_B);
    const aid = { kind: "model", model: "M", run: "r", phase: "C", box: BOX } as const;
    const { score } = answered("guided", "C", BOX, BY_B);
    const attempt = { ...first, last: { aid, aidRight: false, phase: "C", box: BOX, score } as const };
    expect(rescore(attempt, BY_B, FRAME).changed).toBe(false);
    expect(rescore(attempt, { ...BY_B, phase: "C" }, FRAME)).toMatchObject({
      changed: true,
      score: { phaseCorrect: false },
      last: { aidRight: true, phase: "C", score: { phaseCorrect: true, iou: 1 } },
    });
  });
});
