"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { AssignmentList, AssignmentSummary } from "@/lib/domain/assignments/views";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { type Column, DataTable } from "../ui/data-table";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { Pager } from "../ui/pager";
import { releaseWords } from "./standing-words";

type AssignmentListProps = {
  list: AssignmentList;
  show: "current" | "past";
  search: string;
  timeZone: string;
  now: string;
};

function columnsFor(clock: { timeZone: string; now: string }): readonly Column<AssignmentSummary>[] {
  const moment = (key: "opensAt" | "dueAt" | "closesAt", header: string): Column<AssignmentSummary> => ({
    key,
    header,
    value: (row) => row[key],
    cell: (row) => (
      <span className="whitespace-nowrap">{row[key] ? formatMoment(row[key], clock.timeZone) : "—"}</span>
    ),
  });
  return [
    {
      key: "name",
      header: t`Assignment`,
      value: ({ name }) => name,
      cell: ({ id, name, caseSet, cases }) => (
        <div className="sm:min-w-44">
          <Link
            href={`/assignments/${id}`}
            prefetch={false}
            className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >
            {name}
          </Link>
          <span className="block font-normal text-muted text-xs">
            {caseSet}, {t`${plural(cases, "# case", "# cases")}`}
          </span>
        </div>
      ),
    },
    { key: "mode", header: t`Mode`, value: ({ mode }) => modeWords(mode).name },
    moment("opensAt", t`Opens`),
    moment("dueAt", t`Due`),
    moment("closesAt", t`Closes`),
    { key: "readers", header: t`Residents`, numeric: true, value: ({ readers }) => readers },
    { key: "begun", header: t`Begun`, numeric: true, value: ({ begun }) => begun },
    { key: "done", header: t`Finished`, numeric: true, value: ({ done }) => done },
    {
      key: "results",
      header: t`Results`,
      value: (row) => releaseWords(row, clock),
      cell: (row) => <span className="whitespace-nowrap">{releaseWords(row, clock)}</span>,
    },
  ];
}

/** The institution's assignments, a page of them. */
export function AssignmentListView({ list, show, search, timeZone, now }: AssignmentListProps) {
  const { assignments, page, pages, n } = list;
  const href = (over: { show?: string; page?: number }): string => {
    const query = new URLSearchParams({
      show,
      ...(search && { search }),
      ...(over.show && { show: over.show }),
    });
    if (over.page) query.set("page", String(over.page));
    return `/assignments?${query}`;
  };
  return (
    <>
      <PageHeading
        title={t`Assignments`}
        actions={<ButtonLink href="/assignments/new" variant="primary">{t`New assignment`}</ButtonLink>}
      >
        <p>{t`Case sets given to residents, with dates and rules. Results of an exam wait for their release.`}</p>
      </PageHeading>
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <nav aria-label={t`Which assignments`} className="flex gap-1">
          {(["current", "past"] as const).map((each) => (
            <Link
              key={each}
              href={href({ show: each })}
              {...(each === show && { "aria-current": "page" as const })}
              className={clsx(
                "flex min-h-9 items-center rounded-md px-3 text-sm pointer-coarse:min-h-11",
                each === show ? "bg-sunken font-medium" : "text-muted hover:text-ink",
              )}
            >
              {each === "current" ? t`Running and to come` : t`Over`}
            </Link>
          ))}
        </nav>
        <form action="/assignments" className="flex min-w-0 flex-1 basis-60 gap-2">
          <input type="hidden" name="show" value={show} />
          <input
            type="search"
            name="search"
            aria-label={t`Name contains`}
            placeholder={t`Name contains`}
            defaultValue={search}
            className="min-h-9 w-full max-w-64 rounded-md border border-line-strong bg-raised px-3 py-1 text-sm placeholder:text-muted hover:border-ink pointer-coarse:min-h-11"
          />
          <Button type="submit" size="sm">{t`Find`}</Button>
        </form>
      </div>
      {assignments.length === 0 ? (
        <Empty title={search ? t`Nothing matches “${search}”` : t`There is nothing here`}>
          <p>
            {show === "current"
              ? t`What you assign appears here until it is over and its results are out.`
              : t`Assignments that are over, with their results out, appear here.`}
          </p>
        </Empty>
      ) : (
        <DataTable
          caption={t`Assignments`}
          captionHidden
          columns={columnsFor({ timeZone, now })}
          rows={assignments}
          rowKey={({ id }) => id}
          csvName="calot-assignments"
          empty={null}
        />
      )}
      <Pager
        page={page}
        pages={pages}
        href={(to) => href({ page: to })}
      >{t`Page ${page} of ${pages}, ${plural(n, "# assignment", "# assignments")}.`}</Pager>
    </>
  );
}
