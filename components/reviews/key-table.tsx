"use client";

import { phaseNames } from "@/lib/domain/phases";
import type { KeyRow, ReviewResults } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { type Column, DataTable } from "../ui/data-table";
import { sourceText } from "./source-name";

type KeyTableProps = Pick<ReviewResults, "id" | "sources"> & { rows: readonly KeyRow[] };
type Judged = KeyRow["judgements"][number]["options"][number];

const words = ({ letter, best, mark }: Judged): string =>
  [letter, ...(mark === null ? [] : [mark === 1 ? t`right` : t`wrong`]), ...(best ? [t`the best`] : [])].join(
    ", ",
  );

/** The key: under which letter each source stood to each reviewer, and what was said of it. */
export function KeyTable({ id, rows, sources }: KeyTableProps) {
  const columns: readonly Column<KeyRow>[] = [
    {
      key: "case",
      header: t`Case`,
      value: ({ video, frame }) => t`${video}, frame ${frame}`,
      cell: ({ id: caseId, video, frame }) => (
        <span className="flex items-start gap-3">
          {/* biome-ignore lint/performance/noImgElement: next/image sends no cookies, and a frame needs them */}
          <img
            src={`/api/reviews/${id}/frames/${caseId}?w=320`}
            alt=""
            loading="lazy"
            className="h-11 w-16 shrink-0 rounded-sm bg-sunken object-cover max-sm:hidden"
          />
          <span className="min-w-0">
            {video}
            <span className="block font-normal text-muted text-xs">{t`frame ${frame}`}</span>
          </span>
        </span>
      ),
    },
    {
      key: "phase",
      header: t`Phase`,
      value: ({ phase }) => phase,
      cell: ({ phase }) => <span title={phaseNames[phase]}>{phase}</span>,
    },
    ...sources.map(
      (source): Column<KeyRow> => ({
        key: String(source.number),
        header: sourceText(source),
        value: (row) => judgedOf(row, source.number).map(lineOf).join("; "),
        cell: (row) => (
          <ul className="whitespace-nowrap">
            {judgedOf(row, source.number).map(({ reviewer, option }) => (
              <li key={reviewer} className={option.best ? "font-medium" : undefined}>
                <span className="mr-1.5 inline-block min-w-6 font-normal text-muted">{t`R${reviewer}`}</span>
                {words(option)}
              </li>
            ))}
          </ul>
        ),
      }),
    ),
  ];
  return (
    <DataTable
      caption={t`The key`}
      note={t`Under which letter each source stood to each reviewer, and what was said of it.`}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      search={t`Search cases`}
      csvName="calot-review-key"
      empty={null}
    />
  );
}

const lineOf = ({ reviewer, option }: { reviewer: number; option: Judged }): string =>
  `${t`R${reviewer}`} ${words(option)}`;

function judgedOf({ judgements }: KeyRow, source: number): { reviewer: number; option: Judged }[] {
  return judgements.flatMap(({ reviewer, options }) =>
    options.filter((option) => option.source === source).map((option) => ({ reviewer, option })),
  );
}
