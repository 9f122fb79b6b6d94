"use client";

import { useState } from "react";
import type { CohortRow, CohortsPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { Field } from "../ui/field";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { createCohort } from "./api";
import { CohortDialog } from "./cohort-dialog";
import { PeopleNav } from "./people-nav";
import { Problem } from "./problem";

type CohortsViewProps = {
  page: CohortsPage;
  /** Whether the viewer may see how cohorts do. */
  figures: boolean;
};

function columnsFor(
  timeZone: string,
  figures: boolean,
  onChange: (cohort: CohortRow) => void,
): readonly Column<CohortRow>[] {
  return [
    {
      key: "name",
      header: t`Cohort`,
      value: ({ name }) => name,
      cell: ({ id, name }) => <TextLink href={`/people?cohort=${id}&account=all`}>{name}</TextLink>,
    },
    { key: "members", header: t`In it now`, numeric: true, value: ({ members }) => members },
    { key: "ever", header: t`Ever in it`, numeric: true, value: ({ everMembers }) => everMembers },
    { key: "invited", header: t`Invited`, numeric: true, value: ({ invited }) => invited },
    {
      key: "state",
      header: t`State`,
      value: ({ endedAt }) => (endedAt ? t`Ended` : t`Running`),
      cell: ({ endedAt }) => (endedAt ? t`Ended ${formatDay(endedAt, timeZone)}` : t`Running`),
    },
    {
      key: "change",
      header: t`Change`,
      value: () => null,
      cell: (cohort) => (
        <span className="flex flex-wrap items-center gap-x-4">
          {figures && (
            <TextLink
              href={`/cohorts/${cohort.id}`}
              aria-label={t`Figures of ${cohort.name}`}
            >{t`Figures`}</TextLink>
          )}
          <Button
            size="sm"
            aria-label={t`Change ${cohort.name}`}
            onClick={() => onChange(cohort)}
          >{t`Change`}</Button>
        </span>
      ),
    },
  ];
}

/** The institution's cohorts: made, renamed, ended and reopened. */
export function CohortsView({ page, figures }: CohortsViewProps) {
  const [changing, setChanging] = useState<CohortRow | null>(null);
  const [name, setName] = useState("");
  const { busy, problem, run } = useAction();
  return (
    <>
      <PageHeading title={t`Cohorts`}>
        <p>{t`The residents of one program and year. What they answer while they are in a cohort counts for it.`}</p>
      </PageHeading>
      <PeopleNav current="cohorts" />
      <form
        className="mb-8 flex max-w-xl flex-wrap items-end gap-3"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await run(() => createCohort({ name }))) setName("");
        }}
      >
        <Field
          label={t`New cohort`}
          placeholder={t`General surgery, class of 2029`}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          className="min-w-0 flex-1 max-sm:basis-full"
        />
        <Button type="submit" busy={busy} className="min-h-11">{t`Make it`}</Button>
        <div className="basis-full">
          <Problem text={problem} />
        </div>
      </form>
      <DataTable
        caption={t`Cohorts`}
        columns={columnsFor(page.timeZone, figures, setChanging)}
        rows={page.cohorts}
        rowKey={({ id }) => id}
        empty={
          <p>{t`There is no cohort yet. Make one above, or invite a list of people that names theirs.`}</p>
        }
      />
      {changing && <CohortDialog cohort={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
