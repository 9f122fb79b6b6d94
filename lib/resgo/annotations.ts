import { RATIONALE_PARTS, rationaleWords } from "@/lib/domain/rationale";
import { plainName, plainText } from "@/lib/domain/text/plain-text";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { misshapen } from "@/lib/tables/misshapen";
import {
  type Cell,
  columnLetters,
  type Fault,
  faultOfCell,
  fillMerges,
  isBlank,
  type Row,
  type Sheet,
  shownText,
} from "@/lib/tables/sheet";
import { type ColumnNames, columnsOf, doubledColumns, findHeader, type Header, roleOf } from "./columns";
import { readFrameNumber } from "./frame-number";
import type { FrameKey } from "./layout";
import { nameKey } from "./plain-text";
import { error, type Place, type Problem, warning } from "./problem";
import { type NamedVideo, videoNames } from "./video-names";

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
  readonly time: Time;
};

/** When a frame is shown in the recording: in microseconds; null where a row doesn't say, or says something else. */
export type Time = { readonly us: number | null; readonly wrong: boolean; readonly column: string | null };

export type Annotations = {
  readonly rows: AnnotationRow[];
  readonly problems: Problem[];
};

/** A sheet with its columns found. */
type Table = { readonly sheet: Sheet; readonly header: Header; readonly below: readonly Row[] };

/**
 * The rows of the sheets of one file. Their video is named in a column, or else is the sheet's name.
 *
 * @param videos the bundle's videos by the key of their names
 */
export function readAnnotations(
  sheets: readonly Sheet[],
  videos: ReadonlyMap<string, string>,
  extra: ColumnNames,
): Annotations {
  const problems: Problem[] = [];
  const tables = sheets.flatMap((sheet) => findTable(sheet, videos, extra, problems) ?? []);
  const name = videoNames(videos, tables.flatMap(namesOf));
  const read = tables.map((table) => readTableRows(table, videos, name, extra));
  return {
    rows: read.flatMap(({ rows }) => rows),
    problems: [...problems, ...read.flatMap(({ problems }) => problems)],
  };
}

function findTable(
  sheet: Sheet,
  videos: ReadonlyMap<string, string>,
  extra: ColumnNames,
  problems: Problem[],
): Table | null {
  const at = { file: sheet.file, sheet: sheet.name };
  const filled = fillMerges(sheet);
  if (filled.every(({ cells }) => [...cells.values()].every(isBlank))) return null;
  const header = findHeader(filled, extra);
  if (!header) {
    const known = videos.has(nameKey(sheet.name ?? "")) || sheet.name === null;
    const message = t`No row names the columns: the frame and one other at least. The sheet was skipped.`;
    problems.push(known ? error(at, message) : warning(at, message));
    return null;
  }
  const doubled = doubledColumns(sheet, header, extra);
  problems.push(...doubled);
  if (doubled.length > 0) return null;
  problems.push(...missingColumns(at, header));
  // A row that holds nothing of its own is the rest of merged cells above it.
  const own = new Set(
    sheet.rows.filter(({ cells }) => ![...cells.values()].every(isBlank)).map(({ row }) => row),
  );
  return { sheet, header, below: filled.filter(({ row }) => row > header.row.row && own.has(row)) };
}

/** Every name of a video in a table; the sheet's where no column has them. */
function namesOf({ sheet, header, below }: Table): string[] {
  const column = header.columns.get("video");
  if (column === undefined) return sheet.name === null ? [] : [sheet.name];
  return below.map(({ cells }) => videoText(cells.get(column)) ?? "");
}

const asWhat: Readonly<Record<TextRole, string>> = { phase: t`the phase`, ...rationaleWords };

function missingColumns(at: Place, header: Header): Problem[] {
  const missing = TEXT_ROLES.filter((role) => !header.columns.has(role)).map((role) => asWhat[role]);
  if (missing.length === 0) return [];
  return [error({ ...at, row: header.row.row }, t`No column is read as ${inList(missing, ",")}.`)];
}

type Names = (name: string, as: "cell" | "sheet") => NamedVideo;

