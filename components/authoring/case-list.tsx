"use client";

import Link from "next/link";
import { stepNames, type Task } from "@/lib/domain/authoring/step";
import type { AuthoringEntry } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { DataTable } from "../ui/data-table";
import { altOf } from "../viewer/alt-of";
import { waitsWords } from "./waits-words";

const TASKS: Readonly<Record<Task, string>> = {
  annotate: t`Annotate`,
  "read-blind": t`Read blind, then check`,
  check: t`Check`,
  review: t`Review`,
};

type CaseListProps = { entries: readonly AuthoringEntry[]; timeZone: string };

/** The cases that are worked on: those that wait for the viewer, and all. */
export function CaseList({ entries, timeZone }: CaseListProps) {
  const mine = entries.filter(({ task }) => task !== null);
  return (
    <div className="space-y-12">
      <Cases
        caption={t`For you`}
        entries={mine}
        timeZone={timeZone}
        empty={t`Nothing waits for you. What is yours to annotate, check or review appears here.`}
      />
      <Cases
        caption={t`All cases`}
        entries={entries}
        timeZone={timeZone}
        empty={t`No case is being worked on.`}
      />
    </div>
  );
}

function Cases({ caption, entries, timeZone, empty }: CaseListProps & { caption: string; empty: string }) {
  return (
    <DataTable
      caption={caption}
      rows={entries}
      rowKey={({ id }) => id}
      empty={
        <>
          <h2 className="mb-1 font-semibold text-ink">{caption}</h2>
          {empty}
        </>
      }
      {...(entries.length > 10 && { search: t`Search cases` })}
      columns={[
        {
          key: "case",
          header: t`Case`,
          value: ({ video, frame }) => t`${video}, frame ${String(frame).padStart(8, "0")}`,
          cell: ({ id, video, frame, frameVersion }) => (
            <span className="flex items-center gap-3">
              {/* biome-ignore lint/performance/noImgElement: next/image sends no cookies, and a frame needs them */}
              <img
                src={`/api/cases/${id}/frame?w=320&v=${frameVersion}`}
                alt={altOf(frameVersion, "")}
                loading="lazy"
                width={64}
                height={48}
                className="h-12 w-16 shrink-0 rounded-xs object-cover"
              />
              <Link
                href={`/authoring/cases/${id}`}
                className="inline-flex min-h-8 items-center underline underline-offset-2 pointer-coarse:min-h-11"
              >{t`${video}, frame ${frame}`}</Link>
            </span>
          ),
        },
        { key: "dataset", header: t`Dataset`, value: ({ dataset }) => dataset },
        {
          key: "step",
          header: t`Step`,
          value: ({ step, sentBack }) => (sentBack ? t`${stepNames[step]}, sent back` : stepNames[step]),
        },
        { key: "task", header: t`For you`, value: ({ task }) => (task ? TASKS[task] : null) },
        {
          key: "waits",
          header: t`Waits`,
          value: ({ step, waitsFor }) => waitsWords(step, waitsFor),
        },
        { key: "author", header: t`Annotated by`, value: ({ author }) => author },
        {
          key: "at",
          header: t`Changed`,
          value: ({ updatedAt }) => updatedAt,
          cell: ({ updatedAt }) => formatMoment(updatedAt, timeZone),
        },
      ]}
    />
  );
}
