"use client";

import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { NO_FIGURE } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";
import { TextLink } from "../ui/text-link";

type Assignment = ResidentPage["assignments"][number];

const stateWords: Readonly<Record<Assignment["state"], string>> = {
  open: t`To do`,
  overdue: t`Overdue`,
  late: t`Finished late`,
  done: t`Finished`,
  excused: t`Excused`,
};

/** What the resident was given, and how far it is done. */
export function ResidentAssignments({
  assignments,
  timeZone,
}: {
  assignments: readonly Assignment[];
  timeZone: string;
}) {
  const columns: readonly Column<Assignment>[] = [
    {
      key: "name",
      header: t`Assignment`,
      value: ({ name }) => name,
      cell: ({ id, name }) => <TextLink href={`/assignments/${id}`}>{name}</TextLink>,
    },
    {
      key: "state",
      header: t`Standing`,
      value: ({ state }) => stateWords[state],
      cell: ({ state }) => (
        <span className={state === "overdue" ? "font-medium text-caution" : undefined}>
          {stateWords[state]}
        </span>
      ),
    },
    {
      key: "answered",
      header: t`Answered`,
      numeric: true,
      value: ({ answered }) => answered,
      cell: ({ answered, cases }) => t`${answered} of ${cases}`,
      beside: [{ header: t`Cases`, value: ({ cases }) => cases }],
    },
    {
      key: "due",
      header: t`Due`,
      numeric: true,
      value: ({ dueAt }) => dueAt,
      cell: ({ dueAt }) => (dueAt ? formatMoment(dueAt, timeZone) : NO_FIGURE),
    },
  ];
  return (
    <DataTable
      caption={t`Assignments`}
      columns={columns}
      rows={assignments}
      rowKey={({ id }) => id}
      csvName="calot-resident-assignments"
      empty={null}
    />
  );
}
