"use client";

import type { PoolRule } from "@/lib/domain/case-sets/rule";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { t } from "@/lib/language/t";
import { splitNames } from "../library/entry-words";
import { Choice } from "../ui/choice";
import { Tick } from "../ui/tick";
import { NumberField } from "./number-field";

type PoolFieldsProps = { pool: PoolRule; choices: LibraryChoices; onChange: (pool: PoolRule) => void };

/** Where cases are looked for, whichever way they are chosen. */
export function PoolFields({ pool, choices, onChange }: PoolFieldsProps) {
  const toggled = <T,>(list: readonly T[], item: T): T[] =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
  return (
    <>
      {choices.datasets.length > 1 && (
        <Ticks
          legend={t`Datasets (none ticked: all)`}
          ticks={choices.datasets.map(({ id, name }) => ({ value: id, name }))}
          on={pool.datasetIds}
          onToggle={(id) => onChange({ ...pool, datasetIds: toggled(pool.datasetIds, id) })}
        />
      )}
      <Ticks
        legend={t`Splits (none ticked: all)`}
        ticks={(["train", "test", "none"] as const).map((value) => ({ value, name: splitNames[value] }))}
        on={pool.splits}
        onToggle={(split) => onChange({ ...pool, splits: toggled(pool.splits, split) })}
      />
      <div className="grid grid-cols-2 gap-4">
        <Choice
          label={t`Not seen by`}
          value={pool.unseenBy ?? ""}
          onChange={(id) => onChange({ ...pool, unseenBy: id || null })}
        >
          <option value="">{t`Nobody in particular`}</option>
          {choices.cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice
          label={t`Shares no video with`}
          value={pool.apartFrom ?? ""}
          onChange={(id) => onChange({ ...pool, apartFrom: id || null })}
        >
          <option value="">{t`No set in particular`}</option>
          {choices.sets
            .filter(({ status }) => status !== "archived")
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Choice>
      </div>
      <NumberField
        label={t`Seed: the same seed, the same cases`}
        value={pool.seed}
        onChange={(seed) => onChange({ ...pool, seed: seed ?? 0 })}
      />
    </>
  );
}

type TicksProps<T extends string> = {
  legend: string;
  ticks: readonly { readonly value: T; readonly name: string }[];
  on: readonly T[];
  onToggle: (value: T) => void;
};

function Ticks<T extends string>({ legend, ticks, on, onToggle }: TicksProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1 text-muted text-xs">{legend}</legend>
      <div className="flex flex-wrap gap-x-5">
        {ticks.map(({ value, name }) => (
          <Tick key={value} small label={name} on={on.includes(value)} onChange={() => onToggle(value)} />
        ))}
      </div>
    </fieldset>
  );
}
