"use client";

import type { PersonSummary } from "@/lib/domain/homes/views";
import { roleNames } from "@/lib/domain/people/role";
import { type Column, DataTable } from "../ui/data-table";
import { formatDay } from "../ui/dates";

const columnsIn = (timeZone: string): readonly Column<PersonSummary>[] => [
  {
    key: "name",
    header: "Person",
    value: ({ name }) => name,
  },
  { key: "email", header: "E-mail", value: ({ email }) => email },
  { key: "role", header: "Role", value: ({ role }) => roleNames[role] },
  { key: "cohorts", header: "Cohort", value: ({ cohorts }) => cohorts.join(", ") || null },
  { key: "active", header: "Account", value: ({ active }) => (active ? "Open" : "Closed") },
  {
    key: "addedAt",
    header: "Added",
    numeric: true,
    value: ({ addedAt }) => addedAt,
    cell: ({ addedAt }) => formatDay(addedAt, timeZone),
  },
];

/** The people of an institution. */
export function PeopleTable({ people, timeZone }: { people: readonly PersonSummary[]; timeZone: string }) {
  return (
    <DataTable
      caption="People"
      columns={columnsIn(timeZone)}
      rows={people}
      rowKey={({ id }) => id}
      sort={{ key: "name", descending: false }}
      search="Search people"
      csvName="calot-people"
      empty={<p>There is nobody yet.</p>}
    />
  );
}
