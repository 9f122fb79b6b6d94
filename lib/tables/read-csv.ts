import { plural, t } from "@/lib/language/t";
import { columnLetters, isBlank, type Row } from "./sheet";
import { TableError } from "./table-error";

const DELIMITERS = [",", ";", "\t", "|"];
const MOST_CELLS = 2_000_000;
const LONGEST_CELL = 100_000;
/** Where a spreadsheet program may have put the names of the columns. */
const HEADER_LINES = 50;

/** One line of `sep=;` tells Excel what stands between the cells, and is not shown. */
const SEP_LINE = /^"?sep=([^\w"\r\n]|\\t)"?[ \t]*(?:\r\n|\r|\n)/i;

type Record = { readonly cells: string[]; readonly lines: readonly [number, number] };

/**
 * The rows of a CSV text, separated by commas, semicolons, tabs or bars, with line ends of any kind. Rows are numbered
 * as a spreadsheet numbers them: a line feed inside quotes begins none. A quotation mark that could mean two things is
 * refused: read as one of them, it would take other rows into its cell.
 *
 * @param isName whether a cell is the name of a column: what the row with most of them is separated by separates all
 * @throws TableError with a sentence for people, the row and the column
 */
export function readCsv(text: string, isName: (cell: string) => boolean): Row[] {
  const sep = SEP_LINE.exec(text);
  const body = sep ? text.slice(sep[0].length) : text;
  const delimiter = sep ? sep[1]!.replace("\\t", "\t") : delimiterOf(body, isName);
  const records = split(body, delimiter);
  refuseSwallowed(records, body, delimiter);
  const rows = records.map(({ cells }, index): Row => {
    const filled = cells.flatMap((cell, column) =>
      isBlank(cell) ? [] : [[column, unwrapped(cell)] as const],
    );
    return { row: index + 1, cells: new Map(filled), width: cells.length };
  });
  return rows.filter(({ cells }) => cells.size > 0);
}

/** `="0012"` is how programs keep Excel from taking the zeros away. */
function unwrapped(cell: string): string {
  return /^\s*="([^"]*)"\s*$/.exec(cell)?.[1] ?? cell;
}

/** The delimiter by which a line near the top holds most names of columns, or else most cells. */
function delimiterOf(text: string, isName: (cell: string) => boolean): string {
  const lines = text.slice(0, 200_000).split(/\r\n|\r|\n/, HEADER_LINES);
  const scores = DELIMITERS.map((delimiter) => {
    const perLine = lines.map((line) => {
      const cells = line.split(delimiter);
      return [cells.filter((cell) => isName(bare(cell))).length, cells.length] as const;
    });
    return [Math.max(...perLine.map(([names]) => names)), perLine[0]?.[1] ?? 0] as const;
  });
  const best = scores.reduce((best, score) =>
    score[0] > best[0] || (score[0] === best[0] && score[1] > best[1]) ? score : best,
  );
  return DELIMITERS[scores.indexOf(best)]!;
}

const bare = (cell: string): string => cell.trim().replace(/^"(.*)"$/, "$1");

