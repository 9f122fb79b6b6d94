import type { Metrics } from "@/lib/domain/scoring/metrics";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import { formatDecimal, formatPercentOf, formatShare } from "./figures";

type MetricKey = Exclude<keyof Metrics, "n">;

export type MetricNote = {
  readonly key: MetricKey;
  readonly label: string;
  /** The unit, as it stands below the figure. */
  readonly unit: string;
  readonly explanation: string;
  /** The figure over `n` answers, with no more digits than they carry. */
  readonly format: (value: number | null, n: number) => string;
  /** An end of its interval, or its median over several readers, likewise. */
  readonly formatEnd: (value: number | null, n: number) => string;
};

const share = { format: formatShare, formatEnd: formatPercentOf } as const;
const meanPercent = { format: formatPercentOf, formatEnd: formatPercentOf } as const;
const toHundredths = (value: number | null): string => formatDecimal(value, 2);
const decimal = { format: toHundredths, formatEnd: toHundredths } as const;

/** The figures that progress is told by, the strictest first (paper, section 3.5). */
export const metricNotes = {
  ha25: {
    key: "ha25",
    label: `HA@${HIT_IOU}`,
    unit: t`of answers`,
    explanation: t`Hits among all answers: the right phase, and a zone that shares an IoU of ${HIT_IOU} or more with the reference. A wrong phase counts as a miss.`,
    ...share,
  },
  hmIoU: {
    key: "hmIoU",
    label: "HmIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU over all answers, where a wrong phase counts as 0.`,
    ...decimal,
  },
  acc: {
    key: "acc",
    label: t`Phase accuracy`,
    unit: t`of answers`,
    explanation: t`Answers whose phase was right, whatever the zone.`,
    ...share,
  },
  mIoU: {
    key: "mIoU",
    label: "mIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU of the zones, whatever the phase: 0 shares nothing, 1 is the same box.`,
    ...decimal,
  },
  d: {
    key: "d",
    label: t`Mean distance`,
    unit: t`of the diagonal`,
    explanation: t`How far the centres of your zones lie from the reference’s, on average, in % of the frame’s diagonal. Smaller is nearer.`,
    ...meanPercent,
  },
  ca25: {
    key: "ca25",
    label: `CA@${HIT_IOU}`,
    unit: t`of answers with the phase right or given`,
    explanation: t`Hits among the answers whose phase was right or given.`,
    ...share,
  },
  cmIoU: {
    key: "cmIoU",
    label: "CmIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU of the answers whose phase was right or given.`,
    ...decimal,
  },
} as const satisfies Partial<Record<MetricKey, MetricNote>>;
