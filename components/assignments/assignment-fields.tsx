"use client";

import { type ReactNode, useId, useState } from "react";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { FIRST_MODE, MODES, type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { plural, t } from "@/lib/language/t";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { Tick } from "../ui/tick";
import { firstDraft, usualRelease } from "./first-draft";
import { DateFields, RuleFields, type TermsDraft, termsOf } from "./terms-fields";

type Sets = AssignmentChoices["sets"];

/** What a new assignment is, but for whom it is given to. */
export function useAssignmentDraft(
  sets: Sets,
  begin: {
    readonly setId: string | null;
    readonly name: string;
    readonly now: string;
    readonly timeZone: string;
  },
) {
  const [caseSetId, setCaseSetId] = useState(
    () => sets.find(({ id }) => id === begin.setId)?.id ?? sets[0]?.id ?? "",
  );
  const [mode, setMode] = useState<Mode>(FIRST_MODE);
  const [terms, setTerms] = useState(() => ({ ...firstDraft(begin.now, begin.timeZone), name: begin.name }));
  const [play, setPlay] = useState({ attempts: "1", shuffled: true, modelShown: true });
  const changeTerms = (some: Partial<TermsDraft>): void => setTerms((before) => ({ ...before, ...some }));
  const changePlay = (some: Partial<typeof play>): void => setPlay((before) => ({ ...before, ...some }));

  function chooseMode(chosen: Mode): void {
    setMode(chosen);
    if (rulesOf(chosen).isExam) changePlay({ attempts: "1" });
    if (terms.release !== "at") changeTerms({ release: usualRelease(chosen) });
  }

  return {
    caseSetId,
    setCaseSetId,
    mode,
    chooseMode,
    terms,
    changeTerms,
    play,
    changePlay,
    /** As the server takes it; the schema says what is wrong with it. */
    given: () => ({
      ...termsOf(terms),
      caseSetId,
      mode,
      attemptsAllowed: Number(play.attempts),
      shuffled: play.shuffled,
      modelShown: play.modelShown,
    }),
  };
}

type AssignmentFieldsProps = {
  draft: ReturnType<typeof useAssignmentDraft>;
  sets: Sets;
  timeZone: string;
  /** What is wrong with a field, by its name. */
  problemAt: (field: string) => string | undefined;
  /** What stands between the mode and the dates. */
  children: ReactNode;
};

export function AssignmentFields({ draft, sets, timeZone, problemAt, children }: AssignmentFieldsProps) {
  const { mode, terms, changeTerms, play, changePlay } = draft;
  return (
    <>
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <Field
          label={t`Name`}
          required
          maxLength={120}
          autoComplete="off"
          value={terms.name}
          problem={problemAt("name")}
          onChange={(event) => changeTerms({ name: event.currentTarget.value })}
        />
        <SelectField
          label={t`Case set`}
          value={draft.caseSetId}
          onChange={(event) => draft.setCaseSetId(event.currentTarget.value)}
        >
          {sets.map(({ id, name, cases }) => (
            <option key={id} value={id}>
              {name}, {t`${plural(cases, "# case", "# cases")}`}
            </option>
          ))}
        </SelectField>
      </div>
      <ModeChoice value={mode} onChange={draft.chooseMode} />
      {children}
      <DateFields
        draft={terms}
        onChange={changeTerms}
        mode={mode}
        timeZone={timeZone}
        problemAt={problemAt}
      />
      <section>
        <h2 className="mb-3 font-semibold">{t`Rules`}</h2>
        <RuleFields draft={terms} onChange={changeTerms} problemAt={problemAt} />
        <div className="mt-4 space-y-1">
          {!rulesOf(mode).isExam && (
            <Field
              label={t`Attempts at each case`}
              inputMode="numeric"
              className="mb-3 max-w-xs"
              value={play.attempts}
              problem={problemAt("attemptsAllowed")}
              onChange={(event) => changePlay({ attempts: event.currentTarget.value })}
            />
          )}
          <Tick
            className="w-fit"
            label={t`Each resident has an order of their own`}
            on={play.shuffled}
            onChange={(shuffled) => changePlay({ shuffled })}
          />
          <Tick
            className="w-fit"
            label={t`Results show what the models made of each case`}
            on={play.modelShown}
            onChange={(modelShown) => changePlay({ modelShown })}
          />
        </div>
      </section>
    </>
  );
}

function ModeChoice({ value, onChange }: { value: Mode; onChange: (mode: Mode) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{t`Mode`}</legend>
      <div className="grid max-w-3xl gap-x-6 sm:grid-cols-3">
        {MODES.map((mode) => (
          <label key={mode} className="flex min-h-11 items-start gap-2.5 py-1.5">
            <input
              type="radio"
              name={name}
              className="mt-0.5 size-5 shrink-0 accent-accent"
              checked={value === mode}
              onChange={() => onChange(mode)}
            />
            <span>
              {modeWords(mode).name}{" "}
              <span className="block text-muted text-sm">{modeWords(mode).assigning}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
