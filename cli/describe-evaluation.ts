import {
  type IntervalOptions,
  intervalsOver,
  metricsByVideo,
  metricsOver,
} from "@/lib/domain/evaluation/evaluate";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { METRIC_COLUMNS, printFigure } from "@/lib/domain/readers/metric-columns";
import type { Metrics } from "@/lib/domain/scoring/metrics";
import { HIT_IOU, MA_THRESHOLDS } from "@/lib/domain/scoring/thresholds";
import type { EvaluationReport } from "@/lib/jobs/evaluate/evaluate-predictions";
import type { RecallFigures } from "@/lib/jobs/evaluate/measure-recall";
import type { Split } from "@/lib/resgo/splits";
import { formatTable, printable } from "./table";

type Asked = {
  readonly split: Split | "all";
  readonly by: readonly ("phase" | "video")[];
  readonly bootstrap: IntervalOptions | null;
};

/** What the figures leave out or count as a miss, in sentences; nothing where there is nothing to say. */
export function describeCoverage({ coverage, unreadSplit }: EvaluationReport, split: Split | "all"): string {
  const { cases, missing, failures, outside } = coverage;
  const notes = [
    missing > 0 &&
      `Without a prediction: ${missing} of ${cases} cases. Each counts as a wrong phase and a missed zone.`,
    unreadSplit && `They are the whole split ${unreadSplit}: was another --split meant?`,
    failures > 0 && `Predictions that tell of a failure: ${failures}. What they lack counts as missed.`,
    outside > 0 && `Predictions about cases outside the split ${split}: ${outside}. They count for nothing.`,
  ];
  return notes.flatMap((note) => (note ? [`${note}\n`] : [])).join("");
}

/** The figures as tables, for people. */
export function describeEvaluation(report: EvaluationReport, { split, by, bootstrap }: Asked): string {
  const { reader, reference, evaluation, coverage, recall } = report;
  const which = split === "all" ? "" : `, split ${split}`;
  const videos = evaluation.size === 1 ? "1 video" : `${evaluation.size} videos`;
  const title = `${reader} on ${reference}${which}: ${coverage.cases} cases of ${videos}`;
  const phases = PHASES.map((phase) => ({
    name: `${phase}, ${phaseNames[phase]}`,
    metrics: metricsOver(evaluation, [phase]),
  }));
  const byVideo = metricsByVideo(evaluation).map(({ video, metrics }) => ({ name: video, metrics }));
  const all = { name: "all", metrics: metricsOver(evaluation) };
  return [
    `${printable(title)}\n`,
    figuresTable([...(by.includes("phase") ? phases : []), ...(by.includes("video") ? byVideo : []), all]),
    `mA and CA@ are means over the IoU thresholds ${HIT_IOU} to ${MA_THRESHOLDS.at(-1)!.toFixed(2)}; D and C_D are % of the frame’s diagonal.\n`,
    ...(bootstrap ? [describeIntervals(report, bootstrap)] : []),
    ...(recall ? [describeRecall(recall)] : []),
  ].join("\n");
}

const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : printFigure(value);

const right = (name: string) => ({ name, align: "right" as const });

function figuresTable(rows: readonly { name: string; metrics: Metrics }[]): string {
  return formatTable(
    [{ name: "in %" }, right("n"), ...METRIC_COLUMNS.map(({ label }) => right(label))],
    rows.map(({ name, metrics }) => [
      name,
      metrics.n,
      ...METRIC_COLUMNS.map(({ key }) => percent(metrics[key])),
    ]),
  );
}

/**
 * With fewer videos than this, intervals by a cluster bootstrap are known to be too narrow, however they are corrected.
 */
const FEW_VIDEOS = 10;

function describeIntervals({ evaluation }: EvaluationReport, bootstrap: IntervalOptions): string {
  const videos = evaluation.size;
  if (videos < 2) return "No intervals: videos are what is drawn anew, and there is only one.\n";
  const metrics = metricsOver(evaluation);
  const intervals = intervalsOver(evaluation, bootstrap);
  const rows = METRIC_COLUMNS.map(({ key, label }) => {
    const interval = intervals[key];
    return [label, percent(metrics[key]), percent(interval?.[0]), percent(interval?.[1])];
  });
  const few = videos < FEW_VIDEOS ? " So few videos tell little of others: take them with reserve." : "";
  return [
    formatTable([{ name: "95 % intervals" }, right("all"), right("from"), right("to")], rows),
    `\nIn %, of ${videos} videos drawn anew ${bootstrap.resamples} times from the seed ${bootstrap.seed}.${few}\n`,
  ].join("");
}

function describeRecall(recall: RecallFigures): string {
  const rows = [
    ...RATIONALE_PARTS.map((part) => ({ name: rationaleLabels[part], of: recall[part] })),
    { name: "all", of: recall.all },
  ];
  return [
    formatTable(
      [{ name: "rationale" }, right("n"), right("recall")],
      rows.map(({ name, of }) => [name, of.n, percent(of.mean)]),
    ),
    "\nIn %: of what the reference names (structures, actions, constraints), the share that was named too.\n",
  ].join("");
}
