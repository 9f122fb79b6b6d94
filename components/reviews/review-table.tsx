"use client";

import type { ReviewSummary } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { formatCount, NO_FIGURE } from "@/lib/words/figures";
import { describeSplit } from "../readers/reader-words";
import { type Column, DataTable } from "../ui/data-table";
import { TextLink } from "../ui/text-link";

const columnsIn = (timeZone: string): readonly Column<ReviewSummary>[] => [
  {
    key: "name",
    header: t`Review`,
    value: ({ name }) => name,
    cell: ({ id, name }) => <TextLink href={`/reviews/${id}`}>{name}</TextLink>,
  },
  {
    key: "state",
    header: t`State`,
    value: ({ closedAt }) => (closedAt ? t`Closed` : t`Open`),
  },
  {
    key: "mine",
    header: t`Judged by you`,
    numeric: true,
    value: ({ mine }) => (mine ? mine.done / mine.of : null),
    cell: ({ mine }) => (mine ? t`${formatCount(mine.done)} of ${formatCount(mine.of)}` : NO_FIGURE),
  },
  {
    key: "dataset",
    header: t`Dataset`,
    value: describeSplit,
  },
  { key: "cases", header: t`Cases`, numeric: true, value: ({ cases }) => cases },
  { key: "reviewers", header: t`Reviewers`, numeric: true, value: ({ reviewers }) => reviewers },
  { key: "maker", header: t`Made by`, value: ({ maker }) => maker },
  {
    key: "createdAt",
    header: t`Made`,
    numeric: true,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => formatDay(createdAt, timeZone),
  },
];

/** Every review that the viewer has to do with. */
export function ReviewTable({ reviews, timeZone }: { reviews: readonly ReviewSummary[]; timeZone: string }) {
  return (
    <DataTable
      caption={t`All reviews`}
      columns={columnsIn(timeZone)}
      rows={reviews}
      rowKey={({ id }) => id}
      csvName="calot-reviews"
      empty={null}
    />
  );
}
