"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Move } from "@/lib/domain/people/input";
import type { MoveReport, NamedCohort } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { movePeople } from "./api";
import { MovePreview } from "./move-preview";
import { Problem } from "./problem";
import { TRAINING_YEARS, trainingWords } from "./training-words";

type MoveDialogProps = {
  userIds: readonly string[];
  cohorts: readonly NamedCohort[];
  today: string;
  /** Whether something was moved. */
  onClose: (done: boolean) => void;
};

type Draft = { on: string; year: string; cohort: string };

function moveOf(userIds: readonly string[], { on, year, cohort }: Draft): Move {
  return {
    userIds: [...userIds],
    on,
    year: year === "keep" || year === "next" ? year : Number(year),
    cohort: cohort === "keep" || cohort === "leave" ? { kind: cohort } : { kind: "move", id: cohort },
  };
}

/** Promotes or moves residents on a day: first what would happen to each, then the doing. */
export function MoveDialog({ userIds, cohorts, today, onClose }: MoveDialogProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<Draft>({ on: today, year: "next", cohort: "keep" });
  const [report, setReport] = useState<MoveReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (some: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...some }));
    setReport(null);
    setProblem(null);
  };

  async function send(preview: boolean) {
    setBusy(true);
    setProblem(null);
    const answer = await movePeople(moveOf(userIds, draft), preview);
    setBusy(false);
    if ("problem" in answer) {
      setProblem(answer.problem);
      setReport(null);
    } else if (preview) setReport(answer.value);
    else {
      router.refresh();
      onClose(true);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={t`Promote or move ${plural(userIds.length, "# resident", "# residents")}`}
      description={t`What was answered before that day counts for the old cohort and year still.`}
      className="sm:max-w-2xl!"
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t`Leave it`}</Button>
          {report && report.changed > 0 ? (
            <Button
              variant="primary"
              busy={busy}
              onClick={() => void send(false)}
            >{t`Change ${plural(report.changed, "# resident", "# residents")}`}</Button>
          ) : (
            <Button
              variant="primary"
              busy={busy}
              onClick={() => void send(true)}
            >{t`Show what happens`}</Button>
          )}
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          label={t`From`}
          type="date"
          required
          max={today}
          value={draft.on}
          onChange={(event) => change({ on: event.currentTarget.value })}
        />
        <SelectField
          label={t`Year of training`}
          value={draft.year}
          onChange={(event) => change({ year: event.currentTarget.value })}
        >
          <option value="next">{t`The next one`}</option>
          <option value="keep">{t`As it is`}</option>
          {TRAINING_YEARS.map((year) => (
            <option key={year} value={year}>
              {trainingWords(year)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t`Cohort`}
          value={draft.cohort}
          onChange={(event) => change({ cohort: event.currentTarget.value })}
        >
          <option value="keep">{t`As it is`}</option>
          {cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="leave">{t`None: leave theirs`}</option>
        </SelectField>
      </div>
      <p className="mt-3 text-muted text-sm">{t`A new cohort’s running assignments are not given by themselves: each assignment’s page says who is new, and adds them.`}</p>
      <Problem text={problem} />
      {report && <MovePreview report={report} />}
    </Dialog>
  );
}
