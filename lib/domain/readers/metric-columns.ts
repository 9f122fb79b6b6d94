import { t } from "@/lib/language/t";
import type { EvaluatedFigure } from "../evaluation/evaluate";
import { CONTACT_ABOVE } from "../no-go/contact";
import { HIT_IOU, MA_RANGE, MA_STEPS } from "../scoring/thresholds";

const CONTACT_PERCENT = 100 * CONTACT_ABOVE;

/** A column of the table of readers, named as in Table 2 of the paper where it is of it. All are told in %. */
export type MetricColumn = {
  readonly key: EvaluatedFigure;
  readonly group: string;
  readonly label: string;
  readonly explanation: string;
  /** Whether less is better: of distances alone. */
  readonly lessIsBetter: boolean;
};

/** In the order of Table 2; after the paper's, contact. */
export const METRIC_COLUMNS: readonly MetricColumn[] = [
  column("acc", t`Phase`, "Acc", t`Cases whose phase was named right.`),
  column(
    "acc25",
    t`Grounding`,
    `Acc@${HIT_IOU}`,
    t`Cases whose zone reaches an IoU of ${HIT_IOU}, whatever the phase.`,
  ),
  column("mA", t`Grounding`, "mA", t`mA@${MA_RANGE}: the mean of Acc@t over the IoU thresholds ${MA_STEPS}.`),
  column(
    "d",
    t`Grounding`,
    "D",
    t`Mean distance of the zones’ centres, in % of the frame’s diagonal; 100 where no zone was drawn. Less is better.`,
    true,
  ),
  column("mIoU", t`Grounding`, "mIoU", t`Mean IoU of the zones with the reference, whatever the phase.`),
  column(
    "ca25",
    t`Conditioned`,
    "CA",
    t`${`CA@${HIT_IOU}`}: hits among the cases whose phase was right, or given.`,
  ),
  column("cA", t`Conditioned`, "CA@", t`CA@${MA_RANGE}: mA over the cases whose phase was right, or given.`),
  column(
    "cD",
    t`Conditioned`,
    "C_D",
    t`Mean distance over the cases whose phase was right, or given. Less is better.`,
    true,
  ),
  column("cmIoU", t`Conditioned`, "CmIoU", t`Mean IoU over the cases whose phase was right, or given.`),
  column(
    "ha25",
    t`Hardcore`,
    "HA",
    t`${`HA@${HIT_IOU}`}: hits among all cases, a wrong phase counting as a miss.`,
  ),
  column("hmIoU", t`Hardcore`, "HmIoU", t`Mean IoU over all cases, a wrong phase counting as 0.`),
  column(
    "contact",
    t`No-Go`,
    t`Contact`,
    t`Mean share of the zones that lies on No-Go regions, over the zones of cases that have such regions. Not of the paper. Less is better.`,
    true,
  ),
  column(
    "contact5",
    t`No-Go`,
    `> ${CONTACT_PERCENT} %`,
    t`Zones of which more than ${CONTACT_PERCENT} % lies on No-Go regions, among the same. Not of the paper. Less is better.`,
    true,
  ),
];

function column(
  key: EvaluatedFigure,
  group: string,
  label: string,
  explanation: string,
  lessIsBetter = false,
): MetricColumn {
  return { key, group, label, explanation, lessIsBetter };
}

/** Whether a figure is better than another of the same column. */
export function isBetter({ lessIsBetter }: MetricColumn, a: number, b: number): boolean {
  return lessIsBetter ? a < b : a > b;
}

/** How many decimals the paper prints of a fraction in %: it has three digits, but never more than two decimals. */
export function decimalsOf(fraction: number): 0 | 1 | 2 {
  const percent = 100 * fraction;
  return percent.toFixed(2).length <= 4 ? 2 : percent.toFixed(1).length <= 4 ? 1 : 0;
}

/** A fraction as the paper prints it, in %: 0.365 is "36.5", 0.0761 is "7.61", 0.0027 is "0.27", 1 is "100". */
export function printFigure(fraction: number): string {
  return (100 * fraction).toFixed(decimalsOf(fraction));
}