/** Cuts a text into records, each with the lines of the file that it takes; indexes from 0. */
function split(text: string, delimiter: string): Record[] {
  const records: Record[] = [];
  let cells: string[] = [];
  let line = 0;
  let firstLine = 0;
  let at = 0;
  let count = 0;
  const refuse = (why: string): never => {
    throw new TableError(why, { row: records.length + 1, column: columnLetters(cells.length) });
  };
  const keep = (cell: string): void => {
    if (cell.length > LONGEST_CELL)
      refuse(t`The cell holds more than ${plural(LONGEST_CELL, "# character", "# characters")}.`);
    if (++count > MOST_CELLS)
      refuse(t`The file has more than ${plural(MOST_CELLS, "# cell", "# cells")}: split it.`);
    cells.push(cell);
  };
  const end = (): void => {
    records.push({ cells, lines: [firstLine, line] });
    cells = [];
    line += 1;
    firstLine = line;
  };
  const blanks = delimiter === "\t" ? / */y : /[ \t]*/y;
  const code = delimiter.charCodeAt(0).toString(16).padStart(4, "0");
  const plain = new RegExp(`[^\\r\\n\\u${code}]*`, "y");
  const from = (pattern: RegExp, start: number): string => {
    pattern.lastIndex = start;
    return pattern.exec(text)?.[0] ?? "";
  };
  // A line end at the very end of the file begins no row.
  while (at < text.length || cells.length > 0) {
    const indent = from(blanks, at).length;
    if (text[at + indent] === '"') {
      const quoted = quotedFrom(text, at + indent + 1);
      if (quoted === null) {
        return refuse(t`A quotation mark opens the cell and none closes it: close it, or take it away.`);
      }
      at = quoted.end + from(blanks, quoted.end).length;
      const next = text[at];
      if (next !== undefined && next !== delimiter && next !== "\r" && next !== "\n") {
        const seen = text.slice(quoted.end, quoted.end + 20).split(/[\r\n]/)[0]!;
        refuse(
          t`A quotation mark opens the cell, and the next one stands before “${seen}” and doesn’t end it: where a cell is in quotation marks, those inside it are doubled.`,
        );
      }
      line += quoted.breaks;
      keep(quoted.text);
    } else {
      const cell = from(plain, at);
      at += cell.length;
      const doubt = doubtfulQuotes(cell);
      if (doubt) refuse(doubt);
      keep(cell);
    }
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the end of the file is followed by an empty cell.
      if (at < text.length) continue;
      keep("");
    }
    at += from(/\r{0,2}\n|\r|/y, at).length;
    end();
  }
  return records;
}

/** What stands in quotation marks; null where none closes them. */
function quotedFrom(
  text: string,
  start: number,
): { readonly text: string; readonly end: number; readonly breaks: number } | null {
  let from = start;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const inside = text.slice(start, quote);
    const breaks = inside.match(/\r{0,2}\n|\r/g)?.length ?? 0;
    return { text: inside.replaceAll('""', '"'), end: quote + 1, breaks };
  }
}

/** Why quotation marks in a cell that stands in none can't be understood; null where they can: `the 5" trocar`. */
function doubtfulQuotes(cell: string): string | null {
  if (!cell.includes('"') || /^\s*="[^"]*"\s*$/.test(cell)) return null;
  const isPlain = !cell.includes('""') && (cell.split('"').length % 2 === 1 || !/(?<!\d)"/.test(cell));
  if (isPlain) return null;
  return t`A quotation mark stands in the cell, and it can’t be told what it belongs to: take it away, or put the whole cell in quotation marks and double those inside.`;
}

/** A cell in quotation marks that holds whole rows of the table: the mark that should have closed it is missing. */
function refuseSwallowed(records: readonly Record[], text: string, delimiter: string): void {
  if (records.every(({ lines: [first, last] }) => first === last)) return;
  const lines = text.split(/\r{0,2}\n|\r/);
  const cellsOf = (line: number): string[] =>
    (lines[line] ?? "").split(delimiter).map((cell) => cell.replaceAll('"', "").trim());
  for (const [index, { cells, lines: taken }] of records.entries()) {
    const [first, last] = taken;
    if (first === last || cells.length < 2) continue;
    // Where the mark that opens is a stray one, the line it stands in is a whole row.
    const own = cellsOf(first);
    if (own.length < cells.length) continue;
    for (let line = first + 1; line <= last; line++) {
      const inner = cellsOf(line);
      if (inner.length < cells.length || !isAlike(own, inner)) continue;
      const column = cells.findIndex((cell) => /[\r\n]/.test(cell));
      throw new TableError(
        t`A quotation mark opens the cell and takes in whole rows of the table, as line ${line + 1} of the file: close it, or take it away.`,
        { row: index + 1, column: columnLetters(column) },
      );
    }
  }
}

/** Whether a line looks like a row of the table: numbers or addresses where one has them, or single words alone. */
function isAlike(row: readonly string[], line: readonly string[]): boolean {
  const alike = (pattern: RegExp): boolean =>
    row.some((cell, column) => pattern.test(cell) && pattern.test(line[column] ?? ""));
  const isBare = line.length === row.length && line.every((cell) => /^\S+$/.test(cell));
  return isBare || alike(/^\d+$/) || alike(/^\S+@\S+$/);
}
