"use client";

import type { Period, ResidentRow } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeYear, followedNotes } from "@/lib/words/cohort-figures";
import { formatDay } from "@/lib/words/dates";
import { formatCount, formatPercentOf, NO_FIGURE } from "@/lib/words/figures";
import { metricNotes } from "@/lib/words/metric-notes";
import { type Column, DataTable } from "../ui/data-table";
import { TextLink } from "../ui/text-link";
import { residentUrl } from "./cohort-addresses";
import { ConcernList } from "./concern-list";

type ResidentsTableProps = {
  residents: readonly ResidentRow[];
  weeks: Period["weeks"];
  timeZone: string;
  note: string;
  csvName: string;
  /** A field to search by; left out where the rows are a page of many. */
  search?: string;
};

const contactColumns: readonly Column<ResidentRow>[] = [
  {
    key: "contact",
    header: metricNotes.contact.label,
    numeric: true,
    value: ({ contact }) => contact.mean,
    cell: ({ contact }) => formatPercentOf(contact.mean, contact.n),
    beside: [
      {
        header: metricNotes.contact5.label,
        value: ({ contact }) => (contact.n === 0 ? null : contact.over / contact.n),
      },
      { header: t`Zones of cases with No-Go regions`, value: ({ contact }) => contact.n },
    ],
  },
];

const columnsFor = (
  weeks: Period["weeks"],
  timeZone: string,
  touchable: boolean,
): readonly Column<ResidentRow>[] => [
  {
    key: "name",
    header: t`Resident`,
    value: ({ name }) => name,
    cell: ({ id, name, trainingYear, active }) => (
      <>
        <TextLink href={residentUrl(id, { weeks })}>{name}</TextLink>
        <span className="block font-normal text-muted text-xs">
          {[describeYear(trainingYear), !active && t`account closed`].filter(Boolean).join(", ")}
        </span>
      </>
    ),
    beside: [{ header: t`Year of training`, value: ({ trainingYear }) => trainingYear }],
  },
  {
    key: "concerns",
    header: t`Stuck on`,
    value: ({ concerns }) => concerns.map(({ text }) => text).join(" ") || null,
    cell: ({ concerns }) =>
      concerns.length === 0 ? (
        <span className="text-muted">{NO_FIGURE}</span>
      ) : (
        <div className="min-w-56">
          <ConcernList concerns={concerns} />
        </div>
      ),
  },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n, cell: ({ n }) => formatCount(n) },
  ...followedNotes.map(
    ({ key, label, format }): Column<ResidentRow> => ({
      key,
      header: label,
      numeric: true,
      value: ({ figures }) => figures[key],
      cell: ({ figures, n }) => format(figures[key], n),
    }),
  ),
  ...(touchable ? contactColumns : []),
  {
    key: "overdue",
    header: t`Overdue`,
    numeric: true,
    value: ({ overdue }) => overdue,
    cell: ({ overdue }) => (overdue === 0 ? <span className="text-muted">0</span> : formatCount(overdue)),
  },
  {
    key: "lastAnswerAt",
    header: t`Last answer`,
    numeric: true,
    value: ({ lastAnswerAt }) => lastAnswerAt,
    cell: ({ lastAnswerAt }) => (lastAnswerAt ? formatDay(lastAnswerAt, timeZone) : NO_FIGURE),
  },
];

/** Residents in the order they come in, and what each is stuck on. */
export function ResidentsTable(props: ResidentsTableProps) {
  const { residents, weeks, timeZone, note, csvName, search } = props;
  return (
    <DataTable
      caption={t`Residents`}
      note={note}
      columns={columnsFor(
        weeks,
        timeZone,
        residents.some(({ contact }) => contact.n > 0),
      )}
      rows={residents}
      rowKey={({ id }) => id}
      csvName={csvName}
      {...(search !== undefined && { search })}
      empty={<p>{t`Nobody is in this cohort today.`}</p>}
    />
  );
}
