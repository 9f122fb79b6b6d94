"use client";

import { useState } from "react";
import type { Period, ReferenceRow, WeekOfFigures } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeGaps, followedNotes, formatTick } from "@/lib/words/cohort-figures";
import { ChartFrame } from "../charts/chart-frame";
import { shareTicks } from "../charts/share-scale";
import { TrendLine } from "../charts/trend-line";
import { fillWeeks } from "../charts/week-days";
import type { Column } from "../ui/data-table";
import { Tick } from "../ui/tick";
import { ReaderSwatch } from "../viewer/marks";
import { figureColumns } from "./estimate-cell";
import { trendPoints } from "./trend-points";
import { weekColumn } from "./week-column";

type WeekTrendsProps = {
  weeks: readonly WeekOfFigures[];
  period: Period;
  /** Models that can be drawn beside it. */
  references?: readonly ReferenceRow[];
  csvName: string;
};

const columns: readonly Column<WeekOfFigures>[] = [
  weekColumn,
  ...figureColumns<WeekOfFigures>((week) => week),
];

/** What each model's line is called by, in the order of the legend. */
const LETTERS = "abcdefghijklmnop";

/** The followed figures week by week, each with its interval as a band, and models to read them against. */
export function WeekTrends({ weeks, period, references = [], csvName }: WeekTrendsProps) {
  const [beside, setBeside] = useState<readonly string[]>(() => firstOfEachKind(references));
  const slots = fillWeeks(weeks, period.from, period.until);
  const drawn = references.filter(({ name }) => beside.includes(name));
  const gaps = describeGaps(slots);
  const isHidden = weeks.some(({ suppressed }) => suppressed !== null);
  const letterOf = (of: string): string => LETTERS[references.findIndex(({ name }) => name === of)] ?? "";
  return (
    <ChartFrame
      title={t`Week by week`}
      note={[
        t`First attempts of each week; the band is the 95% interval.`,
        gaps,
        isHidden && t`A dash at the foot marks those of too few.`,
      ]
        .filter(Boolean)
        .join(" ")}
      columns={columns}
      rows={weeks}
      rowKey={({ week }) => week}
      csvName={csvName}
    >
      {references.length > 0 && <ModelTicks references={references} beside={beside} onChange={setBeside} />}
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2 print:grid-cols-2">
        {followedNotes.map((note) => {
          const points = trendPoints(slots, note);
          const levels = drawn.flatMap(({ name, figures }) => {
            const value = figures[note.key];
            return value === null ? [] : [{ letter: letterOf(name), value }];
          });
          const shown = [
            ...points.map(({ value, band }) => band?.[1] ?? value),
            ...levels.map((of) => of.value),
          ];
          return (
            <TrendLine
              key={note.key}
              name={note.label}
              of="cohort"
              points={points}
              ticks={shareTicks(shown)}
              note={note}
              formatTick={(value) => formatTick(note, value)}
              words={{ band: t`95% interval` }}
              levels={levels}
            />
          );
        })}
      </div>
    </ChartFrame>
  );
}

function firstOfEachKind(references: readonly ReferenceRow[]): readonly string[] {
  return (["model", "paper"] as const).flatMap(
    (wanted) => references.find(({ kind }) => kind === wanted)?.name ?? [],
  );
}

type ModelTicksProps = {
  references: readonly ReferenceRow[];
  beside: readonly string[];
  onChange: (beside: readonly string[]) => void;
};

/** Which models are drawn; the legend of their lines too. */
function ModelTicks({ references, beside, onChange }: ModelTicksProps) {
  return (
    <fieldset className="mb-4">
      <legend className="sr-only">{t`Models drawn beside`}</legend>
      <div className="flex flex-wrap gap-x-5 text-sm">
        {references.map(({ name, kind }, index) => (
          <Tick
            key={name}
            small
            on={beside.includes(name)}
            onChange={(on) => onChange(on ? [...beside, name] : beside.filter((each) => each !== name))}
            label={
              <>
                <ReaderSwatch reader="model" />
                <span>
                  <span className="mr-1.5 font-medium text-model">{LETTERS[index]}</span>
                  {name}
                  {kind === "paper" && <span className="text-muted">, {t`as reported`}</span>}
                </span>
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
