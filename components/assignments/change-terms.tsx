"use client";

import { useMemo, useState } from "react";
import type { AssignmentDetail } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { localTimeOf } from "@/lib/domain/time/zoned-time";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { changeAssignment } from "./api";
import { DateFields, RuleFields, type TermsDraft, termsOf } from "./terms-fields";
import { useAction } from "./use-action";
import { termsProblem, useTermsProblem } from "./use-terms-problem";

type ChangeTermsProps = { assignment: AssignmentDetail; timeZone: string; now: string };

function draftOf({ assignment, timeZone, now }: ChangeTermsProps): TermsDraft {
  const {
    name,
    instructions,
    opensAt,
    dueAt,
    closesAt,
    timeLimitMinutes,
    resultsReleasedAt,
    reasons,
    secondLook,
  } = assignment;
  const local = (moment: string | null): string => (moment ? localTimeOf(new Date(moment), timeZone) : "");
  const isOut = resultsReleasedAt !== null && resultsReleasedAt <= now;
  return {
    name,
    instructions,
    opens: local(opensAt),
    due: local(dueAt),
    closes: local(closesAt),
    timeLimit: timeLimitMinutes === null ? "" : String(timeLimitMinutes),
    reasons,
    secondLook,
    release:
      resultsReleasedAt === null ? "by-hand" : isOut && !rulesOf(assignment.mode).isExam ? "at-once" : "at",
    releaseAt: local(resultsReleasedAt),
  };
}

/** Changes the name, the dates and the rules that can be changed while it runs. */
export function ChangeTerms(props: ChangeTermsProps) {
  const { assignment, timeZone } = props;
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(props));
  const { busy, problem, run, clear } = useAction();
  const { at, elsewhere, form } = useTermsProblem<HTMLDivElement>(
    useMemo(() => (problem === null ? null : termsProblem(problem)), [problem]),
  );
  const change = (some: Partial<TermsDraft>): void => setDraft((before) => ({ ...before, ...some }));
  return (
    <>
      <Button
        onClick={() => {
          setDraft(draftOf(props));
          clear();
          setOpen(true);
        }}
      >{t`Change`}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t`Change the assignment`}
        description={t`New dates are told to its residents.`}
        className="sm:max-w-3xl!"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t`Leave it`}</Button>
            <Button
              variant="primary"
              busy={busy}
              onClick={async () => {
                if (await run(() => changeAssignment(assignment.id, termsOf(draft)))) setOpen(false);
              }}
            >{t`Save`}</Button>
          </>
        }
      >
        <div ref={form} className="space-y-6">
          <Field
            label={t`Name`}
            required
            maxLength={120}
            value={draft.name}
            problem={at("name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <DateFields
            draft={draft}
            onChange={change}
            mode={assignment.mode}
            timeZone={timeZone}
            problemAt={at}
          />
          <RuleFields draft={draft} onChange={change} problemAt={at} />
          <div role="alert">{elsewhere && <p className="text-danger text-sm">{elsewhere}</p>}</div>
        </div>
      </Dialog>
    </>
  );
}
