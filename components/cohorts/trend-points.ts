import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { type FollowedNote, suppressionWords } from "@/lib/words/cohort-figures";
import type { TrendPoint } from "../charts/trend-point";
import { dayNumber, type WeekSlot } from "../charts/week-days";
import type { SomeFigures } from "./estimate-cell";

/** With more weeks than this, the axis tells the year. */
const WEEKS_OF_A_YEAR = 52;

/** A figure's weeks as points of a trend. */
export function trendPoints(
  slots: readonly WeekSlot<{ readonly week: string } & SomeFigures>[],
  { key }: FollowedNote,
): TrendPoint[] {
  return slots.map(({ week, of }) => ({
    day: dayNumber(week),
    label: calendarDayInWords(week, slots.length > WEEKS_OF_A_YEAR),
    longLabel: t`Week of ${calendarDayInWords(week, true)}`,
    value: of?.[key]?.value ?? null,
    band: of?.[key]?.interval ?? null,
    n: of?.[key]?.n ?? 0,
    gap: of?.suppressed ? suppressionWords[of.suppressed] : null,
  }));
}
