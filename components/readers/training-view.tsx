"use client";

import type { TrainingView as Training } from "@/lib/domain/readers/views";
import type { CurvePoint, RewardName } from "@/lib/domain/training/curves";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { formatCount, formatDecimal, formatPercent } from "@/lib/words/figures";
import { ChartFrame } from "../charts/chart-frame";
import { countTicks, shareTicks } from "../charts/share-scale";
import { StepLine, type StepPoint } from "../charts/step-line";
import type { Column } from "../ui/data-table";
import { TextLink } from "../ui/text-link";
import { runUrl } from "./run-addresses";

type TrainingViewProps = {
  training: Training;
  /** The run that the page is about. */
  runId: string;
  /** The institution's IANA time zone. */
  timeZone: string;
};

const rewardLabels: Readonly<Record<RewardName, string>> = {
  phase: t`Phase`,
  format: t`Form of the answer`,
  iou: t`IoU`,
  distance: t`Centre distance`,
  recall: t`Entities recalled`,
};

/** A reward that the paper doesn't have goes by the name that it was logged under. */
const labelOf = (reward: string): string => rewardLabels[reward as RewardName] ?? reward;

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const decimal = (value: number): string => formatDecimal(value);
const share = (value: number): string => formatPercent(value, 0);
const count = (value: number): string => formatCount(Math.round(value));

/** How a checkpoint's training went: its rewards, how long the answers were, and how many were not in form. */
export function TrainingView({ training, runId, timeZone }: TrainingViewProps) {
  const { name, steps, planned, importedAt, rewards, points, evaluated } = training;
  const marks = [...new Set(evaluated.map(({ step }) => step))].sort((a, b) => a - b);
  const current = evaluated.find((each) => each.runId === runId)?.step ?? null;
  const line = { marks, current };
  const of = (read: (point: CurvePoint) => number | null): StepPoint[] =>
    points.map((point) => ({ step: point.step, value: read(point) }));
  const has = (read: (point: CurvePoint) => number | null): boolean =>
    points.some((point) => read(point) !== null);
  const far =
    planned === null || planned === steps
      ? t`${plural(steps, "# step", "# steps")} logged`
      : t`${formatCount(steps)} of ${plural(planned, "# step", "# steps")} logged`;
  return (
    <ChartFrame
      title={t`How it was trained`}
      note={t`${name}: ${far}, added here ${formatMoment(importedAt, timeZone)}. Rewards are means of a step’s answers. Upright lines are checkpoints that were evaluated; the solid one is this run’s.`}
      columns={columnsOf(rewards)}
      rows={points}
      rowKey={({ step }) => String(step)}
      csvName="calot-training"
    >
      <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-3">
        {has(({ reward }) => reward) && (
          <StepLine
            name={t`Reward in all, as weighted`}
            points={of(({ reward }) => reward)}
            ticks={ticksOf(points.map(({ reward }) => reward))}
            format={decimal}
            {...line}
          />
        )}
        {rewards.map((reward) => (
          <StepLine
            key={reward}
            name={t`Reward: ${labelOf(reward)}`}
            points={of((point) => point.rewards[reward] ?? null)}
            ticks={rewardTicks(points.map((point) => point.rewards[reward] ?? null))}
            format={decimal}
            {...line}
          />
        ))}
        {has(({ length }) => length) && (
          <StepLine
            name={t`Length of an answer, in tokens`}
            points={points.map((point) => ({
              step: point.step,
              value: point.length,
              band:
                point.shortest === null || point.longest === null ? null : [point.shortest, point.longest],
            }))}
            ticks={countTicks(Math.max(...points.map(({ length, longest }) => longest ?? length ?? 0)))}
            format={count}
            {...line}
          />
        )}
        {has(({ malformed }) => malformed) && (
          <StepLine
            name={t`Answers not in the form asked for`}
            points={of(({ malformed }) => malformed)}
            ticks={shareTicks(points.map(({ malformed }) => malformed))}
            format={share}
            {...line}
          />
        )}
        {has(({ cut }) => cut) && (
          <StepLine
            name={t`Answers cut off at the most tokens`}
            points={of(({ cut }) => cut)}
            ticks={shareTicks(points.map(({ cut }) => cut))}
            format={share}
            {...line}
          />
        )}
      </div>
      <h3 className="mt-6 mb-1 font-medium text-sm">{t`Checkpoints that were evaluated`}</h3>
      <ul className="text-sm">
        {[...evaluated]
          .sort((a, b) => a.step - b.step)
          .map(({ step, runId: id, run, dataset }) => (
            <li key={id} className="break-words">
              {id === runId ? (
                <span className="font-medium">{t`Step ${formatCount(step)}: ${run}, over ${dataset} (this run)`}</span>
              ) : (
                <TextLink href={runUrl(id)}>{t`Step ${formatCount(step)}: ${run}, over ${dataset}`}</TextLink>
              )}
            </li>
          ))}
      </ul>
    </ChartFrame>
  );
}

/** From 0, or from below it, to the highest value. */
function ticksOf(values: readonly (number | null)[]): readonly number[] {
  const told = values.filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...told), Math.max(0, ...told)];
  const up = high > 1 || low < 0 ? countTicks(high) : shareTicks(told);
  const down = low < 0 ? countTicks(-low).slice(1).toReversed() : [];
  return [...down.map((tick) => -tick), ...up];
}

/** The paper's rewards lie between 0 and 1, and are compared with each other; others lie where they do. */
function rewardTicks(values: readonly (number | null)[]): readonly number[] {
  return values.every((value) => value === null || (value >= 0 && value <= 1)) ? QUARTERS : ticksOf(values);
}

function columnsOf(rewards: readonly string[]): readonly Column<CurvePoint>[] {
  const column = (
    key: string,
    header: string,
    value: (point: CurvePoint) => number | null,
    format: (value: number) => string,
  ): Column<CurvePoint> => ({
    key,
    header,
    numeric: true,
    value,
    cell: (point) => {
      const told = value(point);
      return told === null ? "—" : format(told);
    },
  });
  return [
    column("step", t`Step`, ({ step }) => step, count),
    column("reward", t`Reward`, ({ reward }) => reward, decimal),
    ...rewards.map((reward) =>
      column(`reward-${reward}`, labelOf(reward), (point) => point.rewards[reward] ?? null, decimal),
    ),
    column("length", t`Length`, ({ length }) => length, count),
    column("malformed", t`Not in form`, ({ malformed }) => malformed, share),
    column("cut", t`Cut off`, ({ cut }) => cut, share),
  ];
}
