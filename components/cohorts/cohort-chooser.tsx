"use client";

import { useState } from "react";
import type { Comparison, Period } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { COMPARED } from "./compared";

type CohortChooserProps = {
  choices: Comparison["choices"];
  chosen: readonly string[];
  weeks: Period["weeks"];
};

/** Which cohorts stand side by side: ticked in a list that can be searched, by keyboard alone too. */
export function CohortChooser({ choices, chosen, weeks }: CohortChooserProps) {
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    chosen.filter((id) => choices.some((choice) => choice.id === id)),
  );
  const [sought, setSought] = useState("");
  const shown = choices.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  const isFull = ticked.length >= COMPARED.most;
  return (
    <form action="/cohorts/compare" className="max-w-xl rounded-lg border border-line px-4 py-4">
      <input type="hidden" name="weeks" value={weeks} />
      <input type="hidden" name="ids" value={ticked.join(",")} />
      <div className="flex flex-wrap items-center gap-3">
        <input
          type="search"
          aria-label={t`Cohort’s name contains`}
          placeholder={t`Name contains`}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="min-h-9 min-w-40 flex-1 rounded-md border border-line-strong bg-raised px-3 py-1 text-sm placeholder:text-muted hover:border-ink pointer-coarse:min-h-11"
        />
        <Button
          type="submit"
          variant="primary"
          disabled={ticked.length < COMPARED.least}
        >{t`Compare`}</Button>
      </div>
      <p
        role="status"
        className="mt-2 text-muted text-sm"
      >{t`${formatCount(ticked.length)} chosen, of two to six.`}</p>
      <fieldset className="mt-2 max-h-72 overflow-y-auto border-line border-t pt-2">
        <legend className="sr-only">{t`Cohorts`}</legend>
        {shown.map(({ id, name }) => {
          const on = ticked.includes(id);
          return (
            <label key={id} className="flex min-h-9 items-center gap-3 px-1 text-sm pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={on}
                disabled={!on && isFull}
                onChange={() => setTicked(on ? ticked.filter((each) => each !== id) : [...ticked, id])}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 break-words">{name}</span>
            </label>
          );
        })}
        {shown.length === 0 && (
          <p className="py-2 text-muted text-sm">{t`No cohort’s name contains that.`}</p>
        )}
      </fieldset>
    </form>
  );
}
