import type { Packet } from "@/lib/domain/packet/views";
import { inContext, plural, t } from "@/lib/language/t";
import { describeInterval, describePeriod, followedNotes } from "@/lib/words/cohort-figures";
import { formatDay, formatMoment } from "@/lib/words/dates";
import { calibrationNote, figuresOf, notesOf, titleOf } from "@/lib/words/packet";
import { drawFoot } from "./foot";
import { drawReliability } from "./reliability";
import { makeSheet, type PdfDocument, type Sheet, type Tag } from "./sheet";
import { drawFailures, drawMilestones, drawPhases } from "./tables";
import { drawTrend, drawTrendLegend } from "./trend";

const GAP = 20;

/** Draws a resident's figures on the document's current one: all of it, however long names and notes are. */
export function drawPage(doc: PdfDocument, root: Tag, packet: Packet): void {
  const sheet = makeSheet(doc);
  const { resident } = packet;
  root.add("Sect", (page) => {
    let y = drawHead(sheet, page, packet);
    y = drawFigures(sheet, page, packet, y + 12);
    y = drawTrends(sheet, page, packet, y + 12);
    const tables = 0.58 * sheet.width;
    const phases = drawPhases(sheet, page, resident, { x: sheet.left, y, width: tables });
    const failures = drawFailures(sheet, page, resident, { x: sheet.left, y: phases + 9, width: tables });
    const curves = drawCurves(sheet, page, packet, { x: sheet.left + tables + GAP, y });
    y = Math.max(failures, curves) + 9;
    y = drawMilestones(sheet, page, packet.standings, { x: sheet.left, y, width: sheet.width });
    drawNotes(sheet, page, packet, y + 10);
    drawFoot(sheet, page, packet);
  });
}

const tagLine = (
  tag: Tag,
  sheet: Sheet,
  text: string,
  y: number,
  { size }: { readonly size: number },
): void => tag.add("P", () => sheet.text(text, sheet.left, y, { size, ink: "muted", fit: sheet.width }));

function drawHead(sheet: Sheet, tag: Tag, packet: Packet): number {
  const { resident, institution } = packet;
  const { left, right, width } = sheet;
  const top = 36;
  const inside = width - 190;
  // A long name is set smaller before it is cut.
  const long = inside / sheet.measure(resident.name, { size: 20, weight: "bold" });
  const size = Math.max(12, Math.min(20, 20 * long));
  tag.add("H1", () => sheet.text(resident.name, left, top + 18, { size, weight: "bold", fit: inside }));
  tag.add("P", () => sheet.text(titleOf(resident), left, top + 33, { size: 9, fit: inside }));
  tag.add("P", () => {
    const period = describePeriod(resident.period);
    const words = resident.active ? period : t`${period}, account closed`;
    sheet.text(words, left, top + 45, { size: 8, ink: "muted", fit: inside });
  });
  tag.add("P", () => {
    const style = { align: "right", fit: 180 } as const;
    sheet.text(t`Competency committee packet`, right, top + 12, {
      ...style,
      size: 8,
      weight: "bold",
      ink: "accent",
    });
    sheet.text(institution, right, top + 23, { ...style, size: 8 });
    const when = formatMoment(packet.printedAt, resident.timeZone);
    sheet.text(t`Printed ${when}`, right, top + 34, { ...style, size: 7, ink: "muted" });
    sheet.text(inContext("below “Printed” with a date")`by ${packet.printedBy}`, right, top + 43, {
      ...style,
      size: 7,
      ink: "muted",
    });
  });
  sheet.rule(top + 54, { thick: 1, ink: "ink" });
  return top + 54;
}