function readTableRows(
  { sheet, header, below }: Table,
  videos: ReadonlyMap<string, string>,
  names: Names,
  extra: ColumnNames,
): Annotations {
  const { file, name } = sheet;
  const at = { file, sheet: name };
  const problems: Problem[] = [];
  const video = videoOfSheet(sheet, header, videos, names, problems);
  if (video === null) return { rows: [], problems };
  const rows: AnnotationRow[] = [];
  const unknown = new Map<string, { first: Problem; count: number }>();
  const assumed = new Set<string>();
  const width = Math.max(...header.columns.values()) + 1;
  const shape = misshapen(below, header.row, {
    needed: width,
    read: width,
    whole: true,
    standsAlone: (row) => isAboutFrame(row, header),
  });
  for (const row of below) {
    const place = { ...at, row: row.row };
    if (repeatsNames(row, header, extra)) {
      if (sameColumns(columnsOf(row, extra), header)) continue;
      problems.push(
        error(
          place,
          t`The row names the columns anew, and in another order: what stands below it was not read.`,
        ),
      );
      break;
    }
    const key = frameOfRow(row, header, video, names, videos, place);
    const broken = shape.get(row.row);
    if (broken !== undefined) {
      problems.push(error(place, broken));
      continue;
    }
    if (key === null) continue;
    if ("level" in key) {
      problems.push(key);
      continue;
    }
    if (key.video === null) {
      // Said once a video: a table of hundreds of rows has one fault.
      const before = unknown.get(key.said);
      unknown.set(key.said, { first: before?.first ?? key.problem, count: (before?.count ?? 0) + 1 });
      continue;
    }
    if (key.assumed !== null && !assumed.has(key.assumed)) {
      assumed.add(key.assumed);
      problems.push(warning(place, key.assumed));
    }
    rows.push({
      video: key.video,
      frame: key.frame,
      place,
      entries: entriesOf(row, header),
      time: timeOf(row, header),
    });
  }
  for (const { first, count } of unknown.values()) {
    const message = `${first.message} ${t`${plural(count, "# row was", "# rows were")} not read for it.`}`;
    problems.push({ ...first, message });
  }
  return { rows, problems };
}

/** The video of a sheet's rows; empty where a column names it, null where nothing does. */
function videoOfSheet(
  { file, name }: Sheet,
  header: Header,
  videos: ReadonlyMap<string, string>,
  names: Names,
  problems: Problem[],
): string | null {
  if (header.columns.has("video")) return "";
  const at = { file, sheet: name };
  const found = name === null ? null : names(name, "sheet");
  if (found && "video" in found) {
    if (found.assumed !== null) problems.push(warning(at, found.assumed));
    return found.video;
  }
  const [only] = videos.values();
  if (only !== undefined && videos.size === 1) {
    problems.push(warning(at, t`No column names the video; ${only} is meant, the only one there is.`));
    return only;
  }
  problems.push(
    found
      ? error(at, found.problem)
      : error({ file, row: header.row.row }, t`No column names the video of a row.`),
  );
  return null;
}

function repeatsNames({ cells }: Row, { columns }: Header, extra: ColumnNames): boolean {
  const frame = cells.get(columns.get("frame")!);
  if (roleOf(frame, extra) === "frame") return true;
  // Beside a frame's number stand texts, whatever words are in them.
  return "problem" in frameNumberOf(frame, "") && namesMost(cells, extra);
}

/** Whether a row holds several names of columns, wherever they stand. */
function namesMost(cells: Row["cells"], extra: ColumnNames): boolean {
  const roles = new Set(
    [...cells.values()].map((cell) => roleOf(cell, extra)).filter((role) => role !== null),
  );
  return roles.has("frame") && roles.size >= 3;
}

function sameColumns(columns: Header["columns"], header: Header): boolean {
  return [...columns].every(([role, column]) => header.columns.get(role) === column);
}

function isAboutFrame({ cells }: Row, { columns }: Header): boolean {
  const video = columns.get("video");
  const cell = cells.get(columns.get("frame")!);
  return (
    cell !== undefined &&
    "frame" in frameNumberOf(cell, "") &&
    (video === undefined || !isBlank(cells.get(video)))
  );
}

type FrameOfRow =
  | { readonly video: string; readonly frame: number; readonly assumed: string | null }
  | { readonly video: null; readonly said: string; readonly problem: Problem };

