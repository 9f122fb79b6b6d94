"use client";

import { useState } from "react";
import { rich } from "@/components/ui/rich";
import type { ReaderRow } from "@/lib/domain/assignments/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { ReaderDialog } from "./reader-dialog";
import { standingWords } from "./standing-words";

type AssignedReadersProps = {
  id: string;
  rows: readonly ReaderRow[];
  /** Stands in place of the table where no row is shown. */
  empty: string;
  cases: number;
  timeZone: string;
  /** Whether more time can be given: not after an exam's results are out, nor where nothing is ever due. */
  extendable: boolean;
};

/** For those who hear a button out of its row. */
const heard = (words: string) => <span className="sr-only">{words}</span>;

/** A reader's standing, with what holds for this reader alone. */
function standingOfRow(row: ReaderRow, timeZone: string): string {
  const { standing, extendedUntil, excuse, late, hasLeft, notBegun, remindedAt } = row;
  return [
    standingWords[standing],
    hasLeft && t`account closed`,
    notBegun && standing !== "open" && t`not begun`,
    notBegun && remindedAt && t`reminded ${formatMoment(remindedAt, timeZone)}`,
    extendedUntil && t`extended until ${formatMoment(extendedUntil, timeZone)}`,
    standing === "excused" && excuse,
    late > 0 && t`${late} late`,
  ]
    .filter(Boolean)
    .join("; ");
}

/** How each reader gets on, and what can be done for one alone. */
export function AssignedReaders({ id, rows, empty, cases, timeZone, extendable }: AssignedReadersProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const row = rows.find(({ userId }) => userId === chosen) ?? null;
  const columns: readonly Column<ReaderRow>[] = [
    { key: "name", header: t`Resident`, value: ({ name }) => name },
    { key: "cohort", header: t`Cohort`, value: ({ cohort }) => cohort },
    { key: "standing", header: t`Standing`, value: (each) => standingOfRow(each, timeZone) },
    {
      key: "answered",
      header: t`Answered`,
      numeric: true,
      value: ({ answered }) => answered,
      cell: ({ answered }) => t`${answered} of ${cases}`,
    },
    {
      key: "last",
      header: t`Last answer`,
      value: ({ lastAnswerAt }) => lastAnswerAt,
      cell: ({ lastAnswerAt }) => (lastAnswerAt ? formatMoment(lastAnswerAt, timeZone) : "—"),
    },
    { key: "email", header: t`E-mail`, value: ({ email }) => email },
    {
      key: "change",
      header: t`Change`,
      value: () => null,
      cell: ({ userId, name }) => (
        <Button size="sm" className="whitespace-nowrap" onClick={() => setChosen(userId)}>
          {extendable ? rich`Extend or excuse ${heard(name)}` : rich`Excuse ${heard(name)}`}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t`Residents`}
        columns={columns}
        rows={rows}
        rowKey={({ userId }) => userId}
        search={t`Name, cohort or standing`}
        csvName="calot-assignment-residents"
        empty={<p>{empty}</p>}
      />
      {row && (
        <ReaderDialog
          key={row.userId}
          id={id}
          row={row}
          timeZone={timeZone}
          extendable={extendable}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
