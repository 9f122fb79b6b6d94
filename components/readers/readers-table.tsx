"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useId } from "react";
import { METRIC_COLUMNS, type MetricColumn } from "@/lib/domain/readers/metric-columns";
import { firstOrder, type RowGroup, type SortKey, type TableView } from "@/lib/domain/readers/table-view";
import type { MeasuredCases, ReaderRow } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { formatCount, NO_FIGURE } from "@/lib/words/figures";
import { ScrollRegion } from "../ui/scroll-region";
import { Figure } from "./figure-cell";
import { describeCases, describeSplit } from "./reader-words";
import { RowName } from "./row-name";

type ReadersTableProps = {
  groups: readonly RowGroup[];
  view: TableView;
  onChange: (change: Partial<TableView>) => void;
};

const COLUMNS = METRIC_COLUMNS.length + 2;

/** The table: a group of rows for each set of cases, and a line above it that says which. */
export function ReadersTableView({ groups, view, onChange }: ReadersTableProps) {
  const id = useId();
  const sortBy = (sort: SortKey): void =>
    onChange({ sort, descending: view.sort === sort ? !view.descending : firstOrder(sort) });
  const header = { view, onSort: sortBy };
  return (
    <>
      <h2 id={id} className="sr-only">{t`Readers, a group for each set of cases`}</h2>
      <ScrollRegion labelledBy={id} className="border-line border-y">
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{t`Readers`}</caption>
          <ColumnGroups />
          <thead>
            <tr className="text-muted text-xs">
              <td colSpan={2} className="sticky left-0 z-10 bg-paper" />
              {groupedColumns.map(({ group, span }) => (
                <th
                  key={group}
                  scope="colgroup"
                  colSpan={span}
                  className="border-line border-l px-1.5 pt-2 text-left font-normal"
                >
                  {group}
                </th>
              ))}
            </tr>
            <tr className="border-line border-b">
              <SortHeader {...header} sort="name" label={t`Reader`} sticky />
              <SortHeader {...header} sort="n" label="n" />
              {METRIC_COLUMNS.map((column) => (
                <SortHeader
                  key={column.key}
                  {...header}
                  sort={column.key}
                  label={column.label}
                  firstOfGroup={isFirstOfGroup(column)}
                />
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.key} className="divide-y divide-line border-line border-b last:border-b-0">
              <GroupLine group={group} />
              {group.rows.map(({ row, best }) => (
                <tr key={row.key} className="group hover:bg-sunken">
                  <th
                    scope="row"
                    className="sticky left-0 z-10 min-w-[min(13rem,40vw)] max-w-[min(17rem,40vw)] bg-paper py-2 pr-3 text-left align-baseline font-medium group-hover:bg-sunken"
                  >
                    <RowName row={row} mixed={group.comparison === "mixed"} />
                  </th>
                  <td className="px-1.5 py-2 text-right align-baseline">
                    {row.metrics ? formatCount(row.metrics.n) : NO_FIGURE}
                  </td>
                  {METRIC_COLUMNS.map((column) => (
                    <td
                      key={column.key}
                      className={clsx(
                        "whitespace-nowrap px-1.5 py-2 text-right align-baseline",
                        isFirstOfGroup(column) && "border-line border-l",
                      )}
                    >
                      <Figure
                        value={row.metrics?.[column.key] ?? null}
                        interval={row.kind === "run" ? row.intervals[column.key] : null}
                        best={best.has(column.key)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollRegion>
    </>
  );
}

const groupedColumns = [...new Set(METRIC_COLUMNS.map(({ group }) => group))].map((group) => ({
  group,
  span: METRIC_COLUMNS.filter((column) => column.group === group).length,
}));

const isFirstOfGroup = (column: MetricColumn): boolean =>
  METRIC_COLUMNS.find(({ group }) => group === column.group) === column;

/** Tells the browser which columns a heading above several of them stands for. */
function ColumnGroups() {
  return (
    <>
      <colgroup span={2} />
      {groupedColumns.map(({ group, span }) => (
        <colgroup key={group} span={span} />
      ))}
    </>
  );
}

type SortHeaderProps = {
  sort: SortKey;
  label: string;
  view: TableView;
  onSort: (sort: SortKey) => void;
  sticky?: boolean;
  firstOfGroup?: boolean;
};

function SortHeader({ sort, label, view, onSort, sticky = false, firstOfGroup = false }: SortHeaderProps) {
  const isSorted = view.sort === sort;
  const Arrow = view.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      {...(isSorted && { "aria-sort": view.descending ? ("descending" as const) : ("ascending" as const) })}
      className={clsx(
        "px-1.5 align-bottom font-normal text-muted",
        sticky ? "sticky left-0 z-10 bg-paper pl-0 text-left" : "text-right",
        firstOfGroup && "border-line border-l",
      )}
    >
      <button
        type="button"
        onClick={() => onSort(sort)}
        className={clsx(
          "inline-flex min-h-9 min-w-6 items-center gap-0.5 whitespace-nowrap text-xs hover:text-ink pointer-coarse:min-h-11",
          !sticky && "flex-row-reverse",
          isSorted && "font-medium text-ink",
        )}
      >
        {label}
        <Arrow aria-hidden className={clsx("size-3", !isSorted && "invisible")} />
      </button>
    </th>
  );
}

/** Which cases the rows below are over, and so whether their order is a ranking. */
function GroupLine({ group }: { group: RowGroup }) {
  const [first] = group.rows;
  if (!first) return null;
  const { title, note } = wordsOf(group, first.row);
  return (
    <tr className="bg-sunken">
      <th scope="rowgroup" colSpan={COLUMNS} className="px-0 py-2 text-left font-normal">
        <div className="sticky left-0 max-w-[min(44rem,86vw)] px-2">
          <span className="font-semibold">{title}</span> <span className="text-muted text-xs">{note}</span>
        </div>
      </th>
    </tr>
  );
}

function wordsOf(
  { comparison, rows }: RowGroup,
  { kind, measured }: ReaderRow,
): { title: string; note: string } {
  if (comparison === "mixed") {
    return {
      title: t`All rows in one list`,
      note: t`They are over different cases: their order is no ranking. Best are told only among rows over the same cases.`,
    };
  }
  if (comparison === "parts") {
    return {
      title: t`Parts of ${describeSplit(measured)}`,
      note: t`Each row is over cases of its own out of ${formatCount(measured.of)}: their order is no ranking.`,
    };
  }
  return {
    title: `${describeSplit(measured)}: ${describeSame(kind, measured)}`,
    note: rows.length > 1 ? t`All rows over the same cases. Underlined: the best of them.` : "",
  };
}

function describeSame(kind: ReaderRow["kind"], measured: MeasuredCases): string {
  if (kind === "paper") return t`as reported, n = ${formatCount(measured.cases)}`;
  return describeCases(measured);
}
