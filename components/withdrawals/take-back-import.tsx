"use client";

import { useState } from "react";
import type { TakenBackImport } from "@/lib/domain/withdrawals/views";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { takeBackImport } from "./api";

type TakeBackImportProps = { id: string; dataset: string; onTakenBack: () => void };

/** Takes an import back, asked twice: what it made is gone. */
export function TakeBackImport({ id, dataset, onTakenBack }: TakeBackImportProps) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<TakenBackImport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function takeBack(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await takeBackImport(id);
    setBusy(false);
    if ("problem" in answer) setProblem(answer.problem);
    else {
      setDone(answer.value);
      onTakenBack();
    }
  }
  if (done) {
    return (
      <p role="status" className="max-w-prose">
        {t`It was taken back: ${plural(done.removed, "# case is gone", "# cases are gone")}, ${plural(done.restored, "# is as before", "# are as before")}.`}{" "}
        {done.datasetRemoved && t`The dataset is gone, too: it had made it.`}
      </p>
    );
  }
  if (!asked) return <Button onClick={() => setAsked(true)}>{t`Take this import back`}</Button>;
  return (
    <div className="space-y-3">
      <p className="max-w-prose">{t`The cases that it made are removed from ${dataset} with their pictures, and what it changed is as before. That can’t be undone; the same files can be sent again.`}</p>
      <div className="flex flex-wrap gap-3">
        <Button variant="danger" busy={busy} onClick={() => void takeBack()}>{t`Take it back`}</Button>
        <Button onClick={() => setAsked(false)}>{t`Leave it`}</Button>
      </div>
      <div role="alert">{problem && <p className="max-w-prose text-danger">{problem}</p>}</div>
    </div>
  );
}
