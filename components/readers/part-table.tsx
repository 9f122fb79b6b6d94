"use client";

import { METRIC_COLUMNS } from "@/lib/domain/readers/metric-columns";
import type { PartFigures } from "@/lib/domain/readers/views";
import { formatCount } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";
import { Figure } from "./figure-cell";

type PartTableProps = {
  caption: string;
  note: string;
  /** Heads the column that names the parts. */
  first: string;
  parts: readonly PartFigures[];
  csvName: string;
};

const columnsFor = (first: string): readonly Column<PartFigures>[] => [
  { key: "label", header: first, value: ({ label }) => label },
  {
    key: "n",
    header: "n",
    numeric: true,
    value: ({ metrics }) => metrics.n,
    cell: ({ metrics }) => formatCount(metrics.n),
  },
  ...METRIC_COLUMNS.map(
    ({ key, label }): Column<PartFigures> => ({
      key,
      header: label,
      numeric: true,
      value: ({ metrics }) => metrics[key],
      cell: ({ metrics, intervals }) => <Figure value={metrics[key]} interval={intervals?.[key] ?? null} />,
    }),
  ),
];

/** The figures of parts of a run's cases, in the columns of the table of readers. */
export function PartTable({ caption, note, first, parts, csvName }: PartTableProps) {
  return (
    <DataTable
      caption={caption}
      note={note}
      columns={columnsFor(first)}
      rows={parts}
      rowKey={({ key }) => key}
      csvName={csvName}
      empty={null}
    />
  );
}
