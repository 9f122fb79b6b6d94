"use client";

import type { ContactFigures, FollowedFigures, ReferenceRow } from "@/lib/domain/cohorts/views";
import { inContext, t } from "@/lib/language/t";
import { contactNotes, followedNotes } from "@/lib/words/cohort-figures";
import { formatCount } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";
import { ReaderSwatch } from "../viewer/marks";

type Row = {
  readonly name: string;
  readonly reader: "cohort" | "model";
  readonly what: string;
  readonly n: number;
  /** Whether the paper says so: then as exactly as it does. */
  readonly reported: boolean;
  readonly figures: ReferenceRow["figures"];
};

type ReferenceTableProps = {
  name: string;
  figures: FollowedFigures;
  contact: ContactFigures;
  references: readonly ReferenceRow[];
  csvName: string;
};

const columns: readonly Column<Row>[] = [
  {
    key: "name",
    header: t`Reader`,
    value: ({ name }) => name,
    cell: ({ name, reader }) => (
      <span className="flex items-center gap-2.5">
        <ReaderSwatch reader={reader} />
        {name}
      </span>
    ),
  },
  { key: "what", header: inContext("the answers that figures are of")`Over`, value: ({ what }) => what },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n, cell: ({ n }) => formatCount(n) },
  ...followedNotes.map(
    ({ key, label, format }): Column<Row> => ({
      key,
      header: label,
      numeric: true,
      value: ({ figures }) => figures[key],
      cell: ({ figures, n, reported }) => format(figures[key], reported ? Number.POSITIVE_INFINITY : n),
    }),
  ),
];

const contactColumns = contactNotes.map(
  ({ key, label, format }): Column<Row> => ({
    key,
    header: label,
    numeric: true,
    value: ({ figures }) => figures[key],
    cell: ({ figures }) => format(figures[key], figures.nNoGo),
  }),
);

/** The cohort beside models: those that read the same cases, and those that the paper reports. */
export function ReferenceTable({ name, figures, contact, references, csvName }: ReferenceTableProps) {
  const rows: readonly Row[] = [
    {
      name,
      reader: "cohort",
      what: t`its first answers`,
      n: figures.acc.n,
      reported: false,
      figures: {
        acc: figures.acc.value,
        mIoU: figures.mIoU.value,
        ha25: figures.ha25.value,
        hmIoU: figures.hmIoU.value,
        contact: contact.contact.value,
        contact5: contact.contact5.value,
        nNoGo: contact.contact.n,
      },
    },
    ...references.map(
      (row): Row => ({
        name: row.name,
        reader: "model",
        what: row.kind === "model" ? t`cases both have answered` : t`ResGo’s test split, as reported`,
        n: row.cases,
        reported: row.kind === "paper",
        figures: row.figures,
      }),
    ),
  ];
  return (
    <DataTable
      caption={t`Beside models`}
      note={t`Models measured here are told over the cohort’s own cases. The paper’s row is over other cases: read it as a direction, not a rank.`}
      columns={rows.some((row) => row.figures.nNoGo > 0) ? [...columns, ...contactColumns] : columns}
      rows={rows}
      rowKey={(row) => `${row.reader} ${row.what} ${row.name}`}
      csvName={csvName}
      empty={null}
    />
  );
}
