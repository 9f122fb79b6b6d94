import { CONTACT_ABOVE } from "@/lib/domain/no-go/contact";
import type { Metrics } from "@/lib/domain/scoring/metrics";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import { formatDecimal, formatPercentOf, formatShare } from "./figures";
import type { Term } from "./terms";

type MetricKey = Exclude<keyof Metrics, "n" | "nNoGo">;

export type MetricNote = {
  readonly key: MetricKey;
  readonly label: string;
  /** The unit, as it stands below the figure. */
  readonly unit: string;
  readonly explanation: string;
  /** What the page of phases and terms explains it by. */
  readonly term: Term;
  /** How many answers are behind it. */
  readonly countOf: (metrics: Metrics) => number;
  /** The figure over `n` answers, with no more digits than they carry. */
  readonly format: (value: number | null, n: number) => string;
  /** An end of its interval, or its median over several readers, likewise. */
  readonly formatEnd: (value: number | null, n: number) => string;
};

const all = { countOf: ({ n }: Metrics) => n } as const;
const touchable = { countOf: ({ nNoGo }: Metrics) => nNoGo } as const;
const share = { format: formatShare, formatEnd: formatPercentOf } as const;
const meanPercent = { format: formatPercentOf, formatEnd: formatPercentOf } as const;
const toHundredths = (value: number | null): string => formatDecimal(value, 2);
const decimal = { format: toHundredths, formatEnd: toHundredths } as const;

const CONTACT_PERCENT = 100 * CONTACT_ABOVE;

/** The figures that progress is told by, the strictest first (paper, section 3.5). */
export const metricNotes = {
  ha25: {
    key: "ha25",
    term: "hardcore",
    label: `HA@${HIT_IOU}`,
    unit: t`of answers`,
    explanation: t`Hits among all answers: the right phase, and a zone that shares an IoU of ${HIT_IOU} or more with the reference. A wrong phase counts as a miss.`,
    ...all,
    ...share,
  },
  hmIoU: {
    key: "hmIoU",
    term: "hardcore",
    label: "HmIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU over all answers, where a wrong phase counts as 0.`,
    ...all,
    ...decimal,
  },
  acc: {
    key: "acc",
    term: "hardcore",
    label: t`Phase accuracy`,
    unit: t`of answers`,
    explanation: t`Answers whose phase was right, whatever the zone.`,
    ...all,
    ...share,
  },
  mIoU: {
    key: "mIoU",
    term: "iou",
    label: "mIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU of the zones, whatever the phase: 0 shares nothing, 1 is the same box.`,
    ...all,
    ...decimal,
  },
  d: {
    key: "d",
    term: "centre-distance",
    label: t`Mean distance`,
    unit: t`of the diagonal`,
    explanation: t`How far the centres of your zones lie from the reference’s, on average, in % of the frame’s diagonal. Smaller is nearer.`,
    ...all,
    ...meanPercent,
  },
  ca25: {
    key: "ca25",
    term: "conditioned",
    label: `CA@${HIT_IOU}`,
    unit: t`of answers with the phase right or given`,
    explanation: t`Hits among the answers whose phase was right or given.`,
    ...all,
    ...share,
  },
  cmIoU: {
    key: "cmIoU",
    term: "conditioned",
    label: "CmIoU",
    unit: t`IoU, 0 to 1`,
    explanation: t`The mean IoU of the answers whose phase was right or given.`,
    ...all,
    ...decimal,
  },
  contact: {
    key: "contact",
    term: "contact",
    label: t`Contact`,
    unit: t`of a zone’s area, on average`,
    explanation: t`How much of the zones lies on No-Go regions: structures that must not be touched then. Over the zones of cases that have such regions, whatever the phase. Less is safer.`,
    ...touchable,
    ...meanPercent,
  },
  contact5: {
    key: "contact5",
    term: "contact",
    label: t`Contact above ${CONTACT_PERCENT}%`,
    unit: t`of zones`,
    explanation: t`Zones of which more than ${CONTACT_PERCENT}% lies on No-Go regions, among the same.`,
    ...touchable,
    ...share,
  },
} as const satisfies Partial<Record<MetricKey, MetricNote>>;
