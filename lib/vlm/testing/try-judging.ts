import { expect } from "vitest";
import type { Size } from "@/lib/domain/geometry";
import type { BoxConvention } from "../answers/box-convention";
import { type Judgement, judgeBoxes } from "../answers/judge-boxes";
import { badModels, chanceBy, frameSizes, lookingModel, trueZone, writeBox } from "./simulated-models";

const asked = [
  { unit: "relative-1000", order: "xyxy" },
  { unit: "pixels", order: "xyxy" },
] as const satisfies readonly BoxConvention[];

type Tried = {
  readonly make: (chance: () => number) => ReturnType<typeof lookingModel>;
  readonly asked: BoxConvention;
  readonly answered: BoxConvention;
  readonly scale?: number;
  readonly sizes: readonly Size[];
  readonly runs: number;
  readonly boxes: number;
  readonly isIt?: (judgement: Judgement) => boolean;
};

/** The share of simulated runs of which something is said, or the right thing. */
function shareTold({ make, asked, answered, scale, sizes, runs, boxes, isIt = () => true }: Tried): number {
  let told = 0;
  for (let run = 0; run < runs; run++) {
    const chance = chanceBy(run + 1);
    const draw = make(chance);
    const written = Array.from({ length: boxes }, () => {
      const sent = sizes[Math.floor(chance() * sizes.length)]!;
      return writeBox(draw(trueZone(chance), chance), answered, sent, scale);
    });
    const judgement = judgeBoxes(written, asked);
    if (judgement && isIt(judgement)) told += 1;
  }
  return told / runs;
}

/** Models that draw all their boxes in one place that is not the frame's middle: as others do of another unit. */
const ONE_SIDED = ["one half of the frame", "a place of its own"];

const told =
  ({ unit, order }: BoxConvention) =>
  (judgement: Judgement): boolean =>
    judgement.kind === "another-convention" &&
    judgement.convention.unit === unit &&
    judgement.convention.order === order;

/**
 * Simulated models that answer as asked, of every skill and of none, and such that count otherwise: how often a run
 * is told to be in another convention after so many boxes, by the frames' size.
 *
 * @returns a line for each kind of model, in percent
 */
export function tryJudging(runs: number): string[] {
  const lines: string[] = [];
  const rowOf = (name: string, cells: readonly number[]): void => {
    lines.push(`${name}: ${cells.map((share) => (100 * share).toFixed(1)).join(" ")}`);
  };
  for (const as of asked) {
    for (const [name, make] of Object.entries({ "models that look": lookingModel, ...badModels })) {
      for (const boxes of [8, 24, 48]) {
        const cells = Object.values(frameSizes).map((sizes) =>
          shareTold({ make, asked: as, answered: as, sizes, runs, boxes }),
        );
        rowOf(`as asked, ${as.unit}, ${name}, ${boxes} boxes`, cells);
        const most = ONE_SIDED.includes(name) ? 0.16 : name === "models that look" ? 0.005 : 0.05;
        // Of few runs two may be told by chance.
        const chance = 2 / runs;
        expect(Math.max(...cells), `${name}, ${as.unit}, ${boxes} boxes`).toBeLessThanOrEqual(most + chance);
      }
    }
    for (const answered of [
      { unit: "fractions", order: "xyxy" },
      { unit: "percent", order: "xyxy" },
      { unit: as.unit === "pixels" ? "relative-1000" : "pixels", order: "xyxy" },
      { unit: as.unit, order: "xywh" },
      { unit: "pixels", order: "yxyx" },
    ] as const) {
      for (const boxes of [24, 48]) {
        const cells = Object.values(frameSizes).map((sizes) =>
          shareTold({ make: lookingModel, asked: as, answered, sizes, runs, boxes, isIt: told(answered) }),
        );
        rowOf(`asked ${as.unit}, answered ${answered.unit} ${answered.order}, ${boxes} boxes`, cells);
        if (answered.unit === "fractions") expect(Math.min(...cells)).toBeGreaterThan(0.8);
        if (answered.order === "xywh") expect(Math.min(...cells)).toBeGreaterThan(0.5);
      }
    }
    for (const scale of [0.25, 0.5, 0.67, 2]) {
      const answered = { unit: "pixels", order: "xyxy" } as const;
      const isIt = ({ kind }: Judgement): boolean => kind === "another-size";
      const cells = Object.values(frameSizes).map((sizes) =>
        shareTold({ make: lookingModel, asked: as, answered, scale, sizes, runs, boxes: 24, isIt }),
      );
      rowOf(`asked ${as.unit}, answered pixels of ${scale} times the size, 24 boxes`, cells);
    }
  }
  return lines;
}
