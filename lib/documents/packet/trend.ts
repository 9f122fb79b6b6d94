import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { plural, t } from "@/lib/language/t";
import { type FollowedNote, formatTick } from "@/lib/words/cohort-figures";
import { inks, type PdfDocument, type Sheet, type Tag } from "./sheet";

type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Point = { readonly day: number; readonly value: number };
type Span = { readonly day: number; readonly low: number; readonly high: number };

const WEEK = 7;
/** In points. */
const SMALLEST_DOT = 0.8;
const dayOf = (day: string): number => Date.parse(day) / 86_400_000;

/** Weeks that follow one another without a gap. */
function unbroken<T extends { readonly day: number }>(points: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (const point of points) {
    const last = pieces.at(-1)?.at(-1);
    if (last && point.day - last.day <= WEEK) pieces.at(-1)!.push(point);
    else pieces.push([point]);
  }
  return pieces;
}

/** One figure by week: the resident's line and interval before the cohort's middle half. */
export function drawTrend(
  sheet: Sheet,
  tag: Tag,
  { weeks, band, period }: Pick<ResidentPage, "weeks" | "band" | "period">,
  note: FollowedNote,
  { x, y, width, height }: Frame,
): void {
  const { key, label, format } = note;
  const plot: Frame = { x: x + 24, y: y + 15, width: width - 28, height: height - 30 };
  const points = weeks.flatMap(({ week, ...of }) => {
    const { value, n } = of[key];
    return value === null ? [] : [{ day: dayOf(week), value, n }];
  });
  const counts = points.map(({ n }) => n);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const intervals = weeks.flatMap(({ week, ...of }): Span[] => {
    const interval = of[key].interval;
    return interval ? [{ day: dayOf(week), low: interval[0], high: interval[1] }] : [];
  });
  const half = (band?.weeks ?? []).flatMap(({ week, figures }) => {
    const of = figures[key];
    return of ? [{ day: dayOf(week), low: of.low, high: of.high, value: of.median }] : [];
  });
  // From the first answer on, without the empty years before it.
  const known = [...points, ...half].map(({ day }) => day);
  const first = period.weeks === "all" && known.length > 0 ? Math.min(...known) : dayOf(period.from);
  const last = Math.max(dayOf(period.until) - (WEEK - 1), first + WEEK);
  const at = (day: number): number => plot.x + ((day - first) / (last - first)) * plot.width;
  const up = (value: number): number => plot.y + (1 - value) * plot.height;
  const step = Math.min(3, plot.width / ((last - first) / WEEK) / 2);

  const latest = points.at(-1);
  tag.add(
    "Figure",
    () => {
      sheet.text(label, x, y + 8, { size: 7.5, weight: "bold" });
      drawGround(sheet.doc, plot);
      for (const value of [0, 0.5, 1]) {
        const words = formatTick(note, value);
        sheet.text(words, plot.x - 4, up(value) + 2.2, { size: 6, ink: "muted", align: "right" });
      }
      sheet.doc
        .save()
        .rect(plot.x - 1, plot.y - 2, plot.width + 2, plot.height + 4)
        .clip();
      for (const piece of unbroken(half.filter((week) => week.day >= first)))
        drawBand(sheet.doc, piece, at, up, step, inks.cohort);
      for (const piece of unbroken(intervals)) drawBand(sheet.doc, piece, at, up, step, inks.interval, 0.6);
      for (const piece of unbroken(half)) drawLine(sheet.doc, piece, at, up, inks.median, 0.7, [2, 1.6]);
      for (const piece of unbroken(points)) drawLine(sheet.doc, piece, at, up, inks.resident, 1.2);
      sheet.doc.restore();
      const largest = points.length > 30 ? 1.4 : 2.2;
      for (const { day, value, n } of points) {
        const radius = Math.max(SMALLEST_DOT, largest * Math.sqrt(n / most));
        sheet.doc.circle(at(day), up(value), radius).fill(inks.resident);
      }
      const foot = plot.y + plot.height + 8;
      const isLong = last - first > 50 * WEEK;
      const dayWords = (day: number): string =>
        calendarDayInWords(new Date(day * 86_400_000).toISOString().slice(0, 10), isLong);
      sheet.text(dayWords(first), plot.x, foot, { size: 6, ink: "muted" });
      sheet.text(dayWords(last), plot.x + plot.width, foot, { size: 6, ink: "muted", align: "right" });
      const middle = plot.x + plot.width / 2;
      if (points.length > 0) {
        const words = least === most ? t`n = ${least} a week` : t`n = ${least} to ${most} a week`;
        sheet.text(words, middle, foot, { size: 6, ink: "muted", align: "center" });
      } else {
        sheet.text(t`No answers in this time`, middle, up(0.5) - 3, {
          size: 7,
          ink: "muted",
          align: "center",
        });
      }
    },
    {
      alt: latest
        ? t`${label} by week: ${plural(points.length, "# week with answers", "# weeks with answers")}, ${format(latest.value, latest.n)} in the latest.`
        : t`${label} by week: no answers.`,
      bbox: [x, y, x + width, y + height],
    },
  );
}

