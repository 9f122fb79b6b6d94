"use client";

import { useState } from "react";
import type { CohortRow } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { changeCohort } from "./api";
import { Problem } from "./problem";

type CohortDialogProps = { cohort: CohortRow; onClose: () => void };

/** Renames a cohort, ends it, or takes people into it again. */
export function CohortDialog({ cohort, onClose }: CohortDialogProps) {
  const { id, members, endedAt } = cohort;
  const [name, setName] = useState(cohort.name);
  const { busy, problem, run } = useAction();
  const change = async (what: Parameters<typeof changeCohort>[1]): Promise<void> => {
    if (await run(() => changeCohort(id, what))) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={cohort.name}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void change({ name });
        }}
      >
        <Field
          label={t`Name`}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          className="min-w-0 flex-1"
        />
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={name.trim() === cohort.name}
          className="min-h-11"
        >{t`Rename`}</Button>
      </form>
      <section className="mt-6 border-line border-t pt-4">
        {endedAt ? (
          <>
            <p className="mb-3 text-sm">{t`It takes people again. Who left it by its end is not brought back.`}</p>
            <Button busy={busy} onClick={() => void change({ ended: false })}>{t`Reopen the cohort`}</Button>
          </>
        ) : (
          <>
            <p className="mb-3 text-sm">
              {members === 0
                ? t`Nobody joins it any more. Its figures stay.`
                : t`${plural(members, "# resident in it now leaves it at once", "# residents in it now leave it at once")}, and nobody joins it any more. Its figures stay.`}
            </p>
            <Button
              variant="danger"
              busy={busy}
              onClick={() => void change({ ended: true })}
            >{t`End the cohort`}</Button>
          </>
        )}
      </section>
      <Problem text={problem} />
    </Dialog>
  );
}
