"use client";

import { useState } from "react";
import type { CohortRow } from "@/lib/domain/people/views";
import { formatNumberOf } from "@/lib/words/figures";
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
          label="Name"
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
        >
          Rename
        </Button>
      </form>
      <section className="mt-6 border-line border-t pt-4">
        {endedAt ? (
          <>
            <p className="mb-3 text-sm">It takes people again. Who left it by its end is not brought back.</p>
            <Button busy={busy} onClick={() => void change({ ended: false })}>
              Reopen the cohort
            </Button>
          </>
        ) : (
          <>
            <p className="mb-3 text-sm">
              {members === 0
                ? "Nobody joins it any more."
                : `${formatNumberOf(members, "resident")} in it now ${members === 1 ? "leaves" : "leave"} it at once, and nobody joins it any more.`}{" "}
              Its figures stay.
            </p>
            <Button variant="danger" busy={busy} onClick={() => void change({ ended: true })}>
              End the cohort
            </Button>
          </>
        )}
      </section>
      <Problem text={problem} />
    </Dialog>
  );
}
