"use client";

import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ProblemNote } from "./problem-note";

type DecisionButtonsProps = {
  /** Whether the new reference is being written. */
  editing: boolean;
  busy: boolean;
  problem: string | null;
  onEdit: () => void;
  onBack: () => void;
  onReject: () => void;
  onAccept: () => void;
  /** What is agreed to, or not; null where nothing waits for the viewer's agreement. */
  onAgree: ((agrees: boolean) => void) | null;
  /** Whether the viewer changes the reference alone, or proposes it. */
  settlesAlone: boolean;
};

/** The ways to decide: rejected at once, accepted once the reference is drawn anew, or agreed to. */
export function DecisionButtons(props: DecisionButtonsProps) {
  const { editing, busy, problem, onAgree } = props;
  return (
    <div className="px-4 py-3">
      <ProblemNote>{problem}</ProblemNote>
      <div className="flex flex-wrap gap-2 [[role=alert]:not(:empty)+&]:mt-2">
        {editing ? (
          <>
            <Button variant="primary" busy={busy} onClick={props.onAccept}>
              {props.settlesAlone ? t`Accept and score anew` : t`Propose it`}
            </Button>
            <Button onClick={props.onBack}>{t`Back`}</Button>
          </>
        ) : (
          <>
            {onAgree && (
              <>
                <Button
                  variant="primary"
                  busy={busy}
                  onClick={() => onAgree(true)}
                >{t`Agree, and score anew`}</Button>
                <Button busy={busy} onClick={() => onAgree(false)}>{t`Don’t agree`}</Button>
              </>
            )}
            <Button
              variant={onAgree ? "secondary" : "primary"}
              onClick={props.onEdit}
            >{t`Change the reference`}</Button>
            <Button busy={busy} onClick={props.onReject}>{t`Reject`}</Button>
          </>
        )}
      </div>
    </div>
  );
}
