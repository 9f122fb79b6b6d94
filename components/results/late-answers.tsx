"use client";

import { useState } from "react";
import { lateAnswers } from "@/lib/contract/late-answers";
import type { LateAnswerRow } from "@/lib/domain/late-answers/views";
import { nameOf } from "@/lib/domain/name-of";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { barredWords, clockWords, inTimeWords } from "./late-words";

type Decided = Readonly<Record<string, boolean>>;

type LateAnswersProps = { late: readonly LateAnswerRow[]; timeZone: string };

/** The answers that came after the end, to be taken or left one by one. */
export function LateAnswers({ late, timeZone }: LateAnswersProps) {
  const [deciding, setDeciding] = useState<LateAnswerRow | null>(null);
  // Shown at once: the results are asked for again a little later.
  const [decided, setDecided] = useState<Decided>({});
  if (late.length === 0) return null;
  return (
    <section aria-labelledby="late">
      <h2 id="late" className="font-semibold">{t`Came too late`}</h2>
      <p className="mt-1 max-w-prose text-pretty text-muted text-sm">{t`These were given without a connection and count for nothing until you take them. What a device’s clock showed in between, the device alone knows. While one waits, its case stays withheld from its resident.`}</p>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {late.map((answer) => (
          <li key={answer.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
            <div className="min-w-0 max-w-prose flex-1 basis-80 text-pretty text-sm">
              <p>
                <span className="font-medium text-base">{answer.name}</span>, {t`case ${answer.position}`}
              </p>
              <p className="mt-0.5 tabular-nums">
                {nameOf(inTimeWords, answer.inTime)}: {timesOf(answer, timeZone)}
              </p>
              <p className="text-muted tabular-nums">{clockWords(answer, timeZone)}</p>
              {answer.barred && <p className="text-caution">{nameOf(barredWords, answer.barred)}</p>}
            </div>
            <Outcome answer={answer} decided={decided[answer.id]} onDecide={() => setDeciding(answer)} />
          </li>
        ))}
      </ul>
      {deciding && (
        <Decision
          answer={deciding}
          onClose={() => setDeciding(null)}
          onDecided={(taken) => {
            setDecided((before) => ({ ...before, [deciding.id]: taken }));
            setDeciding(null);
          }}
        />
      )}
    </section>
  );
}

function timesOf({ givenAt, endedAt, arrivedAt, refusal }: LateAnswerRow, timeZone: string): string {
  const moment = (at: string): string => formatMoment(at, timeZone);
  if (refusal === "lapsed") {
    return t`${moment(givenAt)}; it arrived ${moment(arrivedAt)}, more than a day after its phase was locked.`;
  }
  return endedAt
    ? t`${moment(givenAt)}; the end was ${moment(endedAt)}, it arrived ${moment(arrivedAt)}.`
    : t`${moment(givenAt)}; it arrived ${moment(arrivedAt)}.`;
}

type OutcomeProps = { answer: LateAnswerRow; decided: boolean | undefined; onDecide: () => void };

function Outcome({ answer, decided, onDecide }: OutcomeProps) {
  const { state, decidedBy } = answer;
  const reason = answer.reason ?? "";
  if (state === "taken" || state === "left") {
    return (
      <p className="max-w-72 text-pretty text-sm">
        {state === "taken" ? t`Taken by ${decidedBy ?? t`somebody`}` : t`Left by ${decidedBy ?? t`somebody`}`}
        : <span className="text-muted">{t`“${reason}”`}</span>
      </p>
    );
  }
  if (decided !== undefined) return <p className="text-sm">{decided ? t`Taken` : t`Left`}</p>;
  return <Button onClick={onDecide}>{t`Decide`}</Button>;
}

type DecisionProps = {
  answer: LateAnswerRow;
  onClose: () => void;
  onDecided: (taken: boolean) => void;
};

function Decision({ answer, onClose, onDecided }: DecisionProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const decide = async (taken: boolean): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const sent = await call(lateAnswers.decide, { params: { id: answer.id }, body: { taken, reason } });
    setBusy(false);
    if ("problem" in sent) setProblem(sent.field?.problem ?? sent.problem);
    else onDecided(taken);
  };
  const empty = reason.trim() === "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`${answer.name}, case ${answer.position}`}
      description={t`Taken, it is scored and counts as the assignment’s answer. Either is for good.`}
      footer={
        <>
          <Button busy={busy} disabled={empty} onClick={() => void decide(false)}>{t`Leave it`}</Button>
          {!answer.barred && (
            <Button
              variant="primary"
              busy={busy}
              disabled={empty}
              onClick={() => void decide(true)}
            >{t`Take it`}</Button>
          )}
        </>
      }
    >
      <Field
        label={t`Reason, shown to the resident`}
        required
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div role="alert">{problem && <p className="mt-3 text-danger text-sm">{problem}</p>}</div>
    </Dialog>
  );
}
