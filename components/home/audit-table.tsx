"use client";

import type { AuditEntry } from "@/lib/domain/homes/views";
import { type Column, DataTable } from "../ui/data-table";
import { formatMoment } from "../ui/dates";

const columnsIn = (timeZone: string): readonly Column<AuditEntry>[] => [
  {
    key: "at",
    header: "When",
    value: ({ at }) => at,
    cell: ({ at }) => (
      <time dateTime={at} className="whitespace-nowrap font-normal">
        {formatMoment(at, timeZone)}
      </time>
    ),
  },
  { key: "actor", header: "Who", value: ({ actor }) => actor ?? "the system" },
  { key: "action", header: "What", value: ({ action }) => action },
  {
    key: "subject",
    header: "Of",
    value: ({ subjectId }) => subjectId,
    cell: ({ subjectId }) => <span className="break-all text-muted text-xs">{subjectId ?? "—"}</span>,
  },
];

/** The latest of the audit trail. */
export function AuditTable({ audit, timeZone }: { audit: readonly AuditEntry[]; timeZone: string }) {
  return (
    <DataTable
      caption="Audit trail"
      note="The latest events, newest first."
      columns={columnsIn(timeZone)}
      rows={audit}
      rowKey={({ id }) => id}
      search="Search events"
      csvName="calot-audit"
      empty={<p>Nothing has happened yet.</p>}
    />
  );
}
