import { RATIONALE_PARTS, rationaleWords } from "@/lib/domain/rationale";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { type ColumnNames, doubledColumns, findHeader, type Header, roleOf } from "./columns";
import { readFrameNumber } from "./frame-number";
import type { FrameKey } from "./layout";
import { nameKey, plainName, plainText } from "./plain-text";
import { columnLetters, error, type Place, type Problem, warning } from "./problem";
import { type Cell, type Fault, fillMerges, isBlank, type Sheet } from "./sheet";

export const TEXT_ROLES = ["phase", ...RATIONALE_PARTS] as const;
export type TextRole = (typeof TEXT_ROLES)[number];

/** What a row says in one column: a text, nothing, or something that is no text. */
type Entry = {
  readonly text: string;
  readonly fault: Fault | null;
  /** Null where the sheet has no such column. */
  readonly column: string | null;
};

/** What the tables say of one frame. */
export type AnnotationRow = FrameKey & {
  readonly place: Place;
  readonly entries: Readonly<Record<TextRole, Entry>>;
};

/**
 * The rows of a sheet. Its video is named in a column, or else is the sheet's name.
 *
 * @param videos the bundle's videos by the key of their names
 */
export function readAnnotations(
  sheet: Sheet,
  videos: ReadonlyMap<string, string>,
  extra: ColumnNames,
): { rows: AnnotationRow[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const at = { file: sheet.file, sheet: sheet.name };
  const filled = fillMerges(sheet);
  if (filled.every((cells) => cells.every(isBlank))) return { rows: [], problems };
  const header = findHeader(filled, extra);
  if (!header) {
    const known = videos.has(nameKey(sheet.name ?? "")) || sheet.name === null;
    const message = t`No row names the columns: the frame and one other at least. The sheet was skipped.`;
    return { rows: [], problems: [known ? error(at, message) : warning(at, message)] };
  }
  const doubled = doubledColumns(sheet, filled[header.row]!, header, extra);
  if (doubled.length > 0) return { rows: [], problems: doubled };
  problems.push(...missingColumns(at, header));
  const video = videoOfSheet(sheet, header, videos, problems);
  if (video === null) return { rows: [], problems };

  const rows: AnnotationRow[] = [];
  for (let index = header.row + 1; index < filled.length; index++) {
    const cells = filled[index]!;
    // A row that holds nothing of its own is the rest of merged cells above it.
    if ((sheet.rows[index] ?? []).every(isBlank)) continue;
    const place = { ...at, row: index + 1 };
    const key = frameOfRow(cells, header, video, videos, place, extra);
    if (key === null) continue;
    if ("level" in key) problems.push(key);
    else rows.push({ ...key, place, entries: entriesOf(cells, header) });
  }
  return { rows, problems };
}

const asWhat: Readonly<Record<TextRole, string>> = { phase: t`the phase`, ...rationaleWords };

function missingColumns(at: Place, header: Header): Problem[] {
  const missing = TEXT_ROLES.filter((role) => !header.columns.has(role)).map((role) => asWhat[role]);
  if (missing.length === 0) return [];
  return [error({ ...at, row: header.row + 1 }, t`No column is read as ${inList(missing, ",")}.`)];
}

/** The video of a sheet's rows; empty where a column names it, null where nothing does. */
function videoOfSheet(
  { file, name }: Sheet,
  header: Header,
  videos: ReadonlyMap<string, string>,
  problems: Problem[],
): string | null {
  if (header.columns.has("video")) return "";
  const named = name === null ? undefined : videos.get(nameKey(name));
  if (named !== undefined) return named;
  const [only] = videos.values();
  if (only !== undefined && videos.size === 1) {
    problems.push(
      warning({ file, sheet: name }, t`No column names the video; ${only} is meant, the only one there is.`),
    );
    return only;
  }
  if (name !== null) return plainName(name);
  problems.push(error({ file, row: header.row + 1 }, t`No column names the video of a row.`));
  return null;
}

/** Which frame a row is about; null for a row that is about none. */
function frameOfRow(
  cells: readonly Cell[],
  { columns }: Header,
  videoOfSheet: string,
  videos: ReadonlyMap<string, string>,
  place: Place,
  extra: ColumnNames,
): FrameKey | Problem | null {
  const frameColumn = columns.get("frame")!;
  const cell = cells[frameColumn] ?? null;
  const saysMore = [...columns].some(
    ([role, column]) => role !== "frame" && role !== "video" && !isBlank(cells[column]),
  );
  if (isBlank(cell) && !saysMore) return null;
  // Some repeat the names of the columns further down.
  if (roleOf(cell, extra) === "frame") return null;
  const atFrame = { ...place, column: columnLetters(frameColumn) };
  const read = frameNumberOf(cell);
  if ("problem" in read) {
    // A total or a note below the rows has no texts beside it.
    return saysMore
      ? error(atFrame, read.problem)
      : warning(atFrame, `${read.problem} ${t`The row was skipped.`}`);
  }
  const videoColumn = columns.get("video");
  const video = videoColumn === undefined ? videoOfSheet : videoNameOf(cells[videoColumn] ?? null);
  if (video === "")
    return error({ ...place, column: columnLetters(videoColumn!) }, t`Frame ${read.frame} has no video.`);
  const known = videos.get(nameKey(video)) ?? video;
  const other = videos.get(read.prefix);
  if (other !== undefined && other !== known) {
    return error(atFrame, t`“${String(cell)}” is a frame of ${other}, but the row is about ${known}.`);
  }
  return { video: known, frame: read.frame };
}

function frameNumberOf(cell: Cell): ReturnType<typeof readFrameNumber> {
  if (cell === null || isBlank(cell)) return { problem: t`There is no frame number.` };
  if (cell instanceof Date) {
    return {
      problem: t`The frame number is a date: format the column as text or as a number, and enter it again.`,
    };
  }
  if (typeof cell === "object") {
    return {
      problem:
        typeof cell.fault === "object"
          ? t`The cell of the frame number holds the error ${cell.fault.error}.`
          : t`The cell of the frame number holds a formula without a stored value: open the workbook in Excel and save it.`,
    };
  }
  if (typeof cell === "number" && !Number.isSafeInteger(cell))
    return { problem: t`${cell} is not a frame number.` };
  return readFrameNumber(String(cell));
}

function videoNameOf(cell: Cell): string {
  return typeof cell === "string" || typeof cell === "number" ? plainName(String(cell)) : "";
}

function entriesOf(cells: readonly Cell[], { columns }: Header): Record<TextRole, Entry> {
  const entryOf = (role: TextRole): Entry => {
    const index = columns.get(role);
    if (index === undefined) return { text: "", fault: null, column: null };
    const column = columnLetters(index);
    const cell = cells[index] ?? null;
    if (cell instanceof Date) return { text: "", fault: "date", column };
    if (cell !== null && typeof cell === "object") return { text: "", fault: cell.fault, column };
    return { text: cell === null ? "" : plainText(String(cell)), fault: null, column };
  };
  return {
    phase: entryOf("phase"),
    location: entryOf("location"),
    exposure: entryOf("exposure"),
    nextAction: entryOf("nextAction"),
    criticalRisk: entryOf("criticalRisk"),
  };
}
