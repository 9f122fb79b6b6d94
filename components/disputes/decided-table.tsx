"use client";

import Link from "next/link";
import type { DecidedDispute } from "@/lib/domain/disputes/views";
import { nameOf } from "@/lib/domain/name-of";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { type Column, DataTable } from "../ui/data-table";
import { statusWords } from "./status-words";

type DecidedTableProps = {
  disputes: readonly DecidedDispute[];
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** What was decided last, and how. */
export function DecidedTable({ disputes, timeZone }: DecidedTableProps) {
  const columns: readonly Column<DecidedDispute>[] = [
    {
      key: "case",
      header: t`Case`,
      value: (row) => t`${row.case.video}, frame ${row.case.frame}`,
      cell: (row) => (
        <Link
          href={`/disputes/${row.id}`}
          prefetch={false}
          className="underline underline-offset-2"
        >{t`${row.case.video}, frame ${row.case.frame}`}</Link>
      ),
    },
    { key: "outcome", header: t`Outcome`, value: ({ status }) => nameOf(statusWords, status) },
    { key: "reader", header: t`Asked by`, value: ({ reader }) => reader },
    { key: "reason", header: t`Reason`, value: ({ reason }) => reason },
    { key: "decision", header: t`Answer`, value: ({ decision }) => decision },
    { key: "judge", header: t`Decided by`, value: ({ judge }) => judge },
    {
      key: "decidedAt",
      header: t`Decided`,
      value: ({ decidedAt }) => decidedAt,
      cell: ({ decidedAt }) => decidedAt && formatDay(decidedAt, timeZone),
    },
  ];
  return (
    <DataTable
      caption={t`Decided`}
      note={t`The latest hundred.`}
      columns={columns}
      rows={disputes}
      rowKey={({ id }) => id}
      sort={{ key: "decidedAt", descending: true }}
      search={t`Search what was decided`}
      csvName="decided-questions"
      empty={null}
    />
  );
}
