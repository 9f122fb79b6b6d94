"use client";

import type { ResidentSummary } from "@/lib/domain/homes/views";
import { ShareBar } from "../charts/share-bar";
import { type Column, DataTable } from "../ui/data-table";
import { formatDay } from "../ui/dates";
import { formatCount, formatPercent, NO_FIGURE } from "../ui/figures";

const columnsIn = (timeZone: string): readonly Column<ResidentSummary>[] => [
  {
    key: "name",
    header: "Resident",
    value: ({ name }) => name,
    cell: ({ name, email, active }) => (
      <>
        {name}
        <span className="block break-all font-normal text-muted text-xs">
          {email}
          {!active && ", account closed"}
        </span>
      </>
    ),
  },
  {
    key: "cohorts",
    header: "Cohort",
    value: ({ cohorts }) => cohorts.join(", ") || null,
  },
  {
    key: "n",
    header: "First answers, n",
    numeric: true,
    value: ({ metrics }) => metrics.n,
    cell: ({ metrics }) => formatCount(metrics.n),
  },
  {
    key: "acc",
    header: "Phase accuracy",
    numeric: true,
    value: ({ metrics }) => metrics.acc,
    cell: ({ metrics }) => <ShareBar share={metrics.acc} text={formatPercent(metrics.acc)} />,
  },
  {
    key: "ha25",
    header: "HA@0.25",
    numeric: true,
    value: ({ metrics }) => metrics.ha25,
    cell: ({ metrics }) => <ShareBar share={metrics.ha25} text={formatPercent(metrics.ha25)} />,
  },
  {
    key: "lastAnswerAt",
    header: "Last active",
    numeric: true,
    value: ({ lastAnswerAt }) => lastAnswerAt,
    cell: ({ lastAnswerAt }) => (lastAnswerAt ? formatDay(lastAnswerAt, timeZone) : NO_FIGURE),
  },
];

/** A director's residents, with their figures over first answers. */
export function ResidentTable({
  residents,
  timeZone,
}: {
  residents: readonly ResidentSummary[];
  timeZone: string;
}) {
  const columns = columnsIn(timeZone);
  return (
    <DataTable
      caption="Residents"
      captionHidden
      columns={columns}
      rows={residents}
      rowKey={({ id }) => id}
      sort={{ key: "name", descending: false }}
      search="Search residents"
      csvName="calot-residents"
      empty={
        <p>
          There is no resident yet. Whoever runs Calot adds people with{" "}
          <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">
            npm run calot -- user add
          </code>
          .
        </p>
      }
    />
  );
}
