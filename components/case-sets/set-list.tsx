"use client";

import Link from "next/link";
import { useState } from "react";
import { phasesInWords } from "@/lib/domain/case-sets/balance";
import { setPurposeNames } from "@/lib/domain/case-sets/case-set";
import type { CaseSetSummary } from "@/lib/domain/case-sets/views";
import { setStatusNames } from "@/lib/domain/set-status";
import { inList } from "@/lib/language/in-list";
import { inContext, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { formatDecimal } from "@/lib/words/figures";
import { ButtonLink } from "../ui/button-link";
import { type Column, DataTable } from "../ui/data-table";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { Tick } from "../ui/tick";

/** The institution's case sets that the viewer may see. */
export function SetList({ sets, timeZone }: { sets: readonly CaseSetSummary[]; timeZone: string }) {
  const [archived, setArchived] = useState(false);
  const put = sets.filter(({ status }) => status === "archived").length;
  const shown = archived ? sets : sets.filter(({ status }) => status !== "archived");
  return (
    <>
      <PageHeading
        title={t`Case sets`}
        actions={
          <>
            <ButtonLink href="/library" variant="quiet" size="sm">{t`Library`}</ButtonLink>
            <ButtonLink href="/case-sets/new" variant="primary" size="sm">{t`New set`}</ButtonLink>
          </>
        }
      >
        <p>{t`Ordered lists of cases: built by hand or by a rule, published, then assigned.`}</p>
      </PageHeading>
      {sets.length === 0 ? (
        <Empty
          title={t`No case set yet`}
          action={<ButtonLink href="/case-sets/new" variant="primary">{t`Build the first one`}</ButtonLink>}
        >
          <p>{t`Pick cases from the library by hand, let a rule choose them, or have a matched pre- and post-test made.`}</p>
        </Empty>
      ) : (
        <>
          <DataTable
            caption={t`Case sets`}
            captionHidden
            columns={columnsIn(timeZone)}
            rows={shown}
            rowKey={({ id }) => id}
            search={t`Search the sets`}
            csvName="calot-case-sets"
            empty={<p>{t`All sets are put away.`}</p>}
          />
          {put > 0 && (
            <Tick
              small
              className="mt-3"
              label={t`Show ${put} archived`}
              on={archived}
              onChange={setArchived}
            />
          )}
        </>
      )}
    </>
  );
}

const columnsIn = (timeZone: string): readonly Column<CaseSetSummary>[] => [
  {
    key: "name",
    header: inContext("a case set")`Set`,
    value: ({ name }) => name,
    cell: ({ id, name, apartFrom, shared }) => (
      <div className="sm:min-w-44">
        <Link
          href={`/case-sets/${id}`}
          prefetch={false}
          className="inline-block py-1 underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {name}
        </Link>
        {(apartFrom.length > 0 || !shared) && (
          <span className="block font-normal text-muted text-xs">
            {[!shared && t`Not shared`, apartFrom.length > 0 && t`No video of ${inList(apartFrom, ",")}`]
              .filter(Boolean)
              .join(". ")}
          </span>
        )}
      </div>
    ),
  },
  { key: "status", header: t`State`, value: ({ status }) => setStatusNames[status] },
  {
    key: "purpose",
    header: inContext("what a set is for")`For`,
    value: ({ purpose }) => setPurposeNames[purpose],
  },
  { key: "cases", header: t`Cases`, numeric: true, value: ({ cases }) => cases },
  { key: "phases", header: t`Phases`, value: ({ phases }) => phasesInWords(phases) },
  { key: "videos", header: t`Videos`, numeric: true, value: ({ videos }) => videos },
  {
    key: "difficulty",
    header: t`Difficulty`,
    numeric: true,
    value: ({ difficulty }) => difficulty,
    cell: ({ difficulty }) => formatDecimal(difficulty),
  },
  { key: "assignments", header: t`Assigned`, numeric: true, value: ({ assignments }) => assignments },
  { key: "author", header: t`Author`, value: ({ author, mine }) => (mine ? t`You` : author) },
  {
    key: "updated",
    header: t`Changed`,
    numeric: true,
    value: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => formatDay(updatedAt, timeZone),
  },
];
