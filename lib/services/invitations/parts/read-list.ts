import { MOST_ROWS } from "@/lib/domain/invitations/input";
import { isYear, type ListRow } from "@/lib/domain/invitations/plan-list";
import { garbled, garbledWords } from "@/lib/domain/text/garbled";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { misshapen } from "@/lib/tables/misshapen";
import { readCsv } from "@/lib/tables/read-csv";
import { columnLetters, isBlank, type Row } from "@/lib/tables/sheet";
import { TableError } from "@/lib/tables/table-error";
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
const HEADER = t`The columns are named in one row: name, email, role, cohort, year.`;
/** Where the row with the names of the columns may stand, below titles. */
const HEADER_ROWS = 50;

type ReadList = {
  readonly rows: readonly ListRow[];
  /** Columns with another name, or with none, which are not read. */
  readonly ignored: readonly string[];
};

/**
 * A list of people as CSV, separated by commas, semicolons or tabs, with a row that names its columns, and perhaps titles
 * above it. Rows are numbered as a spreadsheet numbers them; empty ones are passed over. What can't be read as a whole is
 * refused with a sentence.
 */
export function readList(text: string): Result<ReadList> {
  // A replacement character: what was read as UTF-8 was written as something else. Nul: it is no text.
  if (text.includes("\uFFFD") || text.includes("\0")) {
    return fail(
      "invalid",
      t`The file is not UTF-8. Save it as “CSV UTF-8” in your spreadsheet, and send it again.`,
    );
  }
  const read = parseRows(text);
  if (!read.ok) return read;
  if (read.value.length === 0) return fail("invalid", `${t`The list is empty.`} ${HEADER}`);
  const header = findHeader(read.value);
  const columns = columnsOf(header);
  const missing = REQUIRED.filter((name) => !columns.has(name));
  if (missing.length > 0)
    return fail("invalid", `${t`There is no column called ${inList(missing, "or")}.`} ${HEADER}`);
  const twice = doubledName(header);
  if (twice) return fail("invalid", t`Two columns are called ${twice}. Take one of them out.`);
  const below = read.value.filter((row) => row.row > header.row && !repeats(row, columns));
  if (below.length === 0)
    return fail("invalid", t`There is nobody in the list below the names of the columns.`);
  if (below.length > MOST_ROWS) {
    return fail(
      "invalid",
      t`The list has ${plural(below.length, "# row", "# rows")}. Send ${MOST_ROWS} at most at once.`,
    );
  }
  const needed = Math.max(...REQUIRED.map((name) => columns.get(name)!)) + 1;
  const broken = misshapen(below, header, {
    needed,
    read: Math.max(...columns.values()) + 1,
    // A cohort and a year are left out of rows that end before them.
    whole: false,
    standsAlone: (row) => textAt(row, columns.get("email")).includes("@"),
  });
  return succeed({
    rows: below.map((row): ListRow => {
      const fault = broken.get(row.row) ?? garbledCell(row) ?? cohortOrYear(row, columns);
      return {
        row: row.row,
        name: textAt(row, columns.get("name")),
        email: textAt(row, columns.get("email")),
        role: textAt(row, columns.get("role")),
        cohort: textAt(row, columns.get("cohort")),
        year: textAt(row, columns.get("year")),
        ...(fault === null ? {} : { fault }),
      };
    }),
    ignored: [
      ...[...header.cells].flatMap(([, cell]) => (columnOf(cell) === undefined ? [String(cell).trim()] : [])),
      ...nameless(header, below, Math.max(...columns.values())),
    ],
  });
}

/** In a row that ends before the year, a cohort called as a year is called may be the year. */
function cohortOrYear(row: Row, columns: ReadonlyMap<Column, number>): string | null {
  const cohort = textAt(row, columns.get("cohort"));
  const ends = row.width !== null && row.width <= (columns.get("year") ?? -1);
  return ends && isYear(cohort)
    ? t`The row ends before the year, and “${cohort}” may be one or the cohort: write both cells, one of them empty.`
    : null;
}

/** Columns up to the last one that is read which hold something below an empty name. */
function nameless({ cells: names }: Row, rows: readonly Row[], last: number): string[] {
  const filled = rows.flatMap(({ cells }) =>
    [...cells].flatMap(([index, cell]) => (isBlank(cell) ? [] : [index])),
  );
  return [...new Set(filled)]
    .filter((index) => index < last && isBlank(names.get(index)))
    .sort((a, b) => a - b)
    .map((index) => t`column ${columnLetters(index)}`);
}

function parseRows(text: string): Result<readonly Row[]> {
  try {
    return succeed(readCsv(text.replace(/^\ufeff+/, ""), (cell) => columnOf(cell) !== undefined));
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    const { row, column } = cause.place;
    const message =
      row === undefined
        ? cause.message
        : column === undefined
          ? t`Row ${row}: ${cause.message}`
          : t`Row ${row}, column ${column}: ${cause.message}`;
    return fail("invalid", message);
  }
}

function columnOf(cell: unknown): Column | undefined {
  const name = String(cell)
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  return columnNames[
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, " ")
  ];
}

/** The row that names most of the columns; the first one where none does. */
function findHeader(rows: readonly Row[]): Row {
  const near = rows.filter(({ row }) => row <= HEADER_ROWS);
  const named = near.map((row) => columnsOf(row).size);
  const most = Math.max(...named);
  return near[most >= 2 ? named.indexOf(most) : 0] ?? rows[0]!;
}

function columnsOf({ cells }: Row): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells) {
    const column = columnOf(cell);
    if (column && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

function doubledName({ cells }: Row): Column | undefined {
  const named = [...cells.values()].map(columnOf);
  return named.find((column, at) => column !== undefined && named.indexOf(column) !== at);
}

/** Whether a row names the columns again, as where two lists were put together. */
function repeats({ cells }: Row, columns: ReadonlyMap<Column, number>): boolean {
  return REQUIRED.every((name) => columnOf(cells.get(columns.get(name)!)) === name);
}

function textAt({ cells }: Row, column: number | undefined): string {
  const cell = column === undefined ? undefined : cells.get(column);
  return isBlank(cell) ? "" : String(cell);
}

function garbledCell({ cells }: Row): string | null {
  for (const cell of cells.values()) {
    const lost = garbled(String(cell));
    if (lost !== null) return garbledWords(lost);
  }
  return null;
}
