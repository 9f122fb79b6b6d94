"use client";

import { clsx } from "clsx";
import { useId } from "react";
import type { AssignmentTerms, Release } from "@/lib/domain/assignments/input";
import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import { REASON_TERMS, type ReasonTerm } from "@/lib/domain/reasons/reason";
import { reasonTermWords } from "@/lib/domain/reasons/reason-words";
import { AID_KINDS, type AidKind } from "@/lib/domain/second-look/aid";
import { aidWords } from "@/lib/domain/second-look/aid-words";
import { t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";

/** An assignment's terms as they stand in the form. Times are the institution's clocks'. */
export type TermsDraft = {
  readonly name: string;
  readonly instructions: string;
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
  readonly timeLimit: string;
  readonly reasons: ReasonTerm;
  readonly secondLook: AidKind | null;
  readonly release: Release["kind"];
  readonly releaseAt: string;
};

/** What a draft asks for; the server says what is wrong with it. */
export function termsOf(draft: TermsDraft): AssignmentTerms {
  const { timeLimit, release, reasons, secondLook } = draft;
  return {
    name: draft.name,
    instructions: draft.instructions,
    opens: draft.opens,
    due: draft.due || null,
    closes: draft.closes || null,
    timeLimitMinutes: timeLimit.trim() === "" ? null : Number(timeLimit),
    release: release === "at" ? { kind: "at", at: draft.releaseAt } : { kind: release },
    reasons,
    secondLook,
  };
}

type TermsFieldsProps = {
  draft: TermsDraft;
  onChange: (change: Partial<TermsDraft>) => void;
  mode: Mode;
  timeZone: string;
  /** What is wrong with a field, by its name. */
  problemAt: (field: string) => string | undefined;
};

const textAreaClass =
  "block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink";

/** Dates and release, in the institution's time zone. */
export function DateFields({ draft, onChange, mode, timeZone, problemAt }: TermsFieldsProps) {
  const moment = (label: string, key: "opens" | "due" | "closes", required = false) => (
    <Field
      label={label}
      type="datetime-local"
      required={required}
      value={draft[key]}
      problem={problemAt(key)}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className="min-w-0 max-w-3xl">
      <legend className="mb-1.5 font-semibold">{t`Dates`}</legend>
      <p className="mb-3 text-muted text-sm">{t`All times are on the clocks of ${timeZone.replaceAll("_", " ")}.`}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {moment(t`Opens`, "opens", true)}
        {moment(t`Due (empty: never)`, "due")}
        {moment(t`Closes (empty: never)`, "closes")}
      </div>
      <p className="mt-2 text-muted text-sm">{t`Between due and closing, answers are taken and marked late.`}</p>
      <Releases draft={draft} onChange={onChange} mode={mode} problemAt={problemAt} />
    </fieldset>
  );
}

function Releases({ draft, onChange, mode, problemAt }: Omit<TermsFieldsProps, "timeZone">) {
  const name = useId();
  const problem = problemAt("release");
  // Of a time it stands at the time.
  const isOfChoice = problem !== undefined && draft.release !== "at";
  const choices: readonly { kind: Release["kind"]; label: string; off?: boolean }[] = [
    { kind: "at-once", label: t`With each answer`, off: rulesOf(mode).isExam },
    { kind: "by-hand", label: t`When somebody releases them` },
    { kind: "at", label: t`At a time` },
  ];
  return (
    <fieldset className="mt-5" data-wrong={isOfChoice || undefined}>
      <legend className="mb-1.5 font-medium text-sm">{t`Residents get their results`}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {choices.map(({ kind, label, off = false }) => (
          <label
            key={kind}
            className={clsx("flex min-h-9 items-center gap-2 pointer-coarse:min-h-11", off && "text-muted")}
          >
            <input
              type="radio"
              name={name}
              className="size-4.5 accent-accent"
              checked={draft.release === kind}
              disabled={off}
              onChange={() => onChange({ release: kind })}
            />
            {label}
          </label>
        ))}
      </div>
      {draft.release === "at" && (
        <Field
          label={t`Results are released`}
          type="datetime-local"
          className="mt-2 max-w-xs"
          value={draft.releaseAt}
          problem={problem}
          onChange={(event) => onChange({ releaseAt: event.currentTarget.value })}
        />
      )}
      {isOfChoice && (
        <p role="alert" className="mt-1.5 text-danger text-sm">
          {problem}
        </p>
      )}
      {rulesOf(mode).isExam && (
        <p className="mt-1 max-w-prose text-muted text-sm">{t`An exam tells nothing before. Its release ends it, and until then its cases are out of practice.`}</p>
      )}
    </fieldset>
  );
}

/** The instructions and the time limit. */
export function RuleFields({ draft, onChange, problemAt }: Omit<TermsFieldsProps, "mode" | "timeZone">) {
  const id = useId();
  return (
    <div className="grid max-w-3xl gap-4">
      <div>
        <label
          htmlFor={id}
          className="mb-1.5 block font-medium text-sm"
        >{t`Instructions, shown before the beginning (may be empty)`}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={4000}
          className={textAreaClass}
          value={draft.instructions}
          onChange={(event) => onChange({ instructions: event.currentTarget.value })}
        />
      </div>
      <Field
        label={t`Time limit in minutes (empty: none)`}
        inputMode="numeric"
        className="max-w-xs"
        value={draft.timeLimit}
        problem={problemAt("timeLimitMinutes")}
        onChange={(event) => onChange({ timeLimit: event.currentTarget.value })}
      />
      <SelectField
        label={t`Next action and critical risk in the resident’s own words, before the reveal`}
        value={draft.reasons}
        onChange={(event) => {
          const chosen = REASON_TERMS.find((term) => term === event.currentTarget.value);
          if (chosen) onChange({ reasons: chosen });
        }}
      >
        {REASON_TERMS.map((term) => (
          <option key={term} value={term}>
            {reasonTermWords[term]}
          </option>
        ))}
      </SelectField>
      <div>
        <SelectField
          label={t`Second look: an aid after the answer, before the result`}
          value={draft.secondLook ?? ""}
          onChange={(event) => {
            const chosen = AID_KINDS.find((kind) => kind === event.currentTarget.value);
            onChange({ secondLook: chosen ?? null });
          }}
        >
          <option value="">{t`None`}</option>
          {AID_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {aidWords[kind]}
            </option>
          ))}
        </SelectField>
        {draft.secondLook && (
          <p className="mt-1 max-w-prose text-muted text-sm">{t`Shown at each case that has it, right or wrong; the resident then keeps the answer or changes it. The first answer counts. Whether the phase was right is told with the result.`}</p>
        )}
      </div>
    </div>
  );
}
