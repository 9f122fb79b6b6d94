"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useId } from "react";
import {
  figureNames,
  isLowerBetter,
  MILESTONE_FIGURES,
  type MilestoneFigure,
} from "@/lib/domain/milestones/milestone";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { levelUnit, type MilestoneDraft, readDraft } from "./draft";

type MilestoneRowProps = {
  draft: MilestoneDraft;
  /** 1, 2, … */
  place: number;
  of: number;
  /** Whether what is wrong is said before the row is left. */
  checked: boolean;
  onChange: (over: Partial<MilestoneDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One milestone to edit. The arrows move it, and keep the focus. */
export function MilestoneRow({ draft, place, of, checked, onChange, onMove, onRemove }: MilestoneRowProps) {
  const id = useId();
  const { code, name, figure, levels } = draft;
  const called = code.trim() || t`milestone ${place}`;
  const read = readDraft(draft);
  const problem = checked && "problem" in read ? read.problem : null;
  const order = isLowerBetter(figure)
    ? t`One after the other, highest first: less is better`
    : t`One after the other, lowest first`;
  return (
    <li className="py-4">
      <fieldset className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[7.5rem_minmax(0,1fr)_11rem_14rem_auto]">
        <legend className="sr-only">{called}</legend>
        <Field
          label={t`Code`}
          value={code}
          maxLength={24}
          onChange={(event) => onChange({ code: event.target.value })}
        />
        <Field
          label={t`Name`}
          value={name}
          maxLength={120}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <SelectField
          label={t`Read from`}
          value={figure}
          onChange={(event) => onChange({ figure: event.target.value as MilestoneFigure })}
        >
          {MILESTONE_FIGURES.map((each) => (
            <option key={each} value={each}>
              {figureNames[each]}
            </option>
          ))}
        </SelectField>
        <div>
          <Field
            label={t`Levels, ${levelUnit(figure)}`}
            value={levels}
            inputMode="text"
            aria-invalid={problem !== null}
            aria-describedby={`${id}-hint`}
            onChange={(event) => onChange({ levels: event.target.value })}
          />
          <p id={`${id}-hint`} className={problem ? "mt-1 text-danger text-xs" : "mt-1 text-muted text-xs"}>
            {problem ?? order}
          </p>
        </div>
        <div className="flex items-start gap-1 lg:pt-6">
          <Button
            variant="quiet"
            aria-label={t`Move ${called} up`}
            disabled={place === 1}
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="quiet"
            aria-label={t`Move ${called} down`}
            disabled={place === of}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="quiet" aria-label={t`Remove ${called}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        </div>
      </fieldset>
    </li>
  );
}
