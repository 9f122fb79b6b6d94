"use client";

import { X } from "lucide-react";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";

export type MappingRow = { readonly value: string; readonly target: string };

type MappingRowsProps = {
  legend: string;
  /** What the rows do. */
  note: string;
  targetLabel: string;
  targets: readonly { readonly value: string; readonly label: string }[];
  rows: readonly MappingRow[];
  onChange: (rows: readonly MappingRow[]) => void;
};

/** What a group of the provider stands for, row by row: the first one that fits holds. */
export function MappingRows({ legend, note, targetLabel, targets, rows, onChange }: MappingRowsProps) {
  const [first] = targets;
  const set = (at: number, change: Partial<MappingRow>): void =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <p className="mb-3 max-w-prose text-muted text-sm">{note}</p>
      <ul className="space-y-3">
        {rows.map((row, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own, and are changed in place
            key={at}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <Field
              className="max-sm:col-span-2"
              label={t`Group ${at + 1}`}
              value={row.value}
              required
              onChange={(event) => set(at, { value: event.currentTarget.value })}
            />
            <SelectField
              label={targetLabel}
              value={row.target}
              onChange={(event) => set(at, { target: event.currentTarget.value })}
            >
              {targets.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </SelectField>
            <Button
              variant="quiet"
              className="min-h-11"
              aria-label={t`Remove row ${at + 1}`}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {first ? (
        <Button
          size="sm"
          className="mt-3"
          onClick={() => onChange([...rows, { value: "", target: first.value }])}
        >{t`Add a row`}</Button>
      ) : (
        <p className="text-muted text-sm">{t`There is no cohort yet.`}</p>
      )}
    </fieldset>
  );
}
