"use client";

import type { Period, WeekOfFigures } from "@/lib/domain/cohorts/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { ChartFrame } from "../charts/chart-frame";
import { WeekBars } from "../charts/week-bars";
import { fillWeeks, type WeekSlot } from "../charts/week-days";
import type { Column } from "../ui/data-table";
import { weekColumn } from "./week-column";

type ActivityProps = {
  weeks: readonly WeekOfFigures[];
  period: Period;
  members: number;
  csvName: string;
};

type Slot = WeekSlot<WeekOfFigures>;

const columns: readonly Column<Slot>[] = [
  weekColumn,
  {
    key: "n",
    header: t`First answers`,
    numeric: true,
    value: ({ of }) => of?.acc.n ?? 0,
    cell: ({ of }) => formatCount(of?.acc.n ?? 0),
  },
  {
    key: "residents",
    header: t`Residents who answered`,
    numeric: true,
    value: ({ of }) => of?.residents ?? 0,
    cell: ({ of }) => formatCount(of?.residents ?? 0),
  },
];

/** How much was answered, and by how many, week by week. */
export function Activity({ weeks, period, members, csvName }: ActivityProps) {
  const slots = fillWeeks(weeks, period.from, period.until);
  const bars = (count: (slot: Slot) => number) =>
    slots.map((slot) => ({
      week: slot.week,
      label: calendarDayInWords(slot.week),
      longLabel: t`Week of ${calendarDayInWords(slot.week, true)}`,
      count: count(slot),
    }));
  return (
    <ChartFrame
      title={t`Activity`}
      note={t`First answers of each week, and how many residents gave them.`}
      columns={columns}
      rows={slots}
      rowKey={({ week }) => week}
      csvName={csvName}
    >
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2 print:grid-cols-2">
        <WeekBars
          name={t`First answers`}
          say={(n) => t`${plural(n, "# first answer", "# first answers")}`}
          bars={bars(({ of }) => of?.acc.n ?? 0)}
        />
        <WeekBars
          name={t`Residents who answered, of ${formatCount(members)}`}
          say={(n) => t`${plural(n, "# resident", "# residents")}`}
          bars={bars(({ of }) => of?.residents ?? 0)}
          most={members}
        />
      </div>
    </ChartFrame>
  );
}
