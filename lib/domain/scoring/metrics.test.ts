import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxArea } from "../geometry";
import type { Phase } from "../phases";
import { PAPER_TABLE } from "../readers/paper-table";
import { anyBox, anyFrame, anyPhase } from "../testing/arbitraries";
import { type Metrics, metricsOf, newTally, tallyAnswer, tallyGiven } from "./metrics";
import { scoreAnswer } from "./score";

/** One unit of the last printed digit: the paper cuts some figures off where it rounds others. */
const lastDigit = (printed: number): number => (printed >= 10 ? 0.1 : 0.01);

/** Whether acc × conditioned, each anywhere in what its print stands for, can print as hardcore. */
function obeys(acc: number, conditioned: number, hardcore: number): boolean {
  const low = ((acc - lastDigit(acc)) * (conditioned - lastDigit(conditioned))) / 100;
  const high = ((acc + lastDigit(acc)) * (conditioned + lastDigit(conditioned))) / 100;
  return low <= hardcore + lastDigit(hardcore) && high >= hardcore - lastDigit(hardcore);
}

describe("Table 2 of the paper", () => {
  it("obeys HA = Acc × CA and HmIoU = Acc × CmIoU in 13 of its 15 rows", () => {
    const broken = PAPER_TABLE.filter(({ printed: [acc, , , , , ca25, , , cmIoU, ha25, hmIoU] }) => {
      return !obeys(acc, ca25, ha25) || !obeys(acc, cmIoU, hmIoU);
    });
    expect(broken.map(({ name }) => name)).toEqual(["Ovis2.5-2B", "QoQ-Med3-VL-8B"]);
  });
});

type Answer = {
  chosen: Phase;
  box: Box | null;
  phase: Phase;
  boxes: Box[];
  noGo: [];
  contact: number | null;
  width: number;
  height: number;
};

const anyAnswer: fc.Arbitrary<Answer> = anyFrame.chain((frame) =>
  fc.record({
    chosen: anyPhase,
    box: fc.option(anyBox(frame), { freq: 8 }),
    phase: anyPhase,
    boxes: fc.array(anyBox(frame), { minLength: 1, maxLength: 3 }),
    noGo: fc.constant<[]>([]),
    contact: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    width: fc.constant(frame.width),
    height: fc.constant(frame.height),
  }),
);

function measured(answers: readonly Answer[]): Metrics {
  const tally = newTally();
  for (const answer of answers) {
    const { contact, chosen, box } = answer;
    tallyAnswer(tally, { ...scoreAnswer(chosen, box, answer, answer), contact });
  }
  return metricsOf(tally);
}

/** Section 3.5 of the paper again, written apart: slow, and as plain as it goes. */
function plainly(answers: readonly Answer[]): Metrics {
  const scored = answers.map((answer) => {
    const right = answer.chosen === answer.phase;
    if (!answer.box) return { right, iou: 0, d: 1 };
    const [x1, y1, x2, y2] = answer.box;
    const candidates = answer.boxes.map((box) => {
      const across = Math.max(0, Math.min(x2, box[2]) - Math.max(x1, box[0]));
      const down = Math.max(0, Math.min(y2, box[3]) - Math.max(y1, box[1]));
      const union = boxArea(answer.box!) + boxArea(box) - across * down;
      const gap = Math.hypot((x1 + x2) / 2 - (box[0] + box[2]) / 2, (y1 + y2) / 2 - (box[1] + box[3]) / 2);
      return { iou: (across * down) / union, d: gap / Math.hypot(answer.width, answer.height) };
    });
    candidates.sort((a, b) => b.iou - a.iou || a.d - b.d);
    return { right, ...candidates[0]! };
  });
  const mean = (values: number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const at = (t: number, set: typeof scored) => mean(set.map((s) => (s.iou >= t ? 1 : 0)));
  const average = (set: typeof scored) =>
    set.length === 0 ? null : mean([0.25, 0.3, 0.35, 0.4, 0.45, 0.5].map((t) => at(t, set)!));
  const right = scored.filter((s) => s.right);
  const contacts = answers.flatMap(({ contact }) => contact ?? []);
  return {
    n: scored.length,
    acc: mean(scored.map((s) => (s.right ? 1 : 0))),
    acc25: at(0.25, scored),
    mA: average(scored),
    d: mean(scored.map((s) => s.d)),
    mIoU: mean(scored.map((s) => s.iou)),
    ca25: at(0.25, right),
    cA: average(right),
    cD: mean(right.map((s) => s.d)),
    cmIoU: mean(right.map((s) => s.iou)),
    ha25: mean(scored.map((s) => (s.right && s.iou >= 0.25 ? 1 : 0))),
    hmIoU: mean(scored.map((s) => (s.right ? s.iou : 0))),
    contact: mean(contacts),
    contact5: mean(contacts.map((contact) => (contact > 0.05 ? 1 : 0))),
    nNoGo: contacts.length,
  };
}

function expectClose(a: Metrics, b: Metrics, tolerance = 1e-9): void {
  for (const key of Object.keys(b) as (keyof Metrics)[]) {
    const [got, wanted] = [a[key], b[key]];
    if (got === null || wanted === null) expect([key, got]).toEqual([key, wanted]);
    else expect(Math.abs(got - wanted), key).toBeLessThanOrEqual(tolerance);
  }
}

describe("the metrics of a set", () => {
  it("agree with the plain reading of the paper", () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 40 }), (answers) => {
        expectClose(measured(answers), plainly(answers));
      }),
    );
  });

  it("obey HA = Acc × CA and HmIoU = Acc × CmIoU", () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { minLength: 1, maxLength: 40 }), (answers) => {
        const { acc, ca25, cmIoU, ha25, hmIoU } = measured(answers);
        expect(ha25).toBeCloseTo(acc! * (ca25 ?? 0), 12);
        expect(hmIoU).toBeCloseTo(acc! * (cmIoU ?? 0), 12);
      }),
    );
  });

  it("don't depend on the order of the answers", () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 60 }), (answers) => {
        expectClose(measured(answers), measured([...answers].reverse()), 1e-15);
      }),
    );
  });

  it("are undefined, not zero, over nothing", () => {
    const { n, nNoGo, ...rest } = measured([]);
    expect([n, nNoGo]).toEqual([0, 0]);
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
  });

  it("count an IoU of exactly a threshold as reaching it", () => {
    for (const [iou, mA] of [
      [0.25, 1 / 6],
      [0.3, 2 / 6],
      [0.35, 3 / 6],
      [0.4, 4 / 6],
      [0.45, 5 / 6],
      [0.5, 1],
      [0.2499999, 0],
    ] as const) {
      const tally = newTally();
      tallyAnswer(tally, { phaseCorrect: true, iou, centerDistance: 0, contact: null });
      expect(metricsOf(tally).mA).toBeCloseTo(mA, 12);
    }
  });

  it("take a given phase into the conditioned figures alone", () => {
    const tally = newTally();
    tallyAnswer(tally, { phaseCorrect: false, iou: 0.8, centerDistance: 10, contact: null });
    tallyGiven(tally, { iou: 0.6, centerDistance: 20, contact: null });
    const metrics = metricsOf(tally);
    expect(metrics).toMatchObject({ n: 1, acc: 0, acc25: 1, mIoU: 0.8, ha25: 0, hmIoU: 0 });
    expect(metrics).toMatchObject({ ca25: 1, cA: 1, cmIoU: 0.6, cD: 0.2 });
  });
});
