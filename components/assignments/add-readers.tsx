"use client";

import { useState } from "react";
import type { Audience } from "@/lib/domain/assignments/input";
import type { AssignmentChoices, AssignmentDetail } from "@/lib/domain/assignments/views";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { addReaders } from "./api";
import { AudienceFields } from "./audience-fields";
import { useAction } from "./use-action";

type AddReadersProps = { assignment: AssignmentDetail; choices: AssignmentChoices };

const NOBODY: Audience = { cohortIds: [], userIds: [] };

/**
 * Offers the assignment to residents who joined one of its cohorts later, and gives it to anyone else who is chosen.
 */
export function AddReaders({ assignment, choices }: AddReadersProps) {
  const [open, setOpen] = useState(false);
  const [audience, setAudience] = useState(NOBODY);
  const { busy, problem, run, clear } = useAction();
  const { id, joiners, rows } = assignment;
  const have = new Set(rows.map(({ userId }) => userId));
  const others = choices.residents.filter((resident) => !have.has(resident.id));
  return (
    <div className="mb-6 space-y-2">
      {joiners.map(({ cohortId, cohort, residents }) => (
        <div
          key={cohortId}
          className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line-strong bg-raised px-4 py-2.5 text-sm"
        >
          <p>{t`${plural(residents, "# resident", "# residents")} in ${cohort} ${plural(residents, "does not have it.", "do not have it.")}`}</p>
          <Button
            size="sm"
            busy={busy}
            onClick={() => void run(() => addReaders(id, { cohortIds: [cohortId], userIds: [] }))}
          >{t`Add new members of ${cohort}`}</Button>
        </div>
      ))}
      <Button
        size="sm"
        onClick={() => {
          setAudience(NOBODY);
          clear();
          setOpen(true);
        }}
      >{t`Add residents`}</Button>
      {!open && <div role="alert">{problem && <p className="text-danger text-sm">{problem}</p>}</div>}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t`Add residents`}
        className="sm:max-w-2xl!"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t`Cancel`}</Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={audience.cohortIds.length + audience.userIds.length === 0}
              onClick={async () => {
                if (await run(() => addReaders(id, audience))) setOpen(false);
              }}
            >{t`Add`}</Button>
          </>
        }
      >
        <AudienceFields
          choices={{ cohorts: choices.cohorts, residents: others }}
          audience={audience}
          onChange={setAudience}
        />
        <div role="alert">{problem && <p className="mt-3 text-danger text-sm">{problem}</p>}</div>
      </Dialog>
    </div>
  );
}
