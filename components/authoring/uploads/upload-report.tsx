"use client";

import { useEffect, useState } from "react";
import { rich } from "@/components/ui/rich";
import { uploads } from "@/lib/contract/uploads";
import type { UploadView } from "@/lib/domain/uploads/views";
import { plural, t } from "@/lib/language/t";
import { call } from "../../client/call";
import { ButtonLink } from "../../ui/button";
import { DataTable } from "../../ui/data-table";
import { PageHeading } from "../../ui/page-heading";
import { SendingBar } from "./sending-bar";
import { statusWords } from "./upload-status";

const LOOK_AGAIN_MS = 1_000;

/** An upload: how far it has come, and the importer's report. */
export function UploadReportView({ upload: first }: { upload: UploadView }) {
  const upload = useFreshUpload(first);
  const { status, report, error, fileName, datasetName, done, total } = upload;
  return (
    <>
      <PageHeading
        title={fileName}
        actions={
          <>
            <ButtonLink href="/authoring/uploads">{t`All uploads`}</ButtonLink>
            {report && report.new + report.changed > 0 && (
              <ButtonLink href="/authoring" variant="primary">{t`To the cases`}</ButtonLink>
            )}
          </>
        }
      >
        <p role="status">{t`${statusWords(upload)}, into ${datasetName}.`}</p>
      </PageHeading>
      {status === "receiving" && (
        <div className="space-y-3">
          <SendingBar received={upload.received} bytes={upload.bytes} waiting={false} />
          <p className="max-w-prose text-muted">{t`If the page that sent it is closed, choose the same files once more: it goes on where it stopped.`}</p>
        </div>
      )}
      {status === "running" && total > 0 && (
        <progress
          className="h-2 w-full max-w-xl accent-accent"
          aria-label={t`Read`}
          max={total}
          value={done}
        />
      )}
      {error && <p className="max-w-prose border-danger border-l-2 pl-3 text-danger">{error}</p>}
      {report && <Report report={report} />}
    </>
  );
}

function Report({ report }: { report: NonNullable<UploadView["report"]> }) {
  const { problems, problemCount, byVideo } = report;
  const errors = problems.filter(({ level }) => level === "error").length;
  return (
    <div className="space-y-10">
      <p>{rich`${plural(report.new, "# new case", "# new cases")}, ${report.changed} changed, ${report.unchanged} unchanged, ${plural(report.refused, "# case", "# cases")} refused.${
        errors > 0 &&
        t` ${plural(errors, "# error", "# errors")} below: what ${plural(errors, "it names", "they name")} was not read.`
      }${report.drafts > 0 && t` ${plural(report.drafts, "# case", "# cases")} to be annotated.`}`}</p>
      <DataTable
        caption={t`Videos`}
        rows={byVideo}
        rowKey={({ video }) => video}
        empty={t`No video was read.`}
        columns={[
          { key: "video", header: "Video", value: ({ video }) => video },
          { key: "split", header: "Split", value: ({ split }) => split },
          ...(["cases", "new", "changed", "unchanged", "refused"] as const).map((key) => ({
            key,
            header: key[0]!.toUpperCase() + key.slice(1),
            numeric: true,
            value: (row: (typeof byVideo)[number]) => row[key],
          })),
        ]}
      />
      <DataTable
        caption={t`Problems`}
        note={
          problems.length > 0 &&
          t`${plural(errors, "# error", "# errors")} and ${plural(problems.length - errors, "# warning", "# warnings")}${problemCount > problems.length ? t`, the first ${problems.length} of ${problemCount}` : ""}.`
        }
        rows={problems.map((problem, index) => ({ ...problem, index }))}
        rowKey={({ index }) => String(index)}
        search={t`Search problems`}
        csvName="upload-problems"
        empty={t`No problem was found.`}
        columns={[
          {
            key: "level",
            header: "Level",
            value: ({ level }) => level,
            cell: ({ level }) => (level === "error" ? t`Error` : t`Warning`),
          },
          { key: "file", header: "File", value: ({ file }) => file ?? "The whole" },
          { key: "sheet", header: "Sheet", value: ({ sheet }) => sheet },
          { key: "row", header: "Row", numeric: true, value: ({ row }) => row },
          { key: "column", header: "Column", value: ({ column }) => column },
          {
            key: "message",
            header: "What is wrong",
            value: ({ message }) => message,
            cell: ({ message }) => <span className="block min-w-64">{message}</span>,
          },
        ]}
      />
    </div>
  );
}

/** Looks again while something is still to come. */
function useFreshUpload(first: UploadView): UploadView {
  const [upload, setUpload] = useState(first);
  const { id, status } = upload;
  const ended = status === "done" || status === "failed";
  useEffect(() => {
    if (ended) return;
    const controller = new AbortController();
    const timer = setInterval(async () => {
      const answer = await call(uploads.get, { params: { id } }, { signal: controller.signal });
      if ("value" in answer) setUpload(answer.value);
    }, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [id, ended]);
  return upload;
}
