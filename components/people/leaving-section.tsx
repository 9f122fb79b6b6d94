"use client";

import { useState } from "react";
import type { PersonPage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { setActive } from "./api";
import { DeleteDialog } from "./delete-dialog";
import { Problem } from "./problem";
import { TakeData } from "./take-data";

/** Closes the account, opens it again, or deletes the person. */
export function LeavingSection({ person }: { person: PersonPage }) {
  const { id, name, active } = person;
  const [deleting, setDeleting] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="leaving" className="border-line border-t pt-6">
      <h2 id="leaving" className="mb-2 font-semibold text-lg">{t`Leaving`}</h2>
      <p className="mb-4 max-w-prose text-muted [overflow-wrap:anywhere]">{t`A closed account is signed out everywhere at once and loses nothing: it can be opened again. A deletion takes the name, the address and everything said by and about ${name}; the figures of cohorts and cases stay as they are.`}</p>
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={() => void run(() => setActive(id, !active))}>
          {active ? t`Close the account` : t`Open the account again`}
        </Button>
        <TakeData {...person} />
        <Button variant="danger" onClick={() => setDeleting(true)}>{t`Delete this person`}</Button>
      </div>
      <Problem text={problem} />
      {deleting && <DeleteDialog person={person} onClose={() => setDeleting(false)} />}
    </section>
  );
}
