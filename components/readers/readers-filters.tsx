"use client";

import { CASE_SPLITS, READER_KINDS, type TableView } from "@/lib/domain/readers/table-view";
import type { CaseSplit, ReaderKind, ReadersTable } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { Choice } from "../ui/choice";
import { Tick } from "../ui/tick";
import { kindNames } from "./reader-words";

type ReadersFiltersProps = {
  table: ReadersTable;
  view: TableView;
  onChange: (change: Partial<TableView>) => void;
};

const splitLabels: Readonly<Record<CaseSplit, string>> = {
  test: t`Test`,
  train: t`Train`,
  none: t`No split`,
};

/** Which rows are shown, and whether those over different cases stand in one list. */
export function ReadersFilters({ table, view, onChange }: ReadersFiltersProps) {
  const kinds = READER_KINDS.filter((kind) => kind !== "cohort" || table.cohortsTold);
  const splits = CASE_SPLITS.filter((split) => table.rows.some(({ measured }) => measured.split === split));
  function toggle(kind: ReaderKind): void {
    const next = READER_KINDS.filter((each) => view.kinds.includes(each) !== (each === kind));
    onChange({ kinds: next });
  }
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-5 gap-y-3">
      <Choice
        label={t`Dataset`}
        value={view.datasetId ?? ""}
        onChange={(value) => onChange({ datasetId: value || null })}
      >
        <option value="">{t`All measured here`}</option>
        {table.datasets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={t`Split`}
        value={view.split ?? ""}
        onChange={(value) => onChange({ split: splits.find((split) => split === value) ?? null })}
      >
        <option value="">{t`All splits`}</option>
        {splits.map((split) => (
          <option key={split} value={split}>
            {splitLabels[split]}
          </option>
        ))}
      </Choice>
      <fieldset>
        <legend className="mb-1 text-muted text-xs">{t`Kinds of readers`}</legend>
        <div className="flex flex-wrap gap-x-4">
          {kinds.map((kind) => (
            <Tick
              small
              key={kind}
              label={kindNames[kind]}
              on={view.kinds.includes(kind)}
              onChange={() => toggle(kind)}
            />
          ))}
        </div>
      </fieldset>
      <Tick
        small
        label={t`One list over all cases`}
        on={view.mixed}
        onChange={() => onChange({ mixed: !view.mixed })}
      />
    </div>
  );
}