/** Which frame a row is about; null for a row that is about none. */
function frameOfRow(
  { cells }: Row,
  { columns }: Header,
  videoOfSheet: string,
  names: Names,
  videos: ReadonlyMap<string, string>,
  place: Place,
): FrameOfRow | Problem | null {
  const frameColumn = columns.get("frame")!;
  const videoColumn = columns.get("video");
  const cell = cells.get(frameColumn);
  const atFrame = { ...place, column: columnLetters(frameColumn) };
  const saysMore = [...columns].some(
    ([role, column]) => role !== "frame" && role !== "video" && !isBlank(cells.get(column)),
  );
  if (isBlank(cell) && !saysMore) return null;
  const atVideo = { ...place, column: videoColumn === undefined ? null : columnLetters(videoColumn) };
  const videoCell = videoColumn === undefined ? videoOfSheet : cells.get(videoColumn);
  const said = videoText(videoCell);
  const named =
    said === null ? null : videoColumn === undefined ? { video: said, assumed: null } : names(said, "cell");
  const read = frameNumberOf(cell, named && "video" in named ? named.video : (said ?? ""));
  if ("problem" in read) {
    // A total or a note below the rows has no texts beside it.
    return saysMore
      ? error(atFrame, read.problem)
      : warning(atFrame, `${read.problem} ${t`The row was skipped.`}`);
  }
  const { frame } = read;
  if (videoCell instanceof Date) {
    const day = videoCell.toISOString().slice(0, 10);
    const problem = error(
      atVideo,
      t`The video is a date, ${day}, which Excel made of its name: format the column as text and enter the names again.`,
    );
    return { video: null, said: day, problem };
  }
  if (named === null) {
    const fault = faultOfCell(videoCell);
    return error(
      atVideo,
      fault === null
        ? t`Frame ${frame} has no video.`
        : t`The video of frame ${frame} can’t be read from its cell.`,
    );
  }
  if ("problem" in named && !saysMore) return warning(atVideo, `${named.problem} ${t`The row was skipped.`}`);
  if ("problem" in named)
    return { video: null, said: plainName(said!), problem: error(atVideo, named.problem) };
  const other = read.names
    .map((key) => videos.get(key))
    .find((video) => video !== undefined && video !== named.video);
  if (other !== undefined) {
    return error(
      atFrame,
      t`“${shownText(cell!) ?? ""}” is a frame of ${other}, but the row is about ${named.video}.`,
    );
  }
  return { video: named.video, frame, assumed: named.assumed };
}

function frameNumberOf(cell: Cell | undefined, video: string): ReturnType<typeof readFrameNumber> {
  if (cell === undefined || isBlank(cell)) return { problem: t`There is no frame number.` };
  const fault = faultOfCell(cell);
  if (fault === "date") {
    return {
      problem: t`The frame number is a date: format the column as text or as a number, and enter it again.`,
    };
  }
  if (fault === "struck") return { problem: t`The frame number is struck out, or a part of it.` };
  if (fault === "formula") {
    return {
      problem: t`The cell of the frame number holds a formula without a stored value: open the workbook in Excel and save it.`,
    };
  }
  if (fault && "error" in fault)
    return { problem: t`The cell of the frame number holds the error ${fault.error}.` };
  // What a format shows of a number may be rounded.
  const number =
    typeof cell === "number" ? cell : typeof cell === "object" && "number" in cell ? cell.number : null;
  if (number !== null && !Number.isSafeInteger(number))
    return { problem: t`${number} is not a frame number.` };
  return number === null
    ? readFrameNumber(shownText(cell) ?? "", video)
    : readFrameNumber(String(number), "");
}

/** What a cell names as the video; null where it names nothing. */
function videoText(cell: Cell | string | undefined): string | null {
  if (cell === undefined || isBlank(cell) || typeof cell === "boolean" || faultOfCell(cell) !== null)
    return null;
  return shownText(cell)?.replace(/^'(?=\d)/, "") ?? null;
}

function timeOf({ cells }: Row, { columns }: Header): Time {
  const index = columns.get("timeUs");
  if (index === undefined) return { us: null, wrong: false, column: null };
  const cell = cells.get(index);
  const column = columnLetters(index);
  if (cell === undefined || isBlank(cell)) return { us: null, wrong: false, column };
  // What a format shows of so large a number is rounded.
  const value = typeof cell === "object" && "number" in cell ? cell.number : cell;
  const said = typeof value === "string" ? value.trim() : value;
  const us = faultOfCell(cell) === null && /^\d{1,16}$/.test(String(said)) ? Number(said) : Number.NaN;
  return Number.isSafeInteger(us) ? { us, wrong: false, column } : { us: null, wrong: true, column };
}

function entriesOf({ cells }: Row, { columns }: Header): Record<TextRole, Entry> {
  const entryOf = (role: TextRole): Entry => {
    const index = columns.get(role);
    if (index === undefined) return { text: "", fault: null, column: null };
    const column = columnLetters(index);
    const cell = cells.get(index);
    const fault = faultOfCell(cell);
    if (cell === undefined || fault !== null) return { text: "", fault, column };
    return { text: plainText(shownText(cell) ?? ""), fault: null, column };
  };
  return {
    phase: entryOf("phase"),
    location: entryOf("location"),
    exposure: entryOf("exposure"),
    nextAction: entryOf("nextAction"),
    criticalRisk: entryOf("criticalRisk"),
  };
}
