import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intervalsOver, metricsByVideo, metricsOver } from "@/lib/domain/evaluation/evaluate";
import type { Box } from "@/lib/domain/geometry";
import { runsOfBox } from "@/lib/domain/no-go/pixel-runs";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { anyBox, anyFrame, anyPhase } from "@/lib/domain/testing/arbitraries";
import type { KnownReference } from "@/lib/resgo/match-predictions";
import type { PredictionLine } from "@/lib/resgo/predictions";
import { measurePredictions } from "./measure-predictions";

/*
 * The metrics once more, written apart from the code under test and from the paper's section 3.5 alone: slow, and as
 * plain as it goes. Nothing of lib/domain is used in it but types.
 */

type Case = {
  video: string;
  phase: Phase;
  boxes: readonly Box[];
  /** A No-Go region of whole pixels. */
  danger: Box | null;
  width: number;
  height: number;
  answer: { phase: Phase | null; box: Box | null } | null;
};

function plainIou(a: Box, b: Box): number {
  const left = Math.max(a[0], b[0]);
  const top = Math.max(a[1], b[1]);
  const right = Math.min(a[2], b[2]);
  const bottom = Math.min(a[3], b[3]);
  if (right <= left || bottom <= top) return 0;
  const shared = (right - left) * (bottom - top);
  const areaOfA = (a[2] - a[0]) * (a[3] - a[1]);
  const areaOfB = (b[2] - b[0]) * (b[3] - b[1]);
  return shared / (areaOfA + areaOfB - shared);
}

function plainDistance(a: Box, b: Box, width: number, height: number): number {
  const dx = (a[0] + a[2]) / 2 - (b[0] + b[2]) / 2;
  const dy = (a[1] + a[3]) / 2 - (b[1] + b[3]) / 2;
  return Math.sqrt(dx ** 2 + dy ** 2) / Math.sqrt(width ** 2 + height ** 2);
}

function plainScore({ phase, boxes, width, height, answer }: Case) {
  const right = answer !== null && answer.phase === phase;
  const box = answer === null ? null : answer.box;
  if (box === null) return { right, iou: 0, distance: 1 };
  const iou = Math.max(...boxes.map((reference) => plainIou(box, reference)));
  const givers = boxes.filter((reference) => plainIou(box, reference) === iou);
  const distance = Math.min(...givers.map((reference) => plainDistance(box, reference, width, height)));
  return { right, iou, distance };
}

const outward = ([x1, y1, x2, y2]: Box): Box => [
  Math.floor(x1),
  Math.floor(y1),
  Math.ceil(x2),
  Math.ceil(y2),
];

function plainContact({ danger, answer }: Case): number[] {
  const box = answer?.box;
  if (!box || !danger) return [];
  const across = Math.max(0, Math.min(box[2], danger[2]) - Math.max(box[0], danger[0]));
  const down = Math.max(0, Math.min(box[3], danger[3]) - Math.max(box[1], danger[1]));
  return [(across * down) / ((box[2] - box[0]) * (box[3] - box[1]))];
}

function plainMetrics(cases: readonly Case[]): Record<string, number | null> {
  const scores = cases.map(plainScore);
  const mean = (numbers: number[]) => {
    if (numbers.length === 0) return null;
    let sum = 0;
    for (const number of numbers) sum += number;
    return sum / numbers.length;
  };
  const right = scores.filter((score) => score.right);
  const contacts = cases.flatMap(plainContact);
  const hitsAt = (threshold: number, of: typeof scores) =>
    mean(of.map(({ iou }) => (iou >= threshold ? 1 : 0)));
  const overThresholds = (of: typeof scores) => {
    const each = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5].map((threshold) => hitsAt(threshold, of));
    return each.includes(null) ? null : mean(each as number[]);
  };
  return {
    n: cases.length,
    acc: mean(scores.map((score) => (score.right ? 1 : 0))),
    acc25: hitsAt(0.25, scores),
    mA: overThresholds(scores),
    d: mean(scores.map(({ distance }) => distance)),
    mIoU: mean(scores.map(({ iou }) => iou)),
    ca25: hitsAt(0.25, right),
    cA: overThresholds(right),
    cD: mean(right.map(({ distance }) => distance)),
    cmIoU: mean(right.map(({ iou }) => iou)),
    ha25: mean(scores.map((score) => (score.right && score.iou >= 0.25 ? 1 : 0))),
    hmIoU: mean(scores.map((score) => (score.right ? score.iou : 0))),
    contact: mean(contacts),
    contact5: mean(contacts.map((contact) => (contact > 0.05 ? 1 : 0))),
    nNoGo: contacts.length,
  };
}

/** Cases of a few videos, with up to four boxes; some unanswered, some without a phase or a box. */
const anyCase: fc.Arbitrary<Case> = anyFrame.chain((frame) => {
  // Answers near the reference, too: boxes drawn at random hardly ever meet.
  const boxes = fc.array(anyBox(frame), { minLength: 1, maxLength: 4 });
  const near = (of: readonly Box[]) =>
    fc
      .tuple(fc.constantFrom(...of), anyBox(frame), fc.integer({ min: 0, max: 20 }))
      .map(
        ([box, other, weight]) =>
          box.map((side, i) => (side * (20 - weight) + other[i]! * weight) / 20) as unknown as Box,
      );
  return boxes.chain((drawn) =>
    fc.record({
      video: fc.constantFrom("V1", "V2", "V3", "V10"),
      phase: anyPhase,
      boxes: fc.constant(drawn),
      danger: fc.option(anyBox(frame).map(outward)),
      width: fc.constant(frame.width),
      height: fc.constant(frame.height),
      answer: fc.option(
        fc.record({ phase: fc.option(anyPhase, { freq: 8 }), box: fc.option(near(drawn), { freq: 8 }) }),
        { freq: 8 },
      ),
    }),
  );
});

const rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

function measure(cases: readonly Case[]) {
  const references = cases.map(
    ({ answer: _, danger, ...one }, frame): KnownReference => ({
      ...one,
      noGo: danger ? [{ name: null, counts: runsOfBox(danger, one) }] : [],
      frame,
      rationale,
      split: "test",
      row: frame + 1,
    }),
  );
  const predictions = cases.flatMap(({ video, answer }, frame): PredictionLine[] =>
    answer === null
      ? []
      : [
          {
            ...answer,
            ...{ video: ` ${video.toLowerCase()}`, frame, row: frame + 1 },
            ...{ phaseProbabilities: null, rationale: null, raw: null, samples: null },
            error: answer.box ? null : "nothing was drawn",
          },
        ],
  );
  const measured = measurePredictions(references, predictions.toReversed(), {
    split: "all",
    files: { predictions: "p.jsonl", reference: null },
  });
  if ("problems" in measured) throw new Error(JSON.stringify(measured.problems));
  return measured;
}

function expectSame(got: object, wanted: Record<string, number | null>): void {
  expect(Object.keys(got)).toEqual(Object.keys(wanted));
  for (const [key, value] of Object.entries(got)) {
    const other = wanted[key]!;
    if (value === null || other === null) expect([key, value]).toEqual([key, other]);
    else expect(Math.abs(value - other), key).toBeLessThanOrEqual(1e-9);
  }
}

describe("evaluation", () => {
  test("agrees with the plain reading of the paper: in all, by phase and by video", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 60 }), (cases) => {
        const { evaluation } = measure(cases);
        expectSame(metricsOver(evaluation), plainMetrics(cases));
        for (const phase of PHASES) {
          expectSame(
            metricsOver(evaluation, [phase]),
            plainMetrics(cases.filter((one) => one.phase === phase)),
          );
        }
        const videos = [...new Set(cases.map(({ video }) => video))].sort(
          (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
        );
        expect(metricsByVideo(evaluation).map(({ video }) => video)).toEqual(videos);
        for (const { video, metrics } of metricsByVideo(evaluation)) {
          expectSame(metrics, plainMetrics(cases.filter((one) => one.video === video)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("has no conditioned figure where no phase was right, and none at all of nothing", () => {
    const box: Box = [0, 0, 10, 10];
    const wrong: Case = {
      ...{ video: "V1", phase: "A", boxes: [box], width: 100, height: 100 },
      danger: null,
      answer: { phase: "B", box },
    };
    expect(metricsOver(measure([wrong, { ...wrong, answer: null }]).evaluation)).toEqual({
      ...{ n: 2, acc: 0, acc25: 0.5, mA: 0.5, d: 0.5, mIoU: 0.5 },
      ...{ ca25: null, cA: null, cD: null, cmIoU: null, ha25: 0, hmIoU: 0 },
      ...{ contact: null, contact5: null, nNoGo: 0 },
    });
    expectSame(metricsOver(measure([]).evaluation), plainMetrics([]));
  });

  test("counts what is missing and what failed", () => {
    const box: Box = [0, 0, 10, 10];
    const one: Case = {
      ...{ video: "V1", phase: "A", boxes: [box], width: 100, height: 100 },
      danger: null,
      answer: { phase: "A", box },
    };
    const { coverage } = measure([
      one,
      { ...one, answer: null },
      { ...one, answer: { phase: "A", box: null } },
    ]);
    expect(coverage).toEqual({ cases: 3, predicted: 2, missing: 1, failures: 1, outside: 0 });
  });

  test("gives intervals that hold the figures and don't depend on the order of the lines", () => {
    const several = fc.array(anyCase, { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(several, fc.nat(1000), (cases, seed) => {
        const { evaluation } = measure(cases);
        const intervals = intervalsOver(evaluation, { resamples: 100, seed });
        const shuffled = measure([...cases].sort((a, b) => a.width - b.width));
        const again = intervalsOver(shuffled.evaluation, { resamples: 100, seed });
        const metrics = metricsOver(evaluation);
        for (const [figure, interval] of Object.entries(intervals)) {
          const other = again[figure as keyof typeof again];
          expect(interval === null, figure).toBe(other === null);
          if (!interval || !other) continue;
          expect(Math.abs(interval[0] - other[0]) + Math.abs(interval[1] - other[1])).toBeLessThan(1e-9);
          expect(interval[0]).toBeGreaterThanOrEqual(0);
          expect(interval[1]).toBeLessThanOrEqual(1);
          expect(interval[0]).toBeLessThanOrEqual(interval[1]);
        }
        if (evaluation.size < 2)
          expect(Object.values(intervals).every((interval) => interval === null)).toBe(true);
        expect(metrics.n).toBe(cases.length);
      }),
    );
  });
});
