import { CsvError, parse } from "csv-parse/sync";
import { MOST_ROWS } from "@/lib/domain/invitations/input";
import type { ListRow } from "@/lib/domain/invitations/plan-list";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { fail, type Result, succeed } from "../../result";

type Column = "name" | "email" | "role" | "cohort" | "year";

const columnNames: Readonly<Record<string, Column>> = {
  name: "name",
  "full name": "name",
  email: "email",
  "e-mail": "email",
  mail: "email",
  "e-mail address": "email",
  "email address": "email",
  role: "role",
  cohort: "cohort",
  year: "year",
  "year of training": "year",
  "training year": "year",
  pgy: "year",
};

const REQUIRED = ["name", "email", "role"] as const;
const HEADER = t`Begin with a row that names the columns: name, email, role, cohort, year.`;
const LONGEST_RECORD = 20_000;

type ReadList = {
  readonly rows: readonly ListRow[];
  /** Columns with another name, which are not read. */
  readonly ignored: readonly string[];
};

/**
 * A list of people as CSV, separated by commas, semicolons or tabs, with a row that names its columns. Rows are numbered
 * as a spreadsheet numbers them; empty ones are passed over. What can't be read as a whole is refused with a sentence.
 */
export function readList(text: string): Result<ReadList> {
  // A replacement character: what was read as UTF-8 was written as something else. Nul: it is no text.
  if (text.includes("\uFFFD") || text.includes("\0")) {
    return fail(
      "invalid",
      t`The file is not UTF-8. Save it as “CSV UTF-8” in your spreadsheet, and send it again.`,
    );
  }
  const records = parseRecords(text);
  if (!records.ok) return records;
  const [header, ...rest] = records.value;
  if (!header) return fail("invalid", `${t`The list is empty.`} ${HEADER}`);
  const columns = header.cells.map(
    (cell) =>
      columnNames[
        cell
          .trim()
          .toLowerCase()
          .replaceAll(/[\s_]+/g, " ")
      ],
  );
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    return fail("invalid", `${t`There is no column called ${inList(missing, "or")}.`} ${HEADER}`);
  const twice = columns.find((name, at) => name !== undefined && columns.indexOf(name) !== at);
  if (twice) return fail("invalid", t`Two columns are called ${twice}. Take one of them out.`);
  const rows = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length === 0)
    return fail("invalid", t`There is nobody in the list below the names of the columns.`);
  if (rows.length > MOST_ROWS) {
    return fail(
      "invalid",
      t`The list has ${plural(rows.length, "# row", "# rows")}. Send ${MOST_ROWS} at most at once.`,
    );
  }
  const columnCount = header.cells.length;
  const at = (cells: readonly string[], name: Column): string => cells[columns.indexOf(name)] ?? "";
  return succeed({
    rows: rows.map(({ row, cells }) => ({
      row,
      name: at(cells, "name"),
      email: at(cells, "email"),
      role: at(cells, "role"),
      cohort: at(cells, "cohort"),
      year: at(cells, "year"),
      ...surplusOf(cells, columnCount),
    })),
    ignored: header.cells
      .filter((cell, i) => columns[i] === undefined && cell.trim() !== "")
      .map((cell) => cell.trim()),
  });
}

/** What is said of a row that is longer than the header; empty cells at its end, as spreadsheets write them, are none. */
function surplusOf(cells: readonly string[], columns: number): Pick<ListRow, "surplus"> {
  const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  return filled > columns ? { surplus: { cells: filled, columns } } : {};
}

type Numbered = { readonly row: number; readonly cells: readonly string[] };

function parseRecords(text: string): Result<readonly Numbered[]> {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      max_record_size: LONGEST_RECORD,
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return succeed(records.map((cells, index) => ({ row: index + 1, cells })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    return fail(
      "invalid",
      typeof line === "number"
        ? t`The list can’t be read as CSV near line ${line}: a quotation mark is opened and not closed, or stands where none may. Mend it there.`
        : t`The list can’t be read as CSV: a quotation mark is opened and not closed, or stands where none may. Mend it there.`,
    );
  }
}

/** What the row with the names of the columns holds most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, LONGEST_RECORD).split(/\r\n?|\n/, 1)[0] ?? "";
  const marks = [",", ";", "\t"];
  const counts = marks.map((mark) => header.split(mark).length);
  return marks[counts.indexOf(Math.max(...counts))]!;
}
