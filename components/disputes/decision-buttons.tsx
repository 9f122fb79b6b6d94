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
};

/** The two ways to decide: rejected at once, or accepted once the reference is drawn anew. */
export function DecisionButtons(props: DecisionButtonsProps) {
  const { editing, busy, problem } = props;
  return (
    <div className="px-4 py-3">
      <ProblemNote>{problem}</ProblemNote>
      <div className="flex flex-wrap gap-2 [[role=alert]:not(:empty)+&]:mt-2">
        {editing ? (
          <>
            <Button variant="primary" busy={busy} onClick={props.onAccept}>{t`Accept and score anew`}</Button>
            <Button onClick={props.onBack}>{t`Back`}</Button>
          </>
        ) : (
          <>
            <Button variant="primary" onClick={props.onEdit}>{t`Change the reference`}</Button>
            <Button busy={busy} onClick={props.onReject}>{t`Reject`}</Button>
          </>
        )}
      </div>
    </div>
  );
}
