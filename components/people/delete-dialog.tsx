"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { PersonPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { deletePerson } from "./api";
import { Problem } from "./problem";

type DeleteDialogProps = { person: PersonPage; onClose: () => void };

/** Asks for the person's address before anything is deleted. */
export function DeleteDialog({ person, onClose }: DeleteDialogProps) {
  const router = useRouter();
  const { id, name, email } = person;
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove() {
    setBusy(true);
    setProblem(null);
    const answer = await deletePerson(id, typed);
    if ("value" in answer) return router.replace("/people");
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Delete ${name}`}
      description={t`This can’t be undone.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Keep ${name}`}</Button>
          <Button
            variant="danger"
            busy={busy}
            disabled={typed.trim().toLowerCase() !== email}
            onClick={() => void remove()}
          >{t`Delete for good`}</Button>
        </>
      }
    >
      <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
        <li>{t`Gone: the account, the name, the address, comments, questions, notes, notices and mails.`}</li>
        <li>{t`Kept without a name: answers, times in cohorts and years of training, so that figures stay right.`}</li>
        <li>{t`Staff: references, case sets and assignments they made stay, as a former member’s.`}</li>
      </ul>
      <p className="mb-3 text-muted text-sm">{t`Give ${name} their data first, if they want it: they download it from their own account page, or you take it for them.`}</p>
      <Field
        label={t`Type ${email} to confirm`}
        type="email"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Problem text={problem} />
    </Dialog>
  );
}
