"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import type { AuthoringDataset } from "@/lib/domain/authoring/views";
import { datasetStates } from "@/lib/domain/datasets/state";
import { LONGEST_REASON } from "@/lib/domain/withdrawals/input";
import type { Opening } from "@/lib/domain/withdrawals/views";
import { plural, t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { closeDataset, fetchOpening } from "./api";

/** Whether a dataset is open to practice, and the way to open or close it: both ask first. */
export function PracticeSwitch({ dataset }: { dataset: AuthoringDataset }) {
  const router = useRouter();
  const [asking, setAsking] = useState<"close" | Opening | null>(null);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, name, state, closedBecause } = dataset;

  async function during<T>(work: Promise<{ readonly problem: string } | { readonly value: T }>) {
    setBusy(true);
    setProblem(null);
    const answer = await work;
    setBusy(false);
    if ("value" in answer) return answer.value;
    setProblem(answer.problem);
    return null;
  }
  async function ask(): Promise<void> {
    const opening = await during(fetchOpening(id));
    if (opening) setAsking(opening);
  }
  async function change(): Promise<void> {
    if (asking === "close" && reason.trim() === "") return setProblem(t`Say why, in a sentence.`);
    const done = await during<object>(
      asking === "close" ? closeDataset(id, reason.trim()) : call(authoring.openDataset, { params: { id } }),
    );
    if (!done) return;
    setAsking(null);
    setReason("");
    router.refresh();
  }
  const closing = asking === "close";
  return (
    <section aria-labelledby="practice" className="max-w-xl">
      <h2 id="practice" className="font-semibold">{t`Practice`}</h2>
      <p className="mt-1 text-pretty text-muted text-sm" role="status">
        {datasetStates[state]}
        {closedBecause !== null && `: ${closedBecause}`}
      </p>
      {problem && asking === null && (
        <p role="alert" className="mt-2 text-danger text-sm">
          {problem}
        </p>
      )}
      <div className="mt-3">
        {state === "open" ? (
          <Button onClick={() => setAsking("close")}>{t`Close it to practice …`}</Button>
        ) : (
          <Button busy={busy} onClick={() => void ask()}>{t`Open it to practice …`}</Button>
        )}
      </div>
      {asking !== null && (
        <Dialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={closing ? t`Close ${name} to practice` : t`Open ${name} to practice`}
          footer={
            <>
              <Button onClick={() => setAsking(null)}>{t`Leave it as it is`}</Button>
              <Button variant="primary" busy={busy} onClick={() => void change()}>
                {closing ? t`Close it` : t`Open it`}
              </Button>
            </>
          }
        >
          {closing ? <Closing /> : <WhatOpens of={asking} />}
          {closing && (
            <Field
              className="mt-4"
              label={t`Why`}
              value={reason}
              maxLength={LONGEST_REASON}
              autoComplete="off"
              onChange={(event) => setReason(event.currentTarget.value)}
              problem={problem ?? undefined}
            />
          )}
          {!closing && problem && (
            <p role="alert" className="mt-3 text-danger text-sm">
              {problem}
            </p>
          )}
        </Dialog>
      )}
    </section>
  );
}

const Closing = () => (
  <ul className="list-disc space-y-1 pl-5 text-sm">
    <li>{t`None of its cases is offered in practice any more, nor found in the library.`}</li>
    <li>{t`Assignments that were given go on. Answers stay, in histories and in all figures.`}</li>
    <li>{t`It can be opened again.`}</li>
  </ul>
);

function WhatOpens({ of: { cases, drafts, residents, inExams } }: { of: Opening }) {
  return (
    <ul className="list-disc space-y-1 pl-5 text-sm">
      <li>{t`${plural(cases, "# case is", "# cases are")} offered at once to ${plural(residents, "# resident", "# residents")} of your institution, and to its staff.`}</li>
      {drafts > 0 && (
        <li>{t`${plural(drafts, "# draft follows once it is published.", "# drafts follow, each once it is published.")}`}</li>
      )}
      {inExams > 0 && (
        <li>{t`${plural(inExams, "# of them is", "# of them are")} in assignments whose results are not released: whoever has such an assignment is not offered them once it is open; everybody else is.`}</li>
      )}
      <li>{t`What somebody has seen is not unseen by closing it later.`}</li>
    </ul>
  );
}
