"use client";

import { clsx } from "clsx";
import { SlidersHorizontal } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import {
  isFiltered,
  type LibraryQuery,
  libraryQuerySchema,
  PLAIN_LIBRARY_QUERY,
} from "@/lib/domain/library/query";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { splitNames } from "./entry-words";

type LibraryFiltersProps = {
  query: LibraryQuery;
  choices: LibraryChoices;
  onChange: (query: LibraryQuery) => void;
};

/** How long after the last key the search begins. */
const TYPING_MS = 250;

/** Which cases are shown, and in what order. */
export function LibraryFilters({ query, choices, onChange }: LibraryFiltersProps) {
  const set =
    (name: keyof LibraryQuery, more: Partial<LibraryQuery> = {}) =>
    (value: string): void =>
      onChange(libraryQuerySchema.parse({ ...query, ...more, [name]: value || null }));
  const [unfolded, setUnfolded] = useState(false);
  const dataset = choices.datasets.find(({ id }) => id === query.dataset) ?? only(choices.datasets);
  return (
    <div className="mb-4 space-y-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <RationaleSearch text={query.text ?? ""} onSearch={set("text")} />
        <Choice label={t`Order`} value={query.order} onChange={set("order")}>
          <option value="frame">{t`By video and frame`}</option>
          <option value="hardest">{t`Hardest first`}</option>
          <option value="easiest">{t`Easiest first`}</option>
          <option value="answers">{t`Most answered first`}</option>
          <option value="newest">{t`Newest first`}</option>
        </Choice>
        <Button
          size="sm"
          className="sm:hidden"
          aria-expanded={unfolded}
          aria-controls="library-filters"
          onClick={() => setUnfolded(!unfolded)}
        >
          <SlidersHorizontal aria-hidden /> {t`Filters`}
        </Button>
        {isFiltered(query) && (
          <Button
            variant="quiet"
            size="sm"
            onClick={() => onChange({ ...PLAIN_LIBRARY_QUERY, order: query.order })}
          >{t`Show all cases`}</Button>
        )}
      </div>
      <div
        id="library-filters"
        className={clsx(
          "grid grid-cols-2 gap-x-3 gap-y-3 sm:grid-cols-4 lg:grid-cols-8",
          !unfolded && "max-sm:hidden",
        )}
      >
        <Choice label={t`Dataset`} value={query.dataset ?? ""} onChange={set("dataset", { video: null })}>
          <option value="">{t`All datasets`}</option>
          {choices.datasets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice label={t`Video`} value={query.video ?? ""} onChange={set("video")}>
          <option value="">{dataset ? t`All videos` : t`Choose a dataset first`}</option>
          {dataset?.videos.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice label={t`Phase`} value={query.phase ?? ""} onChange={set("phase")}>
          <option value="">{t`All phases`}</option>
          {PHASES.map((phase) => (
            <option key={phase} value={phase}>
              {phase} {phaseNames[phase]}
            </option>
          ))}
        </Choice>
        <Choice label={t`Split`} value={query.split ?? ""} onChange={set("split")}>
          <option value="">{t`All splits`}</option>
          {(["train", "test", "none"] as const).map((split) => (
            <option key={split} value={split}>
              {splitNames[split]}
            </option>
          ))}
        </Choice>
        <Choice label={t`Difficulty`} value={query.difficulty ?? ""} onChange={set("difficulty")}>
          <option value="">{t`Any`}</option>
          <option value="easy">{t`Easy, under 0.3`}</option>
          <option value="medium">{t`Medium, 0.3 to 0.7`}</option>
          <option value="hard">{t`Hard, over 0.7`}</option>
          <option value="unmeasured">{t`Not measured yet`}</option>
        </Choice>
        {choices.runs.length > 0 && <ModelChoices query={query} choices={choices} onChange={onChange} />}
        <Choice label={t`Reference`} value={query.contested ?? ""} onChange={set("contested")}>
          <option value="">{t`Contested or not`}</option>
          <option value="yes">{t`Contested`}</option>
          <option value="no">{t`Not contested`}</option>
        </Choice>
        <Choice label={t`Offered`} value={query.retired ?? ""} onChange={set("retired")}>
          <option value="">{t`Offered or retired`}</option>
          <option value="no">{t`Offered`}</option>
          <option value="yes">{t`Retired`}</option>
        </Choice>
        <Choice label={t`Case set`} value={query.set ?? ""} onChange={set("set")}>
          <option value="">{t`In any or none`}</option>
          <option value="none">{t`In no set`}</option>
          {choices.sets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      </div>
    </div>
  );
}

const only = <T,>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** A model's run and how it did are one choice: the one without the other says nothing. */
function ModelChoices({ query, choices, onChange }: LibraryFiltersProps) {
  const value = query.run && query.outcome ? `${query.run} ${query.outcome}` : "";
  const nameOf = ({ id, model, run }: LibraryChoices["runs"][number]): string =>
    choices.runs.some((other) => other.model === model && other.id !== id) ? `${model}, ${run}` : model;
  return (
    <Choice
      label={t`Model`}
      value={value}
      onChange={(chosen) => {
        const [run = null, outcome = null] = chosen.split(" ");
        onChange(libraryQuerySchema.parse({ ...query, run: run || null, outcome }));
      }}
    >
      <option value="">{t`Any answer`}</option>
      {choices.runs.map((run) => (
        <optgroup key={run.id} label={nameOf(run)}>
          <option value={`${run.id} hit`}>{t`${nameOf(run)} hit`}</option>
          <option value={`${run.id} miss`}>{t`${nameOf(run)} missed`}</option>
          <option value={`${run.id} none`}>{t`Not read by ${nameOf(run)}`}</option>
        </optgroup>
      ))}
    </Choice>
  );
}

function RationaleSearch({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [searched, setSearched] = useState(text);
  if (text !== searched) {
    // Cleared from elsewhere, or as it was typed.
    setSearched(text);
    if (text !== typed.trim()) setTyped(text);
  }
  const search = useEffectEvent(() => {
    if (typed.trim() !== text) onSearch(typed.trim());
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait begins anew with each key
  useEffect(() => {
    const timer = setTimeout(() => search(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="min-w-0 max-sm:basis-full sm:w-80">
      <label
        htmlFor="library-search"
        className="mb-1 block text-muted text-xs"
      >{t`Video, frame, dataset or words of the rationale`}</label>
      <input
        id="library-search"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t`V01, frame 96, cystic artery, “critical view”`}
        className="min-h-9 w-full rounded-md border border-line-strong bg-raised px-3 py-1 text-sm placeholder:text-muted hover:border-ink pointer-coarse:min-h-11"
      />
    </div>
  );
}
