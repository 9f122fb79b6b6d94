"use client";

import type { FollowedFigure, ResidentPage, WeekOfFigures } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { followedNotes, formatTick } from "@/lib/words/cohort-figures";
import { NO_FIGURE } from "@/lib/words/figures";
import { ChartFrame } from "../charts/chart-frame";
import { shareTicks } from "../charts/share-scale";
import { TrendLine } from "../charts/trend-line";
import { fillWeeks } from "../charts/week-days";
import { figureColumns } from "../cohorts/estimate-cell";
import { trendPoints } from "../cohorts/trend-points";
import { weekColumn } from "../cohorts/week-column";
import type { Column } from "../ui/data-table";
import { ReaderSwatch } from "../viewer/marks";

type Band = NonNullable<ResidentPage["band"]>;
type BandWeek = Band["weeks"][number];
type Row = { readonly week: string; readonly own: WeekOfFigures | null; readonly cohort: BandWeek | null };

type ResidentWeeksProps = Pick<ResidentPage, "name" | "weeks" | "period" | "band">;

/** A band is of as many as a cohort has residents: too few for tenths of a percent. */
const RESIDENTS = 1;

const NOTHING = { value: null, interval: null, n: 0 } as const;
const silent = {
  acc: NOTHING,
  mIoU: NOTHING,
  ha25: NOTHING,
  hmIoU: NOTHING,
  residents: 0,
  suppressed: null,
} as const;

function columnsFor(band: Band | null): readonly Column<Row>[] {
  const own = figureColumns<Row>((row) => row.own ?? silent).filter(({ key }) => key !== "residents");
  if (!band) return [weekColumn, ...own];
  const told = (row: Row, key: FollowedFigure) => row.cohort?.figures[key] ?? null;
  return [
    weekColumn,
    ...own,
    ...followedNotes.map(
      ({ key, label, formatEnd }): Column<Row> => ({
        key: `cohort-${key}`,
        header: t`Cohort’s ${label}`,
        numeric: true,
        value: (row) => told(row, key)?.median ?? null,
        cell: (row) => {
          const of = told(row, key);
          if (!of) return NO_FIGURE;
          return (
            <>
              {formatEnd(of.median, RESIDENTS)}
              <span className="block text-muted text-xs">{t`${formatEnd(of.low, RESIDENTS)} to ${formatEnd(of.high, RESIDENTS)}`}</span>
            </>
          );
        },
        beside: [
          { header: t`Cohort’s ${label}, lower quarter`, value: (row) => told(row, key)?.low ?? null },
          { header: t`Cohort’s ${label}, upper quarter`, value: (row) => told(row, key)?.high ?? null },
        ],
      }),
    ),
  ];
}

/** A resident's figures week by week, in the band of the cohort: its median and the middle half of its residents. */
export function ResidentWeeks({ name, weeks, period, band }: ResidentWeeksProps) {
  const slots = fillWeeks(weeks, period.from, period.until);
  const cohortOf = new Map(band?.weeks.map((each) => [each.week, each]));
  const rows = slots
    .map(({ week, of }): Row => ({ week, own: of, cohort: cohortOf.get(week) ?? null }))
    .filter(({ own, cohort }) => own || cohort);
  return (
    <ChartFrame
      title={t`Week by week`}
      note={
        band
          ? t`First attempts of each week, in the band of ${band.cohort}: half of its residents lie within it. Weeks of few residents have no band.`
          : t`First attempts of each week. A dot’s size tells its n.`
      }
      columns={columnsFor(band)}
      rows={rows}
      rowKey={({ week }) => week}
      csvName="calot-resident-weeks"
    >
      <ul aria-label={t`Legend`} className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <li className="flex items-center gap-2">
          <ReaderSwatch reader="you" /> {name}
        </li>
        {band && (
          <li className="flex items-center gap-2">
            <ReaderSwatch reader="cohort" /> {t`${band.cohort}: median and middle half`}
          </li>
        )}
      </ul>
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2 print:grid-cols-2">
        {followedNotes.map((note) => {
          const points = trendPoints(slots, note).map((point, index) => {
            const of = cohortOf.get(slots[index]!.week)?.figures[note.key] ?? null;
            return {
              ...point,
              band: of ? ([of.low, of.high] as const) : null,
              middle: of?.median ?? null,
            };
          });
          return (
            <TrendLine
              key={note.key}
              name={note.label}
              points={points}
              ticks={shareTicks(points.flatMap(({ value, band: around }) => [value, around?.[1] ?? null]))}
              note={note}
              formatTick={(value) => formatTick(note, value)}
              {...(band && { words: { band: t`Middle half of the cohort`, middle: t`Its median` } })}
            />
          );
        })}
      </div>
    </ChartFrame>
  );
}
