"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { CaseSetDetail } from "@/lib/domain/case-sets/views";
import { t } from "@/lib/language/t";
import { AssignDialog, type Clock } from "../assignments/assign-dialog";
import { changeSet } from "../library/api";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

type SetActionsProps = {
  set: Pick<CaseSetDetail, "id" | "name" | "status" | "mayEdit" | "assignments">;
  /** What is shown, before it is stored. */
  caseIds: readonly string[];
  clock: Clock;
  /** Stores what waits; says whether all is stored. */
  onBefore: () => Promise<boolean>;
};

/** What can be done with a set as a whole. */
export function SetActions({ set, caseIds, clock, onBefore }: SetActionsProps) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const isDraft = set.status === "draft";
  const [problem, setProblem] = useState<string | null>(null);
  function change(what: "publish" | "archive" | "restore" | "copy"): void {
    start(async () => {
      setProblem(null);
      if (!(await onBefore())) return setProblem(t`What you changed could not be stored yet.`);
      const answer = await changeSet(set.id, what);
      setAsking(false);
      if ("problem" in answer) return setProblem(answer.problem);
      if ("id" in answer.value) router.push(`/case-sets/${answer.value.id}`);
      else router.refresh();
    });
  }
  return (
    <>
      {set.mayEdit && set.status === "archived" && (
        <Button size="sm" busy={busy} onClick={() => change("restore")}>{t`Bring back`}</Button>
      )}
      {set.mayEdit && set.status !== "archived" && (
        <Button variant="quiet" size="sm" busy={busy} onClick={() => change("archive")}>{t`Archive`}</Button>
      )}
      <Button variant="quiet" size="sm" busy={busy} onClick={() => change("copy")}>{t`Copy`}</Button>
      {set.mayEdit && isDraft && (
        <Button
          size="sm"
          disabled={caseIds.length === 0}
          onClick={() => setAsking(true)}
        >{t`Publish …`}</Button>
      )}
      {(isDraft ? set.mayEdit : set.status === "published") && (
        <Button
          variant="primary"
          size="sm"
          disabled={caseIds.length === 0}
          onClick={() => setAssigning(true)}
        >
          {isDraft ? t`Publish and assign …` : t`Assign …`}
        </Button>
      )}
      {problem && (
        <p role="alert" className="basis-full text-danger text-sm">
          {problem}
        </p>
      )}
      {assigning && (
        <AssignDialog
          content={{ caseSetId: set.id, publish: isDraft }}
          known={isDraft ? { caseIds } : { caseSetId: set.id }}
          title={isDraft ? t`Publish and assign “${set.name}”` : t`Assign “${set.name}”`}
          note={
            isDraft
              ? t`The set is published: neither its cases nor their order change any more.`
              : t`Its cases and their order, as they are.`
          }
          name={set.name}
          clock={clock}
          onClose={() => setAssigning(false)}
          onBefore={onBefore}
        />
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t`Publish “${set.name}”?`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t`Not yet`}</Button>
            <Button variant="primary" busy={busy} onClick={() => change("publish")}>{t`Publish`}</Button>
          </>
        }
      >
        <p className="text-sm">{t`Once published, it can be assigned, and neither its cases nor their order change any more. A copy of it can always be made and changed.`}</p>
      </Dialog>
    </>
  );
}
