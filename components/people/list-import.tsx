"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { BYTES_A_CHARACTER, LONGEST_LIST } from "@/lib/domain/invitations/input";
import type { ImportedInvitations, InvitationReport } from "@/lib/domain/invitations/views";
import { t } from "@/lib/language/t";
import { decodeText } from "@/lib/tables/decode-text";
import { TableError } from "@/lib/tables/table-error";
import { Button } from "../ui/button";
import { newId } from "../ui/new-id";
import { checkList, importList } from "./api";
import { ImportedLinks } from "./imported-links";
import { ListReport } from "./list-report";
import { Problem } from "./problem";

/** The columns have these names in every language. */
const EXAMPLE = `name,email,role,cohort,year
Ada Park,ada@hospital.example,resident,Class of 2029,1`;
const UNREADABLE = t`The file can’t be read: it was changed, moved or deleted after it was chosen. Choose it again.`;
const TOO_LARGE = t`The file is too large: send the list in parts.`;

type Checked = {
  readonly report: InvitationReport;
  /** Of the request that confirms it. */
  readonly id: string;
};

function textOf(bytes: ArrayBuffer): { readonly value: string } | { readonly problem: string } {
  try {
    return { value: decodeText(new Uint8Array(bytes)) };
  } catch (cause) {
    if (cause instanceof TableError) return { problem: cause.message };
    throw cause;
  }
}

/** Invites a list: pasted or from a file, looked through row by row, and then confirmed as it was shown. */
export function ListImport({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [list, setList] = useState("");
  const [checked, setChecked] = useState<Checked | null>(null);
  const [done, setDone] = useState<ImportedInvitations | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // The button that was pressed is gone: the keyboard goes on from above the links.
  useEffect(() => {
    if (done) heading.current?.focus();
  }, [done]);

  function change(text: string) {
    setList(text);
    setChecked(null);
    setProblem(null);
  }

  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (!file) return;
    // Too long in whichever letters: it is not even read.
    if (file.size > LONGEST_LIST * BYTES_A_CHARACTER) return setProblem(TOO_LARGE);
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return setProblem(UNREADABLE);
    const text = textOf(bytes);
    if ("problem" in text) return setProblem(text.problem);
    if (text.value.length > LONGEST_LIST) return setProblem(TOO_LARGE);
    change(text.value);
  }

  async function check() {
    setBusy(true);
    setProblem(null);
    const answer = await checkList(list);
    setBusy(false);
    if ("problem" in answer) {
      setChecked(null);
      setProblem(answer.problem);
    } else setChecked({ report: answer.value, id: newId() });
  }

  async function confirm({ report, id }: Checked) {
    setBusy(true);
    setProblem(null);
    const answer = await importList(list, report.digest, id);
    setBusy(false);
    if ("problem" in answer) return setProblem(answer.problem);
    setDone(answer.value);
    router.refresh();
  }

  return (
    <section
      aria-labelledby="list-import"
      className="mb-8 sm:rounded-lg sm:border sm:border-line-strong sm:p-5"
    >
      <h2
        ref={heading}
        id="list-import"
        tabIndex={-1}
        className="mb-1 font-semibold text-lg outline-none"
      >{t`Invite a list`}</h2>
      {done ? (
        <ImportedLinks done={done} onClose={onClose} />
      ) : (
        <>
          <p className="mb-3 max-w-prose text-muted text-sm">{t`A table as CSV, from a file or pasted. Its first row names the columns: ${"name, email, role"}, and for residents ${"cohort"} and ${"year"}. Nobody is invited before you have seen what happens to each row.`}</p>
          <label htmlFor="list-text" className="mb-1.5 block font-medium text-sm">{t`The list`}</label>
          <textarea
            id="list-text"
            rows={7}
            value={list}
            spellCheck={false}
            placeholder={EXAMPLE}
            onChange={(event) => change(event.currentTarget.value)}
            className="block w-full rounded-md border border-line-strong bg-paper px-3 py-2 text-sm placeholder:text-muted hover:border-ink"
          />
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <label className="relative inline-flex min-h-10 cursor-pointer items-center rounded-md border border-line-strong bg-raised px-4 font-medium leading-tight focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:border-ink hover:bg-sunken pointer-coarse:min-h-11">
              {t`Choose a file`}
              <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                onChange={(event) => void read(event)}
                className="sr-only"
              />
            </label>
            {!checked && (
              <Button
                variant="primary"
                busy={busy}
                disabled={list.trim() === ""}
                onClick={() => void check()}
              >{t`Show what happens`}</Button>
            )}
            <Button variant="quiet" onClick={onClose}>{t`Cancel`}</Button>
          </div>
          <Problem text={problem} />
          {checked && (
            <ListReport report={checked.report} busy={busy} onConfirm={() => void confirm(checked)} />
          )}
        </>
      )}
    </section>
  );
}
