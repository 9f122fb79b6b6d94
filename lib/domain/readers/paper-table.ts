import { type Metrics, metricsOf, newTally } from "../scoring/metrics";

/** A row of Table 2 of the paper (section 5.1), its figures in % as they are printed, to three digits. */
type PaperRow = {
  readonly name: string;
  readonly family: "generalist" | "specialist";
  /** Acc, Acc@0.25, mA, D, mIoU, CA@0.25, CA@0.25:0.5, C_D, CmIoU, HA@0.25, HmIoU. */
  readonly printed: readonly [
    acc: number,
    acc25: number,
    mA: number,
    d: number,
    mIoU: number,
    ca25: number,
    cA: number,
    cD: number,
    cmIoU: number,
    ha25: number,
    hmIoU: number,
  ];
};

/** The cases of the paper's figures: the test split of ResGo, 4 of its 21 videos (section 3.3). */
export const PAPER_CASES = { dataset: "ResGo", split: "test", n: 495, videos: 4 } as const;

export const PAPER_TABLE: readonly PaperRow[] = [
  generalist("Qwen3-VL-4B-Ins", [36.5, 14.7, 7.61, 11.7, 12.3, 21.5, 11.5, 8.84, 15.8, 7.88, 5.79]),
  generalist("Qwen3-VL-8B-Ins", [39.3, 16.9, 7.83, 10.9, 13.2, 14.8, 6.24, 9.83, 12.5, 5.86, 4.94]),
  generalist("Qwen3-VL-32B-Ins", [53.1, 16.3, 8.01, 9.29, 14.2, 15.5, 7.67, 9.26, 13.5, 8.28, 7.2]),
  generalist("Qwen3-VL-30B-A3B-Ins", [51.9, 11.9, 5.35, 12.6, 10.7, 12.8, 5.51, 11.7, 11.4, 6.67, 5.95]),
  generalist("Qwen3-VL-4B-Thi", [31.5, 3.84, 2.05, 20.8, 3.71, 6.41, 2.88, 20.2, 5.46, 2.02, 1.72]),
  generalist("Qwen3-VL-8B-Thi", [34.1, 12.3, 5.79, 16.7, 8.04, 12.4, 6.21, 18.2, 7.18, 4.24, 2.45]),
  generalist("InternVL3.5-8B", [33.5, 7.27, 3.37, 17, 5.81, 6.63, 3.11, 15.9, 6.21, 2.22, 2.08]),
  generalist("InternVL3.5-14B", [35.3, 4.85, 2.12, 16.2, 5.46, 5.14, 1.62, 14.7, 6.33, 1.82, 2.24]),
  generalist("Ovis2.5-2B", [22.6, 1.01, 0.34, 24.1, 1.29, 0.97, 0.33, 22.6, 1.04, 0.27, 0.39]),
  generalist("Ovis2.5-9B", [42.8, 1.82, 0.57, 15.1, 2.08, 1.42, 0.47, 14.4, 2.05, 0.61, 0.88]),
  specialist("EndoChat", [30.5, 0.81, 0.17, 21, 2.23, 1.32, 0.33, 20.7, 2.46, 0.4, 0.75]),
  specialist("Hulu-Med-7B", [37.5, 4.04, 1.55, 10.5, 8.03, 5.38, 2.06, 10.3, 8.02, 2.02, 3.01]),
  specialist("Hulu-Med-14B", [31.3, 0.81, 0.24, 10.9, 5.05, 0.65, 0.11, 11.2, 4.68, 0.2, 1.46]),
  specialist("QoQ-Med3-VL-8B", [37.7, 15.9, 5.93, 10.2, 12.1, 13.7, 5.44, 9.25, 12.4, 5.05, 4.69]),
  specialist("SurGo-R1", [76.6, 68.3, 39.7, 4.11, 32.7, 71.5, 40.9, 3.63, 33.8, 54.8, 25.9]),
];

function generalist(name: string, printed: PaperRow["printed"]): PaperRow {
  return { name, family: "generalist", printed };
}

function specialist(name: string, printed: PaperRow["printed"]): PaperRow {
  return { name, family: "specialist", printed };
}

/** The printed figures as fractions, like all others: 36.5 is 0.365. What the paper doesn't print is null. */
export function paperMetrics({ printed }: PaperRow): Metrics {
  // No print has more than two decimals of a per cent: past four, a fraction holds division's error alone.
  const [acc, acc25, mA, d, mIoU, ca25, cA, cD, cmIoU, ha25, hmIoU] = printed.map((percent) =>
    Number((percent / 100).toFixed(4)),
  ) as unknown as PaperRow["printed"];
  const printedOnes = { n: PAPER_CASES.n, acc, acc25, mA, d, mIoU, ca25, cA, cD, cmIoU, ha25, hmIoU };
  return { ...metricsOf(newTally()), ...printedOnes };
}