/** The four figures, each with its interval and n; contact beside them where any case has No-Go regions. */
function drawFigures(sheet: Sheet, tag: Tag, { resident }: Packet, y: number): number {
  const told = figuresOf(resident);
  const column = sheet.width / told.length;
  for (const [at, { note, estimate }] of told.entries()) {
    const x = sheet.left + at * column;
    const fit = column - 8;
    tag.add("P", () => {
      sheet.text(note.label, x, y + 8, { size: 8, weight: "bold", fit });
      sheet.text(note.format(estimate.value, estimate.n), x, y + 29, { size: 20, fit });
      const interval = describeInterval(estimate, note);
      sheet.text(interval ? t`95%: ${interval}` : t`no interval`, x, y + 40, { size: 7, ink: "muted", fit });
      sheet.text(t`n = ${plural(estimate.n, "# answer", "# answers")}`, x, y + 49, {
        size: 7,
        ink: "muted",
        fit,
      });
    });
  }
  return y + 52;
}

/** How sure the resident was, of the phase and of the zone, and how to read it. */
function drawCurves(
  sheet: Sheet,
  tag: Tag,
  { resident }: Packet,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  const each = (sheet.right - x - 12) / 2;
  const side = each - 16;
  drawReliability(sheet, tag, t`Sure of the phase`, resident.phaseCalibration, { x, y, side });
  drawReliability(sheet, tag, t`Sure of the zone`, resident.zoneCalibration, { x: x + each + 12, y, side });
  const lines = sheet.wrap(calibrationNote(resident), sheet.right - x, { size: 6.5 });
  const top = y + side + 40;
  tag.add("P", () => {
    for (const [at, line] of lines.entries())
      sheet.text(line, x, top + at * 8.2, { size: 6.5, ink: "muted" });
  });
  return top + lines.length * 8.2;
}

function drawTrends(sheet: Sheet, tag: Tag, { resident }: Packet, y: number): number {
  const width = (sheet.width - GAP) / 2;
  // The trends take the length that A4 has more than Letter.
  const height = 86 + Math.max(0, (sheet.bottom - 756) / 3);
  for (const [at, note] of followedNotes.entries()) {
    const place = {
      x: sheet.left + (at % 2) * (width + GAP),
      y: y + Math.floor(at / 2) * height,
      width,
      height,
    };
    drawTrend(sheet, tag, resident, note, place);
  }
  drawTrendLegend(sheet, tag, resident.band?.cohort ?? null, sheet.left, y + 2 * height + 9);
  return y + 2 * height + 20;
}

const NOTE_LINE = 10;

/** The notes of the period, the latest first, as far as the page goes; the rest is counted. */
function drawNotes(sheet: Sheet, tag: Tag, { resident }: Packet, top: number): void {
  const notes = notesOf(resident);
  const end = sheet.bottom - 16;
  let y = top + 8;
  tag.add("H2", () => sheet.text(t`What directors wrote`, sheet.left, y, { size: 8, weight: "bold" }));
  if (notes.length === 0) tagLine(tag, sheet, t`Nothing in this time.`, y + 12, { size: 7.5 });
  for (const [index, note] of notes.entries()) {
    const rest = notes.length - index;
    const lines = sheet.wrap(note.text, sheet.width - 96, { size: 7.5 });
    const room = Math.floor((end - y) / NOTE_LINE);
    // A line is kept to say how many don't fit.
    const least = 2 + (rest > 1 ? 1 : 0);
    if (room < least) {
      const words = t`${plural(rest, "# more", "# more")}: on the resident’s page in Calot.`;
      tagLine(tag, sheet, words, y + NOTE_LINE, { size: 7 });
      return;
    }
    const shown = lines.slice(0, Math.min(lines.length, room - (rest > 1 ? 1 : 0)));
    if (shown.length < lines.length) shown[shown.length - 1] = `${shown.at(-1)} …`;
    const start = y;
    tag.add("P", () => {
      const style = { size: 7, ink: "muted", fit: 90 } as const;
      sheet.text(formatDay(note.at, resident.timeZone), sheet.left, start + NOTE_LINE, style);
      sheet.text(note.author ?? t`someone no longer here`, sheet.left, start + 2 * NOTE_LINE, style);
      for (const [at, line] of shown.entries()) {
        const foot = start + (at + 1) * NOTE_LINE;
        sheet.text(line, sheet.left + 96, foot, { size: 7.5, fit: sheet.width - 96 });
      }
    });
    y += Math.max(2, shown.length) * NOTE_LINE + 3;
  }
}
