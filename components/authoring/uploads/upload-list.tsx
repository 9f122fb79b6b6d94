"use client";

import Link from "next/link";
import type { UploadSummary } from "@/lib/domain/uploads/views";
import { t } from "@/lib/language/t";
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
          header: "File",
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
        { key: "dataset", header: "Dataset", value: ({ datasetName }) => datasetName },
        { key: "status", header: "Status", value: statusWords },
        { key: "new", header: "New", numeric: true, value: ({ counts }) => counts?.new ?? null },
        { key: "changed", header: "Changed", numeric: true, value: ({ counts }) => counts?.changed ?? null },
        { key: "refused", header: "Refused", numeric: true, value: ({ counts }) => counts?.refused ?? null },
        { key: "by", header: "By", value: ({ author }) => author },
        {
          key: "at",
          header: "Begun",
          value: ({ createdAt }) => createdAt,
          cell: ({ createdAt }) => formatMoment(createdAt, timeZone),
        },
      ]}
    />
  );
}
