"use client";

import { nameOf } from "@/lib/domain/name-of";
import { rationaleLabels } from "@/lib/domain/rationale";
import { REASON_GRADES, REASON_PARTS, type ReasonGrade, type ReasonPart } from "@/lib/domain/reasons/reason";
import { gradeWords } from "@/lib/domain/reasons/reason-words";
import type { GradeCounts, MarkAgreement, ReasonProgress } from "@/lib/domain/reasons/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { plural, t } from "@/lib/language/t";
import { formatCount, formatDecimal, formatShare } from "@/lib/words/figures";
import { ChartFrame } from "../charts/chart-frame";
import type { Column } from "../ui/data-table";

type Week = ReasonProgress["weeks"][number];

const sumOf = (counts: GradeCounts): number => REASON_GRADES.reduce((sum, grade) => sum + counts[grade], 0);

const columnsOf = (part: ReasonPart): readonly Column<Week>[] => [
  {
    key: `${part}.n`,
    header: t`${rationaleLabels[part]}, n`,
    numeric: true,
    value: (week) => sumOf(week[part]),
    cell: (week) => formatCount(sumOf(week[part])),
  },
  ...REASON_GRADES.map(
    (grade): Column<Week> => ({
      key: `${part}.${grade}`,
      header: t`${rationaleLabels[part]}: ${gradeWords[grade]}`,
      numeric: true,
      value: (week) => week[part][grade],
      cell: (week) =>
        formatShare(
          sumOf(week[part]) === 0 ? null : week[part][grade] / sumOf(week[part]),
          sumOf(week[part]),
        ),
    }),
  ),
];

const columns: readonly Column<Week>[] = [
  {
    key: "week",
    header: t`Week of`,
    value: ({ week }) => week,
    cell: ({ week }) => calendarDayInWords(week, true),
  },
  ...REASON_PARTS.flatMap(columnsOf),
];

/** More weeks than these are in the table. */
const WEEKS_DRAWN = 12;

const fills: Readonly<Record<ReasonGrade, string>> = {
  said: "bg-you",
  partly: "bg-you/45 forced-colors:bg-[GrayText]",
  missed: "bg-line",
};

/** How the reader's own words did by their own marks, week by week, and how far the faculty agree; nothing without marks. */
export function ReasonWeeks({ reasons: { weeks, agreement } }: { reasons: ReasonProgress }) {
  if (weeks.length === 0) return null;
  const drawn = weeks.slice(-WEEKS_DRAWN);
  return (
    <div className="mt-12">
      <ChartFrame
        title={t`In your own words`}
        note={
          weeks.length > WEEKS_DRAWN
            ? t`By your own marks, over first attempts: the last ${WEEKS_DRAWN} weeks with a mark. All of them are in the table.`
            : t`By your own marks, over first attempts.`
        }
        columns={columns}
        rows={weeks}
        rowKey={({ week }) => week}
        csvName="calot-own-words-by-week"
      >
        <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
          {REASON_GRADES.map((grade) => (
            <li key={grade} className="flex items-center gap-1.5">
              <span aria-hidden className={`h-2.5 w-4 rounded-sm forced-color-adjust-none ${fills[grade]}`} />
              {gradeWords[grade]}
            </li>
          ))}
        </ul>
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2 print:grid-cols-2">
          {REASON_PARTS.map((part) => (
            <PartWeeks key={part} part={part} weeks={drawn} />
          ))}
        </div>
        <Agreement agreement={agreement} />
      </ChartFrame>
    </div>
  );
}

function PartWeeks({ part, weeks }: { part: ReasonPart; weeks: readonly Week[] }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1.5 text-muted text-sm">{rationaleLabels[part]}</figcaption>
      <ul className="space-y-1.5 text-sm">
        {weeks.map(({ week, [part]: counts }) => (
          <PartWeek key={week} week={week} counts={counts} />
        ))}
      </ul>
    </figure>
  );
}

function PartWeek({ week, counts }: { week: string; counts: GradeCounts }) {
  const n = sumOf(counts);
  const words = REASON_GRADES.map((grade) => `${gradeWords[grade]} ${formatCount(counts[grade])}`).join(", ");
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)_3.5rem] items-center gap-x-3">
      <span className="text-muted text-xs">{calendarDayInWords(week)}</span>
      <span
        aria-hidden
        className="flex h-3 overflow-hidden rounded-sm forced-color-adjust-none"
        title={words}
      >
        {n > 0 &&
          REASON_GRADES.map((grade) => (
            <span key={grade} className={fills[grade]} style={{ width: `${(100 * counts[grade]) / n}%` }} />
          ))}
      </span>
      <span className="text-right text-muted text-xs">
        <span className="sr-only">{words}, </span>n = {formatCount(n)}
      </span>
    </li>
  );
}

/** How far the faculty's marks and the reader's are the same. */
function Agreement({ agreement }: { agreement: readonly MarkAgreement[] }) {
  if (agreement.length === 0) return null;
  return (
    <div className="mt-5 max-w-prose text-sm">
      <h3 className="font-medium">{t`Your marks and the faculty’s`}</h3>
      <ul className="mt-1 text-muted">
        {agreement.map(({ part, n, same, kappa }) => (
          <li key={part}>
            {t`${nameOf(rationaleLabels, part)}: same mark ${formatShare(same, n)}, weighted kappa ${formatDecimal(kappa)}; n = ${plural(n, "# line", "# lines")} that both marked.`}
          </li>
        ))}
      </ul>
    </div>
  );
}