function drawGround(doc: PdfDocument, { x, y, width, height }: Frame): void {
  for (const share of [0, 0.5, 1]) {
    const line = y + share * height;
    doc
      .moveTo(x, line)
      .lineTo(x + width, line)
      .lineWidth(0.4)
      .stroke(share === 1 ? inks.line : inks.faint);
  }
}

function drawBand(
  doc: PdfDocument,
  piece: readonly Span[],
  at: (day: number) => number,
  up: (value: number) => number,
  step: number,
  colour: string,
  opacity = 1,
): void {
  const [only] = piece;
  if (!only) return;
  doc.save().fillOpacity(opacity);
  if (piece.length === 1) {
    // A single week is given a width: it could not be seen otherwise.
    doc.rect(at(only.day) - step, up(only.high), 2 * step, Math.max(0.5, up(only.low) - up(only.high)));
  } else {
    doc.moveTo(at(only.day), up(only.high));
    for (const { day, high } of piece.slice(1)) doc.lineTo(at(day), up(high));
    for (const { day, low } of piece.toReversed()) doc.lineTo(at(day), up(low));
    doc.closePath();
  }
  doc.fill(colour).restore();
}

function drawLine(
  doc: PdfDocument,
  piece: readonly Point[],
  at: (day: number) => number,
  up: (value: number) => number,
  colour: string,
  width: number,
  dashes?: [number, number],
): void {
  const [first, ...rest] = piece;
  if (!first || rest.length === 0) return;
  doc.moveTo(at(first.day), up(first.value));
  for (const { day, value } of rest) doc.lineTo(at(day), up(value));
  if (dashes) doc.dash(dashes[0], { space: dashes[1] });
  doc.lineJoin("round").lineWidth(width).stroke(colour).undash();
}

/** What the lines and shaded areas of the trends mean. */
export function drawTrendLegend(sheet: Sheet, tag: Tag, cohort: string | null, x: number, y: number): void {
  const { doc } = sheet;
  const entries = [
    {
      words: t`The resident: the more answers, the larger the dot`,
      draw: (at: number) =>
        doc
          .moveTo(at, y - 2)
          .lineTo(at + 14, y - 2)
          .lineWidth(1.2)
          .stroke(inks.resident)
          .circle(at + 7, y - 2, 2)
          .fill(inks.resident),
    },
    { words: t`95% interval`, draw: (at: number) => doc.rect(at, y - 5, 14, 6).fill(inks.interval) },
    ...(cohort === null
      ? []
      : [
          {
            words: t`Middle half of ${cohort}`,
            draw: (at: number) => doc.rect(at, y - 5, 14, 6).fill(inks.cohort),
          },
          {
            words: t`its median`,
            draw: (at: number) =>
              doc
                .moveTo(at, y - 2)
                .lineTo(at + 14, y - 2)
                .lineWidth(0.7)
                .dash(2, { space: 1.6 })
                .stroke(inks.median)
                .undash(),
          },
        ]),
  ];
  let at = x;
  for (const { words, draw } of entries) {
    const start = at;
    sheet.artifact(() => draw(start));
    tag.add("P", () => sheet.text(words, start + 18, y, { size: 6.5, ink: "muted", fit: 190 }));
    at += 18 + Math.min(190, sheet.measure(words, { size: 6.5 })) + 14;
  }
}
