"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { CaseSetSummary } from "@/lib/domain/case-sets/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { AssignDialog, type Clock } from "../assignments/assign-dialog";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { addToSet, fetchSets, makeSet } from "./api";

type AddToSetProps = {
  caseIds: readonly string[];
  /** The set that the library was opened for. */
  target: { readonly id: string; readonly name: string } | null;
  clock: Clock;
  onClear: () => void;
  /** Cases stand in a set now that did not before. */
  onAdded: (caseIds: readonly string[], set: { readonly id: string; readonly name: string }) => void;
};

type Outcome = { readonly set: { readonly id: string; readonly name: string }; readonly text: string };

/** What can be done with the chosen cases; at the bottom, in reach of the thumb. */
export function AddToSet({ caseIds, target, clock, onClear, onAdded }: AddToSetProps) {
  const [open, setOpen] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function add(id: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await addToSet(id, caseIds);
    setBusy(false);
    if ("problem" in answer) return setProblem(answer.problem);
    const { name, added, cases } = answer.value;
    setOpen(false);
    setOutcome({
      set: { id, name },
      text: t`${plural(added, "# case", "# cases")} added; ${plural(cases, "# case", "# cases")} in it now.`,
    });
    onAdded(caseIds, { id, name });
    onClear();
  }
  if (caseIds.length === 0 && !outcome) return null;
  return (
    <section
      aria-label={t`Chosen cases`}
      className="sticky bottom-16 z-10 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-raised px-4 py-2.5 shadow-float md:bottom-4"
    >
      <p role="status" className="min-w-0 flex-1 text-sm">
        {caseIds.length > 0 ? (
          <span className="font-medium">{t`${plural(caseIds.length, "# case", "# cases")} chosen`}</span>
        ) : (
          outcome && (
            <>
              <Link
                href={`/case-sets/${outcome.set.id}`}
                className="font-medium underline underline-offset-4"
              >
                {outcome.set.name}
              </Link>
              : {outcome.text}
            </>
          )
        )}
      </p>
      {problem && !open && (
        <p role="alert" className="basis-full text-danger text-sm">
          {problem}
        </p>
      )}
      {caseIds.length > 0 && (
        <>
          <Button variant="quiet" size="sm" onClick={onClear}>{t`Clear`}</Button>
          {target && (
            <Button
              variant="primary"
              size="sm"
              busy={busy}
              onClick={() => void add(target.id)}
            >{t`Add to ${target.name}`}</Button>
          )}
          <Button
            size="sm"
            onClick={() => {
              setProblem(null);
              setOpen(true);
            }}
          >
            {target ? t`Another set …` : t`Add to a set …`}
          </Button>
          {!target && (
            <Button
              variant="primary"
              size="sm"
              onClick={() => setAssigning(true)}
            >{t`Assign these …`}</Button>
          )}
        </>
      )}
      {caseIds.length === 0 && (
        <Button variant="quiet" size="sm" onClick={() => setOutcome(null)}>{t`Hide`}</Button>
      )}
      {assigning && (
        <AssignDialog
          content={{ caseIds }}
          known={{ caseIds }}
          title={t`Assign ${plural(caseIds.length, "# case", "# cases")}`}
          note={t`In the order in which you chose them. A published set of the same name is made of them.`}
          name={t`Selection of ${formatDay(clock.now, clock.timeZone)}`}
          clock={clock}
          onClose={() => setAssigning(false)}
        />
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t`Add to a set`}
        description={t`${plural(caseIds.length, "# case", "# cases")}, at its end.`}
      >
        {open && (
          <SetChoices busy={busy} problem={problem} onChoose={(id) => void add(id)} onProblem={setProblem} />
        )}
      </Dialog>
    </section>
  );
}

type SetChoicesProps = {
  busy: boolean;
  problem: string | null;
  onChoose: (id: string) => void;
  onProblem: (problem: string) => void;
};

function SetChoices({ busy, problem, onChoose, onProblem }: SetChoicesProps) {
  const [sets, setSets] = useState<readonly CaseSetSummary[] | null>(null);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void fetchSets().then((answer) => {
      if ("problem" in answer) return onProblem(answer.problem);
      setSets(answer.value.filter(({ mayEdit }) => mayEdit));
    });
  }
  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const name = `${new FormData(event.currentTarget).get("name")}`;
    const made = await makeSet({ name });
    if ("problem" in made) onProblem(made.problem);
    else onChoose(made.value.id);
  }
  return (
    <div className="space-y-4">
      <form onSubmit={(event) => void make(event)} className="flex items-end gap-2">
        <label className="min-w-0 flex-1">
          <span className="mb-1 block text-muted text-xs">{t`A new set`}</span>
          <input
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            className="min-h-10 w-full rounded-md border border-line-strong bg-paper px-3 text-sm hover:border-ink"
          />
        </label>
        <Button type="submit" busy={busy}>{t`Make and add`}</Button>
      </form>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      {sets && sets.length > 0 && (
        <div>
          <p className="mb-1 text-muted text-xs">{t`Drafts`}</p>
          <ul className="divide-y divide-line border-line border-y">
            {sets.map(({ id, name, cases }) => (
              <li key={id}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => onChoose(id)}
                  className="flex min-h-11 w-full items-center gap-3 px-1 text-left text-sm hover:bg-sunken"
                >
                  <span className="min-w-0 flex-1 break-words font-medium">{name}</span>
                  <span className="shrink-0 text-muted">{t`${plural(cases, "# case", "# cases")}`}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!sets && <p className="animate-late text-muted text-sm">{t`Fetching the drafts …`}</p>}
    </div>
  );
}
