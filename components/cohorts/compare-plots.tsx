"use client";

import type { Comparison, FollowedFigures, Period } from "@/lib/domain/cohorts/views";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { type FollowedNote, followedNotes, formatTick } from "@/lib/words/cohort-figures";
import { ChartFrame } from "../charts/chart-frame";
import { shareTicks } from "../charts/share-scale";
import { TrendLine } from "../charts/trend-line";
import { fillWeeks } from "../charts/week-days";
import type { Column } from "../ui/data-table";
import { figureColumns, type SomeFigures } from "./estimate-cell";
import { FigureDots, reachOf } from "./figure-dots";
import { trendPoints } from "./trend-points";
import { weekColumn } from "./week-column";

type Named = { readonly id: string; readonly name: string };

/** A cohort's figures in all. */
type ComparedCohort = Named & { readonly figures: FollowedFigures };

const cohortColumn = { key: "cohort", header: t`Cohort`, value: ({ name }: Named) => name };

const overallColumns: readonly Column<ComparedCohort>[] = [
  cohortColumn,
  ...figureColumns<ComparedCohort>(({ figures }) => figures),
];

/** The four figures of each cohort, one under the other. */
export function CompareOverall({ cohorts }: { cohorts: readonly ComparedCohort[] }) {
  return (
    <ChartFrame
      title={t`Figures`}
      note={t`The line is the 95% interval. Where two lines overlap by much, the cohorts may not differ.`}
      columns={overallColumns}
      rows={cohorts}
      rowKey={({ id }) => id}
      csvName="calot-compare-cohorts"
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {followedNotes.map((note) => (
          <FigureDots
            key={note.key}
            name={note.label}
            note={note}
            ticks={shareTicks(reachOf(cohorts, note))}
            rows={cohorts.map(({ id, name, figures }) => ({ key: id, label: name, figures }))}
          />
        ))}
      </div>
    </ChartFrame>
  );
}

type ComparedPhase = Named & { readonly phase: Phase; readonly figures: SomeFigures };

/** One figure of each cohort, by phase. */
export function ComparePhases({
  rows,
  figure,
}: {
  rows: readonly ComparedPhase[];
  figure: FollowedNote["key"];
}) {
  const note = noteOf(figure);
  const columns: readonly Column<ComparedPhase>[] = [
    { key: "phase", header: t`Phase`, value: ({ phase }) => `${phase} ${phaseNames[phase]}` },
    cohortColumn,
    ...figureColumns<ComparedPhase>(({ figures }) => figures, [note]),
  ];
  const ticks = shareTicks(reachOf(rows, note));
  return (
    <ChartFrame
      title={t`${note.label} by phase`}
      note={t`By the reference’s phase, all on one scale.`}
      columns={columns}
      rows={rows}
      rowKey={({ id, phase }) => `${phase} ${id}`}
      csvName="calot-compare-phases"
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {PHASES.map((phase) => (
          <FigureDots
            key={phase}
            name={`${phase} ${phaseNames[phase]}`}
            note={note}
            ticks={ticks}
            rows={rows
              .filter((row) => row.phase === phase)
              .map(({ id, name, figures }) => ({ key: id, label: name, figures }))}
          />
        ))}
      </div>
    </ChartFrame>
  );
}

type ComparedWeek = Named & { readonly week: string } & SomeFigures;

type CompareWeeksProps = {
  cohorts: Comparison["choices"];
  /** Of all cohorts. */
  weeks: readonly ComparedWeek[];
  figure: FollowedNote["key"];
  period: Period;
};

/** One figure of each cohort week by week: small multiples on one scale, the others faint behind each. */
export function CompareWeeks({ cohorts, weeks, figure, period }: CompareWeeksProps) {
  const note = noteOf(figure);
  const columns: readonly Column<ComparedWeek>[] = [
    weekColumn,
    cohortColumn,
    ...figureColumns<ComparedWeek>((week) => week, [note]),
  ];
  const lines = cohorts.map(({ id, name }) => ({
    id,
    name,
    points: trendPoints(
      fillWeeks(
        weeks.filter((week) => week.id === id),
        period.from,
        period.until,
      ),
      note,
    ),
  }));
  const ticks = shareTicks(
    lines.flatMap(({ points }) => points.map(({ value, band }) => band?.[1] ?? value)),
  );
  return (
    <ChartFrame
      title={t`${note.label} week by week`}
      note={t`One cohort each, on one scale, with the others thin and grey behind it; the band is the 95% interval. A dash at the foot marks weeks of too few.`}
      columns={columns}
      rows={weeks}
      rowKey={({ id, week }) => `${week} ${id}`}
      csvName="calot-compare-weeks"
    >
      <div className="grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-3">
        {lines.map(({ id, name, points }) => (
          <TrendLine
            key={id}
            name={name}
            of="cohort"
            points={points}
            ticks={ticks}
            note={note}
            formatTick={(value) => formatTick(note, value)}
            words={{ band: t`95% interval` }}
            others={lines.filter((line) => line.id !== id).map((line) => line.points)}
          />
        ))}
      </div>
    </ChartFrame>
  );
}

const noteOf = (figure: FollowedNote["key"]): FollowedNote =>
  followedNotes.find(({ key }) => key === figure)!;
