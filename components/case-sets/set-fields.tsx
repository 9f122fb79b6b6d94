"use client";

import { useId } from "react";
import { SET_PURPOSES, type SetPurpose, setPurposeNames } from "@/lib/domain/case-sets/case-set";
import type { CaseSetDetail } from "@/lib/domain/case-sets/views";
import { inContext, t } from "@/lib/language/t";
import { Choice } from "../ui/choice";
import { Tick } from "../ui/tick";
import type { SetDraft } from "./use-set-draft";

type SetFieldsFormProps = {
  draft: SetDraft;
  others: CaseSetDetail["others"];
  onChange: (changed: Partial<SetDraft>) => void;
};

/** What a set is called, what it is for, and whose it is. */
export function SetFieldsForm({ draft, others, onChange }: SetFieldsFormProps) {
  const id = useId();
  const field =
    "w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-sm hover:border-ink aria-invalid:border-danger";
  return (
    <div className="space-y-4">
      <div>
        <label htmlFor={`${id}name`} className="mb-1 block text-muted text-xs">{t`Name`}</label>
        <input
          id={`${id}name`}
          value={draft.name}
          maxLength={120}
          autoComplete="off"
          aria-invalid={draft.name.trim() === ""}
          onChange={(event) => onChange({ name: event.target.value })}
          className={field}
        />
      </div>
      <div>
        <label
          htmlFor={`${id}about`}
          className="mb-1 block text-muted text-xs"
        >{t`Description, for colleagues`}</label>
        <textarea
          id={`${id}about`}
          value={draft.description}
          maxLength={2000}
          rows={2}
          onChange={(event) => onChange({ description: event.target.value })}
          className={field}
        />
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Choice
          label={inContext("what a set is for")`For`}
          value={draft.purpose}
          onChange={(purpose) => onChange({ purpose: purpose as SetPurpose })}
        >
          {SET_PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {setPurposeNames[purpose]}
            </option>
          ))}
        </Choice>
        <Choice
          label={t`Shares no video with`}
          value={draft.apartFrom ?? ""}
          onChange={(apartFrom) => onChange({ apartFrom: apartFrom || null })}
        >
          <option value="">{t`No set in particular`}</option>
          {others.map(({ id: other, name }) => (
            <option key={other} value={other}>
              {name}
            </option>
          ))}
        </Choice>
      </div>
      <Tick
        small
        label={t`All faculty may see, copy and assign it`}
        on={draft.shared}
        onChange={(shared) => onChange({ shared })}
      />
    </div>
  );
}
