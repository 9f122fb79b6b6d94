import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import type { ResidentPage } from "../cohorts/views";
import { HIT_IOU } from "../scoring/thresholds";
import { plainName } from "../text/plain-text";

/** What a milestone can be read from. */
export const MILESTONE_FIGURES = ["acc", "mIoU", "ha25", "hmIoU", "phaseBrier", "zoneBrier"] as const;

export type MilestoneFigure = (typeof MILESTONE_FIGURES)[number];

/** Short names of the figures, as tables have them. */
export const figureNames: Readonly<Record<MilestoneFigure, string>> = {
  acc: t`Phase accuracy`,
  mIoU: "mIoU",
  ha25: `HA@${HIT_IOU}`,
  hmIoU: "HmIoU",
  phaseBrier: t`Brier, phase`,
  zoneBrier: t`Brier, zone`,
};

/** Whether less is better: of a Brier score the levels descend. */
export const isLowerBetter = (figure: MilestoneFigure): boolean => figure.endsWith("Brier");

/** A program has so many at most: they stand on one page with all else. */
export const MOST_MILESTONES = 12;
const MOST_LEVELS = 5;

/** With fewer answers a figure supports no level. */
const FEWEST_FOR_A_LEVEL = 10;

/** A milestone or EPA of a program, and from which value of a figure on each of its levels is supported. */
export const milestoneSchema = z
  .object({
    code: z
      .string()
      .overwrite(plainName)
      .min(1, t`The code is empty.`)
      .max(24, t`The code has 24 characters at most.`),
    name: z
      .string()
      .overwrite(plainName)
      .min(1, t`The name is empty.`)
      .max(120, t`The name has 120 characters at most.`),
    figure: z.enum(MILESTONE_FIGURES),
    /** Lowest level first; 0 to 1. Of a Brier score: up to which value. */
    levels: z
      .array(
        z
          .number(t`A level is a number from 0 to 1.`)
          .min(0, t`A level is 0 or more.`)
          .max(1, t`A level is 1 or less.`),
      )
      .min(1, t`Give one level at least.`)
      .max(MOST_LEVELS, t`There are ${plural(MOST_LEVELS, "# level", "# levels")} at most.`),
  })
  .strict()
  .superRefine(({ figure, levels }, context) => {
    const lower = isLowerBetter(figure);
    const wrong = levels.findIndex((level, at) => {
      const before = levels[at - 1];
      return before !== undefined && (lower ? level >= before : level <= before);
    });
    if (wrong === -1) return;
    context.addIssue({
      code: "custom",
      path: ["levels", wrong],
      message: lower
        ? t`Level ${wrong + 1} must be lower than level ${wrong}: of a Brier score less is better.`
        : t`Level ${wrong + 1} must be higher than level ${wrong}.`,
    });
  });

export type Milestone = z.infer<typeof milestoneSchema>;

/** A program's milestones in their order. */
export const milestonesSchema = z
  .object({
    milestones: z
      .array(milestoneSchema)
      .max(
        MOST_MILESTONES,
        t`There are ${plural(MOST_MILESTONES, "# milestone", "# milestones")} at most: they stand on one page.`,
      ),
  })
  .strict()
  .superRefine(({ milestones }, context) => {
    const codes = milestones.map(({ code }) => code.toLowerCase());
    const twice = codes.findIndex((code, at) => codes.indexOf(code) < at);
    if (twice === -1) return;
    context.addIssue({
      code: "custom",
      path: ["milestones", twice, "code"],
      message: t`Another milestone has this code already.`,
    });
  });

/** How a resident stands on a milestone. */
export type MilestoneStanding = Milestone & {
  /** Null without an answer, or where too few answers tell. */
  readonly value: number | null;
  readonly n: number;
  /** How many levels the value supports: 0 for none; null where there is no value. */
  readonly level: number | null;
};

/** How a resident stands on a program's milestones, by the figures of the page's period. */
export function standingsOf(
  milestones: readonly Milestone[],
  page: Pick<ResidentPage, "figures" | "phaseCalibration" | "zoneCalibration">,
): readonly MilestoneStanding[] {
  return milestones.map((milestone) => {
    const { value, n } = readFigure(milestone.figure, page);
    const told = n < FEWEST_FOR_A_LEVEL ? null : value;
    return { ...milestone, value: told, n, level: told === null ? null : levelOf(milestone, told) };
  });
}

function readFigure(
  figure: MilestoneFigure,
  { figures, phaseCalibration, zoneCalibration }: Parameters<typeof standingsOf>[1],
): { readonly value: number | null; readonly n: number } {
  if (figure === "phaseBrier") return { value: phaseCalibration.brier, n: phaseCalibration.n };
  if (figure === "zoneBrier") return { value: zoneCalibration.brier, n: zoneCalibration.n };
  return figures[figure];
}

/** The highest level that a value reaches; 0 where it reaches none. */
export function levelOf({ figure, levels }: Pick<Milestone, "figure" | "levels">, value: number): number {
  return levels.filter((level) => (isLowerBetter(figure) ? value <= level : value >= level)).length;
}

/** An example to begin with. It is nobody's standard, and says so where it is offered. */
export const EXAMPLE_MILESTONES: readonly Milestone[] = [
  {
    code: t`Example ${1}`,
    name: t`Recognises the phase of the operation`,
    figure: "acc",
    levels: [0.5, 0.65, 0.8, 0.9],
  },
  {
    code: t`Example ${2}`,
    name: t`Names where dissection is safe`,
    figure: "ha25",
    levels: [0.3, 0.45, 0.6, 0.75],
  },
  {
    code: t`Example ${3}`,
    name: t`Keeps the dissection within the safe zone`,
    figure: "hmIoU",
    levels: [0.2, 0.3, 0.4, 0.5],
  },
  {
    code: t`Example ${4}`,
    name: t`Knows how sure to be of the anatomy`,
    figure: "zoneBrier",
    levels: [0.3, 0.25, 0.2, 0.15],
  },
];
