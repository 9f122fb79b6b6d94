"use client";

import { type ReactNode, useRef } from "react";
import type { AssignmentRun } from "@/lib/domain/assignments/views";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { plural, t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { EnterBadge } from "../viewer/enter-badge";
import { StepHeading, useStepFocus } from "./step-heading";
import { useEnterTo } from "./use-enter-to";

type EndOfAssignmentProps = {
  run: AssignmentRun;
  /** Whether the time was up before all was answered. */
  timeUp: boolean;
  /** Answers that wait to be sent. */
  unsent: number;
  /** Whether some came after the end. */
  late: boolean;
  /** What is not sent yet, with what can be done. */
  status: ReactNode;
};

/** There is nothing more to answer in an assignment. */
export function EndOfAssignment({ run, timeUp, unsent, late, status }: EndOfAssignmentProps) {
  const root = useRef<HTMLElement>(null);
  useStepFocus(root, "end", true);
  const next = `/assignments/${run.id}`;
  // What is not sent yet would wait for the page to be opened again.
  useEnterTo(unsent === 0 && !late ? next : null);
  return (
    <main ref={root} className="stage grid min-h-dvh place-items-center p-6">
      <div className="max-w-[44ch]">
        <StepHeading>{timeUp ? t`Your time is up` : t`You have answered ${run.name}`}</StepHeading>
        <p className="mt-2 text-pretty text-muted">
          {timeUp
            ? unsent > 0 || late
              ? t`Nothing more is taken. What arrived in time is stored.`
              : t`Nothing more is taken. What you submitted is stored.`
            : t`Every case is answered.`}{" "}
          {rulesOf(run.mode).isExam && t`Your results come when they are released; you will be told.`}
        </p>
        {(unsent > 0 || late) && (
          <div className="mt-3 rounded-md border border-line-strong bg-raised p-3 text-sm">
            {unsent > 0 && (
              <p className="text-pretty">
                {t`${plural(unsent, "One answer is", "# answers are")} not sent yet. Leave this page open until the connection is back.`}{" "}
                {timeUp &&
                  t`What arrives now isn’t taken by itself: your faculty see when it was given, and decide.`}
              </p>
            )}
            {late && (
              <p className="text-pretty">{t`Not all arrived before the end: what came after it isn’t taken by itself.`}</p>
            )}
            {status}
          </div>
        )}
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={next}>
            {t`To the assignment`} {unsent === 0 && !late && <EnterBadge />}
          </ButtonLink>
          <ButtonLink href="/home">{t`Home`}</ButtonLink>
        </div>
      </div>
    </main>
  );
}
