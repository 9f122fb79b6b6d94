import { describe, expect, test } from "vitest";
import { tryJudging } from "../testing/try-judging";
import type { FourNumbers } from "./box-convention";
import { judgeBoxes } from "./judge-boxes";

const sent = { width: 1_920, height: 1_080 };
const asked = { unit: "relative-1000", order: "xyxy" } as const;
/** Boxes here and there round the frame's middle, in shares of its sides. */
const zones = Array.from({ length: 24 }, (_, index): FourNumbers => {
  const [x, y] = [0.3 + 0.017 * ((7 * index) % 24), 0.28 + 0.018 * ((11 * index) % 24)];
  return [x - 0.08, y - 0.11, x + 0.08, y + 0.11];
});
const judge = (write: (zone: FourNumbers) => readonly number[], size = sent, count = 24) =>
  judgeBoxes(
    zones.slice(0, count).map((zone) => ({ numbers: write(zone) as never, named: false, sent: size })),
    asked,
  );
const of = (width: number, height: number) => (zone: FourNumbers) =>
  zone.map((side, index) => Math.round(side * (index % 2 ? height : width)));

describe("judgeBoxes", () => {
  test("says nothing of boxes as they were asked for, nor of fewer than five", () => {
    expect(judge(of(1_000, 1_000))).toBeNull();
    expect(judge((zone) => zone, sent, 4)).toBeNull();
  });

  test.each([
    ["fractions", (zone: FourNumbers) => zone, { unit: "fractions", order: "xyxy" }, 24],
    ["pixels", of(1_920, 1_080), { unit: "pixels", order: "xyxy" }, 15],
    ["percent", of(100, 100), { unit: "percent", order: "xyxy" }, 0],
    [
      "a corner and a size",
      (zone: FourNumbers) => {
        const [x1, y1, x2, y2] = of(1_000, 1_000)(zone);
        return [x1, y1, x2! - x1!, y2! - y1!];
      },
      { unit: "relative-1000", order: "xywh" },
      null,
    ],
    [
      "pixels, y first",
      (zone: FourNumbers) => {
        const [x1, y1, x2, y2] = of(1_920, 1_080)(zone);
        return [y1, x1, y2, x2];
      },
      { unit: "pixels", order: "yxyx" },
      null,
    ],
  ] as const)("tells %s", (_, write, convention, impossible) => {
    const judgement = judge(write as (zone: FourNumbers) => readonly number[]);
    expect(judgement).toMatchObject({ kind: "another-convention", convention, of: 24 });
    if (impossible !== null) expect(judgement).toMatchObject({ impossible });
  });

  test("tells pixels of frames that are smaller than a thousand, though none is impossible", () => {
    const size = { width: 640, height: 480 };
    expect(judge(of(640, 480), size)).toMatchObject({
      convention: { unit: "pixels", order: "xyxy" },
      impossible: 0,
    });
  });

  test("tells pixels of a picture that was resized", () => {
    const judgement = judge(of(480, 270), { width: 1_920, height: 1_080 });
    expect(judgement).toMatchObject({ kind: "another-size" });
  });

  test("says nothing of a model that is merely bad, and tells other conventions of models of every skill", () => {
    tryJudging(30);
  });
});
