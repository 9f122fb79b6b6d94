import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { Packet } from "@/lib/domain/packet/views";
import { inContext, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { NO_FIGURE } from "@/lib/words/figures";
import { assignmentStanding, assignmentsOf, readingNotes } from "@/lib/words/packet";
import { drawFoot } from "./foot";
import { makeSheet, type PdfDocument, type Sheet, type Tag } from "./sheet";
import { drawTable } from "./table";

const ROW = 14;
const LINE = 11;
/** What the foot of a page takes, and the head that a table repeats on it. */
const FOOT = 16;

/** Draws the pages after a resident's figures: how to read them, and the assignments, on as many as they need. */
export function drawFurtherPages(doc: PdfDocument, root: Tag, packet: Packet): void {
  const { resident } = packet;
  const assignments = assignmentsOf(resident);
  let drawn = 0;
  for (let number = 2; number === 2 || drawn < assignments.length; number++) {
    doc.addPage();
    const sheet = makeSheet(doc);
    root.add("Sect", (page) => {
      let y = drawHead(sheet, page, packet, number);
      if (number === 2) y = drawReading(sheet, page, packet, y + 16) + 12;
      y = drawTitle(sheet, page, number === 2 ? ASSIGNMENTS : t`Assignments, continued`, y + 14);
      const room = Math.max(1, Math.floor((sheet.bottom - FOOT - y) / ROW) - 1);
      const shown = assignments.slice(drawn, drawn + room);
      drawn += shown.length;
      if (shown.length > 0) drawAssignments(sheet, page, packet, shown, y);
      else drawLine(sheet, page, t`None in this time.`, y + 10);
      drawFoot(sheet, page, packet);
    });
  }
}

const ASSIGNMENTS = t`Assignments finished or excused in this time, and all that are overdue`;

function drawHead(sheet: Sheet, tag: Tag, { resident }: Packet, number: number): number {
  const { left, right, width } = sheet;
  const y = 48;
  tag.add("P", () => {
    sheet.text(resident.name, left, y, { size: 9, weight: "bold", fit: width - 200 });
    const words = inContext("a page’s number")`Competency committee packet, page ${number}`;
    sheet.text(words, right, y, { size: 8, ink: "muted", align: "right", fit: 190 });
  });
  sheet.rule(y + 7);
  return y + 7;
}

function drawTitle(sheet: Sheet, tag: Tag, text: string, y: number): number {
  tag.add("H2", () => sheet.text(text, sheet.left, y, { size: 10, weight: "bold", fit: sheet.width }));
  return y + 5;
}

const drawLine = (sheet: Sheet, tag: Tag, text: string, y: number): void =>
  tag.add("P", () => sheet.text(text, sheet.left, y, { size: 8, ink: "muted", fit: sheet.width }));

/** A line or two a figure, the figure's name before them. @returns where it ends */
function drawReading(sheet: Sheet, tag: Tag, { resident }: Packet, top: number): number {
  let y = drawTitle(sheet, tag, t`How to read these figures`, top) + 3;
  const indent = 96;
  for (const [name, words] of readingNotes(resident)) {
    const lines = sheet.wrap(words, sheet.width - indent, { size: 8 });
    const start = y;
    tag.add("P", () => {
      sheet.text(name, sheet.left, start + LINE, { size: 8, weight: "bold", fit: indent - 6 });
      for (const [at, line] of lines.entries())
        sheet.text(line, sheet.left + indent, start + (at + 1) * LINE, { size: 8 });
    });
    y += lines.length * LINE + 3;
  }
  return y;
}

function drawAssignments(
  sheet: Sheet,
  tag: Tag,
  { resident }: Packet,
  shown: ReturnType<typeof assignmentsOf>,
  y: number,
): void {
  const [mode, due, answered, standing] = [64, 64, 64, 130];
  const columns = [
    { header: t`Assignment`, width: sheet.width - mode - due - answered - standing },
    { header: t`Mode`, width: mode },
    { header: t`Due`, width: due },
    { header: t`Answered`, width: answered },
    { header: t`Standing`, width: standing },
  ];
  const rows = shown.map((each) => [
    each.name,
    modeWords(each.mode).name,
    each.dueAt === null ? NO_FIGURE : formatDay(each.dueAt, resident.timeZone),
    t`${each.answered} of ${each.cases}`,
    { text: assignmentStanding(each, resident.timeZone), bold: each.state === "overdue" },
  ]);
  drawTable(sheet, tag, columns, rows, { x: sheet.left, y, rowHeight: ROW, size: 8 });
}
