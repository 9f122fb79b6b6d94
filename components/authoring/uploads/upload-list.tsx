"use client";

import Link from "next/link";
import type { UploadSummary } from "@/lib/domain/uploads/views";
import { inContext, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { DataTable } from "../../ui/data-table";
import { statusWords } from "./upload-status";

/** The uploads there were, the newest first. */
export function UploadList({ uploads, timeZone }: { uploads: readonly UploadSummary[]; timeZone: string }) {
  return (
    <DataTable
      caption={t`Uploads`}
      rows={uploads}
      rowKey={({ id }) => id}
      empty={t`Nothing has been uploaded yet.`}
      columns={[
        {
          key: "file",
          header: t`File`,
          value: ({ fileName }) => fileName,
          cell: ({ id, fileName }) => (
            <Link
              href={`/authoring/uploads/${id}`}
              className="inline-flex min-h-8 items-center underline underline-offset-2 pointer-coarse:min-h-11"
            >
              {fileName}
            </Link>
          ),
        },
        { key: "dataset", header: t`Dataset`, value: ({ datasetName }) => datasetName },
        { key: "status", header: t`Status`, value: statusWords },
        { key: "new", header: t`New`, numeric: true, value: ({ counts }) => counts?.new ?? null },
        { key: "changed", header: t`Changed`, numeric: true, value: ({ counts }) => counts?.changed ?? null },
        { key: "refused", header: t`Refused`, numeric: true, value: ({ counts }) => counts?.refused ?? null },
        { key: "by", header: inContext("who uploaded it")`By`, value: ({ author }) => author },
        {
          key: "at",
          header: inContext("when an upload began")`Begun`,
          value: ({ createdAt }) => createdAt,
          cell: ({ createdAt }) => formatMoment(createdAt, timeZone),
        },
      ]}
    />
  );
}
