import { parse } from "csv-parse/sync";
import { t } from "@/lib/language/t";
import { BundleError } from "./list-files";
import { type Problem, warning } from "./problem";
import type { Sheet } from "./sheet";

const DELIMITERS = [",", ";", "\t"];
const LONGEST_RECORD = 1_000_000;

/** Where a spreadsheet program may have put the names of the columns. */
const HEADER_LINES = 50;
const HEADER_WORD = /\b(?:frame|image|file|video|procedure|split)/i;

/**
 * A CSV file, separated by commas, semicolons or tabs. Rows are numbered as a spreadsheet numbers them: a line
 * feed inside quotes begins no row.
 *
 * @throws BundleError with a sentence for people when it can't be read as CSV
 */
export function readCsv(file: string, bytes: Buffer): { sheet: Sheet; problems: Problem[] } {
  const { text, assumed } = decode(bytes);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      max_record_size: LONGEST_RECORD,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    const sheet = { file, name: null, rows, merges: [] };
    return { sheet, problems: assumed ? [warning({ file }, assumed)] : [] };
  } catch (cause) {
    throw new BundleError(t`The file can't be read as CSV: ${(cause as Error).message.replace(/\.$/, "")}.`);
  }
}

/** UTF-8, or what Excel writes where it doesn't write that. */
function decode(bytes: Buffer): { text: string; assumed: string | null } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder("utf-16le").decode(bytes), assumed: null };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), assumed: null };
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    return { text, assumed: t`The file is not UTF-8; it was read as Windows-1252.` };
  }
}

/** The delimiter that the line with the names of the columns holds most of. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 100_000).split(/\r\n?|\n/, HEADER_LINES);
  const header = lines.find(
    (line) => HEADER_WORD.test(line) && DELIMITERS.some((mark) => line.includes(mark)),
  );
  const counts = DELIMITERS.map((mark) => (header ?? lines[0] ?? "").split(mark).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
