"use client";

import { type ReactNode, useId, useState } from "react";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { CsvButton } from "../ui/csv-button";
import { csvHeader, csvRow } from "../ui/csv-columns";
import { type Column, DataTable } from "../ui/data-table";

type ChartFrameProps<Row> = {
  title: string;
  /** What is drawn, in a sentence. */
  note: ReactNode;
  /** The same data as a table, and as a file. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  csvName: string;
  children: ReactNode;
};

/** A chart with its table and its file. */
export function ChartFrame<Row>({
  title,
  note,
  columns,
  rows,
  rowKey,
  csvName,
  children,
}: ChartFrameProps<Row>) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    // The table is a region of the same name.
    <section aria-labelledby={asTable ? undefined : id}>
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <p className="text-muted text-sm">{note}</p>
        </div>
        <div className="flex gap-1 print:hidden">
          <Button variant="quiet" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t`Show as chart` : t`Show as table`}
          </Button>
          <CsvButton
            name={csvName}
            of={title}
            header={csvHeader(columns)}
            rows={() => rows.map((row) => csvRow(columns, row))}
          />
        </div>
      </header>
      {asTable ? (
        <DataTable caption={title} captionHidden columns={columns} rows={rows} rowKey={rowKey} empty={null} />
      ) : (
        children
      )}
    </section>
  );
}
