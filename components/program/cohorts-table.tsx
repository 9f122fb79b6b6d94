"use client";

import { useMemo, useState } from "react";
import type { CohortRow, Period } from "@/lib/domain/cohorts/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { formatCount, NO_FIGURE } from "@/lib/words/figures";
import { cohortUrl, compareUrl } from "../cohorts/cohort-addresses";
import { COMPARED } from "../cohorts/compared";
import { figureColumns } from "../cohorts/estimate-cell";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { type Column, DataTable } from "../ui/data-table";
import { TextLink } from "../ui/text-link";

type CohortsTableProps = { cohorts: readonly CohortRow[]; weeks: Period["weeks"] };

/** The program's cohorts. Those that are ticked can be set side by side. */
export function CohortsTable({ cohorts, weeks }: CohortsTableProps) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const columns = useMemo(() => columnsFor({ weeks, ticked, setTicked }), [weeks, ticked]);
  return (
    <div>
      <DataTable
        caption={t`Cohorts`}
        note={t`Tick two to six to see them side by side.`}
        columns={columns}
        rows={cohorts}
        rowKey={({ id }) => id}
        search={t`Search cohorts`}
        csvName="calot-cohorts"
        empty={null}
      />
      {ticked.length > 0 && <CompareBar ticked={ticked} weeks={weeks} onClear={() => setTicked([])} />}
    </div>
  );
}

type CompareBarProps = { ticked: readonly string[]; weeks: Period["weeks"]; onClear: () => void };

/** Stays in sight while the table is longer than the window, above the phone's own bar. */
function CompareBar({ ticked, weeks, onClear }: CompareBarProps) {
  const enough = ticked.length >= COMPARED.least;
  return (
    <div className="sticky bottom-2 z-20 mt-3 flex w-fit flex-wrap items-center gap-3 rounded-lg border border-line-strong bg-raised px-4 py-2 shadow-float max-md:bottom-20 print:hidden">
      <p role="status" className="text-sm">
        {wordsOf(ticked.length)}
      </p>
      {enough && (
        <ButtonLink
          href={compareUrl(ticked, { weeks })}
          prefetch={false}
          size="sm"
          variant="primary"
        >{t`Compare`}</ButtonLink>
      )}
      <Button size="sm" variant="quiet" onClick={onClear}>{t`Untick all`}</Button>
    </div>
  );
}

function wordsOf(ticked: number): string {
  if (ticked < COMPARED.least) return t`${ticked} ticked; one more to compare`;
  return ticked === COMPARED.most ? t`${ticked} ticked, the most there can be` : t`${ticked} ticked`;
}

type ColumnsFor = {
  weeks: Period["weeks"];
  ticked: readonly string[];
  setTicked: (ticked: readonly string[]) => void;
};

function columnsFor({ weeks, ticked, setTicked }: ColumnsFor): readonly Column<CohortRow>[] {
  const isFull = ticked.length >= COMPARED.most;
  return [
    {
      key: "name",
      header: t`Cohort`,
      value: ({ name }) => name,
      cell: ({ id, name, ended, lastWeek }) => {
        const on = ticked.includes(id);
        return (
          <span className="flex items-start gap-2">
            <label className="-my-0.5 grid size-7 shrink-0 place-items-center pointer-coarse:-my-2 pointer-coarse:size-11 print:hidden">
              <input
                type="checkbox"
                aria-label={t`Compare ${name}`}
                checked={on}
                disabled={!on && isFull}
                onChange={() => setTicked(on ? ticked.filter((each) => each !== id) : [...ticked, id])}
                className="size-4 accent-accent"
              />
            </label>
            <span className="min-w-0">
              <TextLink href={cohortUrl(id, { weeks })}>{name}</TextLink>
              {(ended || lastWeek === null) && (
                <span className="block font-normal text-muted text-xs">
                  {ended ? t`A former cohort` : t`No answers yet`}
                </span>
              )}
            </span>
          </span>
        );
      },
      beside: [{ header: t`Former`, value: ({ ended }) => (ended ? t`yes` : t`no`) }],
    },
    {
      key: "members",
      header: t`Members`,
      numeric: true,
      value: ({ members }) => members,
      cell: ({ members }) => formatCount(members),
    },
    ...figureColumns<CohortRow>(({ figures }) => figures),
    {
      key: "lastWeek",
      header: t`Last week with answers`,
      numeric: true,
      value: ({ lastWeek }) => lastWeek,
      cell: ({ lastWeek }) => (lastWeek ? calendarDayInWords(lastWeek, true) : NO_FIGURE),
    },
  ];
}
