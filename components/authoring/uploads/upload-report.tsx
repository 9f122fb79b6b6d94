"use client";

import { useEffect, useState } from "react";
import { uploads } from "@/lib/contract/uploads";
import type { UploadView } from "@/lib/domain/uploads/views";
import { plural, t } from "@/lib/language/t";
import { call } from "../../client/call";
import { Button } from "../../ui/button";
import { ButtonLink } from "../../ui/button-link";
import { DataTable } from "../../ui/data-table";
import { PageHeading } from "../../ui/page-heading";
import { TakeBackImport } from "../../withdrawals/take-back-import";
import { forgetId } from "./remembered-id";
import { SendingBar } from "./sending-bar";
import { statusWords } from "./upload-status";

const LOOK_AGAIN_MS = 1_000;

const COUNTS = [
  { key: "cases", header: t`Cases` },
  { key: "new", header: t`New` },
  { key: "changed", header: t`Changed` },
  { key: "unchanged", header: t`Unchanged` },
  { key: "refused", header: t`Refused` },
] as const;

/** An upload: how far it has come, and the importer's report. */
export function UploadReportView({ upload: first }: { upload: UploadView }) {
  const [upload, setUpload] = useFreshUpload(first);
  const { status, report, error, fileName, datasetName, done, total } = upload;
  return (
    <>
      <PageHeading
        title={fileName}
        actions={
          <>
            <ButtonLink href="/authoring/uploads">{t`All uploads`}</ButtonLink>
            {report && report.new + report.changed > 0 && !upload.takenBack && (
              <ButtonLink href="/authoring" variant="primary">{t`To the cases`}</ButtonLink>
            )}
          </>
        }
      >
        <p role="status">
          {upload.takenBack
            ? t`Taken back from ${datasetName}: nothing of it is left there.`
            : t`${statusWords(upload)}, into ${datasetName}.`}
        </p>
      </PageHeading>
      {status !== "done" && status !== "failed" && <Cancel id={upload.id} onCancelled={setUpload} />}
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
      {upload.mayTakeBack && (
        <div className="mt-10">
          <TakeBackImport
            id={upload.id}
            dataset={datasetName}
            onTakenBack={() => setUpload({ ...upload, takenBack: true })}
          />
        </div>
      )}
    </>
  );
}

/** Ends an upload that was abandoned, or is a mistake. Asked twice: what has arrived of it is lost. */
function Cancel({ id, onCancelled }: { id: string; onCancelled: (upload: UploadView) => void }) {
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!asked) return <Button onClick={() => setAsked(true)}>{t`Cancel the upload`}</Button>;
  const cancel = async (): Promise<void> => {
    const answer = await call(uploads.cancel, { params: { id } });
    if (!("value" in answer)) return setProblem(answer.problem);
    forgetId(id);
    onCancelled(answer.value);
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p>{t`What has arrived of it is lost; what was read already stays.`}</p>
      <Button variant="danger" onClick={cancel}>{t`Cancel it for good`}</Button>
      <Button onClick={() => setAsked(false)}>{t`Let it go on`}</Button>
      {problem && <p className="text-danger">{problem}</p>}
    </div>
  );
}

function Report({ report }: { report: NonNullable<UploadView["report"]> }) {
  const { problems, problemCount, byVideo } = report;
  const errors = problems.filter(({ level }) => level === "error").length;
  return (
    <div className="space-y-10">
      <p>
        {t`${plural(report.new, "# new case", "# new cases")}, ${report.changed} changed, ${report.unchanged} unchanged, ${plural(report.refused, "# case refused", "# cases refused")}.`}{" "}
        {errors > 0 &&
          t`${plural(errors, "# error below: what it names was not read.", "# errors below: what they name was not read.")}`}{" "}
        {report.drafts > 0 &&
          t`${plural(report.drafts, "# case to be annotated.", "# cases to be annotated.")}`}
      </p>
      <DataTable
        caption={t`Videos`}
        rows={byVideo}
        rowKey={({ video }) => video}
        empty={t`No video was read.`}
        columns={[
          { key: "video", header: t`Video`, value: ({ video }) => video },
          { key: "split", header: t`Split`, value: ({ split }) => split },
          ...COUNTS.map(({ key, header }) => ({
            key,
            header,
            numeric: true,
            value: (row: (typeof byVideo)[number]) => row[key],
          })),
        ]}
      />
      <DataTable
        caption={t`Problems`}
        note={
          problems.length > 0 &&
          (problemCount > problems.length
            ? t`${plural(errors, "# error", "# errors")} and ${plural(problems.length - errors, "# warning", "# warnings")}, the first ${problems.length} of ${problemCount}.`
            : t`${plural(errors, "# error", "# errors")} and ${plural(problems.length - errors, "# warning", "# warnings")}.`)
        }
        rows={problems.map((problem, index) => ({ ...problem, index }))}
        rowKey={({ index }) => String(index)}
        search={t`Search problems`}
        csvName="upload-problems"
        empty={t`No problem was found.`}
        columns={[
          {
            key: "level",
            header: t`Level`,
            value: ({ level }) => level,
            cell: ({ level }) => (level === "error" ? t`Error` : t`Warning`),
          },
          { key: "file", header: t`File`, value: ({ file }) => file ?? t`The whole` },
          { key: "sheet", header: t`Sheet`, value: ({ sheet }) => sheet },
          { key: "row", header: t`Row`, numeric: true, value: ({ row }) => row },
          { key: "column", header: t`Column`, value: ({ column }) => column },
          {
            key: "message",
            header: t`What is wrong`,
            value: ({ message }) => message,
            cell: ({ message }) => <span className="block min-w-64">{message}</span>,
          },
        ]}
      />
    </div>
  );
}

/** Looks again while something is still to come. */
function useFreshUpload(first: UploadView): readonly [UploadView, (upload: UploadView) => void] {
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
  return [upload, setUpload];
}
