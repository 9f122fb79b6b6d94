"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useId, useMemo, useState } from "react";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { Button } from "./button";
import { CsvButton } from "./csv-button";
import { type CsvColumn, csvHeader, csvRow } from "./csv-columns";
import { ScrollRegion } from "./scroll-region";
import { type Sort, sortRows } from "./sort-rows";

export type Column<Row> = CsvColumn<Row> & {
  readonly key: string;
  /** What is shown; the value itself where it is left out. */
  readonly cell?: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Not shown on a phone: another cell says it there. */
  readonly wideOnly?: boolean;
};

type DataTableProps<Row> = {
  caption: string;
  /** Beside the caption, in a sentence. */
  note?: ReactNode;
  /** Said to screen readers alone, where a heading stands above. */
  captionHidden?: boolean;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  /** Gives the table a field to search by, with this label. */
  search?: string;
  /** The CSV file's name, without its ending; no file where it is left out. */
  csvName?: string;
  /** Stands in place of the table when there is no row. */
  empty: ReactNode;
};

/** What all cells share, said once: hundreds of them are sent. */
const cells = clsx(
  "divide-y divide-line [&>tr:hover>th]:bg-sunken [&>tr:hover]:bg-sunken",
  "[&>tr>th]:sticky [&>tr>th]:left-0 [&>tr>th]:z-10 [&>tr>th]:min-w-[min(9rem,45vw)] [&>tr>th]:max-w-[min(18rem,45vw)] [&>tr>th]:break-words [&>tr>th]:bg-paper [&>tr>th]:py-2 [&>tr>th]:pr-4 [&>tr>th]:text-left [&>tr>th]:align-baseline [&>tr>th]:font-medium",
  "[&>tr>td]:max-w-80 [&>tr>td]:break-words [&>tr>td]:px-2 [&>tr>td]:py-2 [&>tr>td]:align-baseline [&>tr>td:last-child]:pr-1",
  "[&>tr>td.num]:whitespace-nowrap [&>tr>td.num]:text-right",
);

/** How many rows are drawn at first; the rest is drawn on demand. */
const SHOWN_AT_FIRST = 100;

const normal = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A dense table: every column sorts, the keyboard reaches everything, and it can be saved as CSV. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, note, captionHidden = false, columns, rows, rowKey, search, csvName, empty } = props;
  const id = useId();
  const [sort, setSort] = useState<Sort | null>(props.sort ?? null);
  const [sought, setSought] = useState("");
  const [all, setAll] = useState(false);

  const found = useMemo(() => {
    const words = normal(sought).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    return rows.filter((row) => {
      const text = normal(columns.map(({ value }) => value(row) ?? "").join(" "));
      return words.every((word) => text.includes(word));
    });
  }, [rows, columns, sought]);
  const sorted = useMemo(() => {
    const column = sort && columns.find(({ key }) => key === sort.key);
    return column ? sortRows(found, column.value, sort.descending) : found;
  }, [found, columns, sort]);
  const shown = all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);

  function sortBy({ key, numeric }: Column<Row>) {
    // A first press on a number brings the greatest up; on a text, the first of the alphabet.
    const first = numeric ?? false;
    setSort(sort?.key === key ? { key, descending: !sort.descending } : { key, descending: first });
  }

  if (rows.length === 0) return <div className="text-muted">{empty}</div>;
  return (
    <div>
      <div
        className={clsx(
          "flex flex-wrap items-end gap-x-4 gap-y-2",
          (!captionHidden || search || csvName) && "mb-2",
        )}
      >
        <div
          id={id}
          className={clsx("min-w-0 flex-1", search && "max-sm:basis-full", captionHidden && "sr-only")}
        >
          {captionHidden ? <p>{caption}</p> : <h2 className="font-semibold">{caption}</h2>}
          {note && <p className="text-muted text-sm">{note}</p>}
        </div>
        {search && (
          <input
            type="search"
            aria-label={search}
            placeholder={search}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            className="min-h-9 min-w-40 rounded-md border border-line-strong bg-raised px-3 py-1 text-sm placeholder:text-muted hover:border-ink max-sm:flex-1 sm:w-64 pointer-coarse:min-h-11"
          />
        )}
        {csvName && (
          <CsvButton
            name={csvName}
            of={caption}
            header={csvHeader(columns)}
            rows={() => sorted.map((row) => csvRow(columns, row))}
          />
        )}
      </div>
      <ScrollRegion labelledBy={id} className="border-line border-y">
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-line border-b">
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.key}
                  column={column}
                  sticky={index === 0}
                  direction={
                    sort?.key !== column.key ? undefined : sort.descending ? "descending" : "ascending"
                  }
                  onSort={() => sortBy(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody className={cells}>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ key, value, cell, numeric, wideOnly }, index) => {
                  const content = cell ? cell(row) : (value(row) ?? "—");
                  return index === 0 ? (
                    <th key={key} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td
                      key={key}
                      {...((numeric || wideOnly) && {
                        className: clsx(numeric && "num", wideOnly && "max-sm:hidden"),
                      })}
                    >
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {found.length === 0 && <p className="py-4 text-muted text-sm">{t`Nothing matches “${sought}”.`}</p>}
      </ScrollRegion>
      {shown.length < sorted.length && (
        <p className="mt-2 flex flex-wrap items-center gap-3 text-muted text-sm">
          {t`${formatCount(shown.length)} of ${plural(sorted.length, "# row", "# rows")}.`}
          <Button size="sm" className="print:hidden" onClick={() => setAll(true)}>{t`Show all`}</Button>
        </p>
      )}
    </div>
  );
}

type HeaderCellProps<Row> = {
  column: Column<Row>;
  sticky: boolean;
  direction: "ascending" | "descending" | undefined;
  onSort: () => void;
};

function HeaderCell<Row>({ column, sticky, direction, onSort }: HeaderCellProps<Row>) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      {...(direction && { "aria-sort": direction })}
      className={clsx(
        "px-2 py-0 text-left align-bottom font-normal text-muted",
        sticky && "sticky left-0 z-10 bg-paper pl-0",
        column.numeric && "text-right",
        column.wideOnly && "max-sm:hidden",
      )}
    >
      <button
        type="button"
        onClick={onSort}
        className={clsx(
          "inline-flex min-h-9 min-w-6 items-center gap-1 whitespace-nowrap text-xs hover:text-ink pointer-coarse:min-h-11",
          column.numeric && "flex-row-reverse",
          direction && "font-medium text-ink",
        )}
      >
        {column.header}
        <Arrow aria-hidden className={clsx("size-3", !direction && "invisible")} />
      </button>
    </th>
  );
}
