"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { type Audience, newAssignmentSchema } from "@/lib/domain/assignments/input";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { FIRST_MODE, MODES, type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { Field } from "../ui/field";
import { PageHeading } from "../ui/page-heading";
import { SelectField } from "../ui/select-field";
import { Tick } from "../ui/tick";
import { createAssignment } from "./api";
import { AudienceFields } from "./audience-fields";
import { AudienceNote } from "./audience-note";
import { firstDraft, usualRelease } from "./first-draft";
import type { FormProblem } from "./form-problem";
import { DateFields, RuleFields, type TermsDraft, termsOf } from "./terms-fields";
import { termsIssue, termsProblem, useTermsProblem } from "./use-terms-problem";

type NewAssignmentProps = {
  choices: AssignmentChoices;
  /** A set to begin with; null: the latest. */
  setId: string | null;
  timeZone: string;
  now: string;
};

/** The form that gives a case set to residents. */
export function NewAssignmentView(props: NewAssignmentProps) {
  return (
    <>
      <PageHeading title={t`New assignment`}>
        <p>{t`A published case set, given to cohorts or residents. Its cases and their order stay as they are now.`}</p>
      </PageHeading>
      {props.choices.sets.length > 0 ? (
        <NewAssignmentForm {...props} />
      ) : (
        <Empty
          title={t`There is no published case set yet`}
          action={<ButtonLink href="/case-sets">{t`To the case sets`}</ButtonLink>}
        >
          <p>{t`An assignment is made of a published set. Build one, publish it, and come back.`}</p>
        </Empty>
      )}
    </>
  );
}

function NewAssignmentForm({ choices, setId, timeZone, now }: NewAssignmentProps) {
  const router = useRouter();
  const [caseSetId, setCaseSetId] = useState(
    () => choices.sets.find(({ id }) => id === setId)?.id ?? choices.sets[0]?.id ?? "",
  );
  const [mode, setMode] = useState<Mode>(FIRST_MODE);
  const [draft, setDraft] = useState(() => firstDraft(now, timeZone));
  const [audience, setAudience] = useState<Audience>({ cohortIds: [], userIds: [] });
  const [attempts, setAttempts] = useState("1");
  const [shuffled, setShuffled] = useState(true);
  const [modelShown, setModelShown] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const { at, elsewhere, form } = useTermsProblem<HTMLFormElement>(problem);
  const change = (some: Partial<TermsDraft>): void => setDraft((before) => ({ ...before, ...some }));

  function chooseMode(chosen: Mode): void {
    setMode(chosen);
    if (rulesOf(chosen).isExam) setAttempts("1");
    if (draft.release !== "at") change({ release: usualRelease(chosen) });
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const parsed = newAssignmentSchema.safeParse({
      ...termsOf(draft),
      caseSetId,
      mode,
      attemptsAllowed: Number(attempts),
      shuffled,
      modelShown,
      audience,
    });
    if (!parsed.success) return setProblem(termsIssue(parsed.error));
    setBusy(true);
    setProblem(null);
    const answer = await createAssignment(parsed.data);
    if ("value" in answer) return router.push(`/assignments/${answer.value.id}`);
    setBusy(false);
    setProblem(termsProblem(answer.problem));
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className="space-y-10">
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <Field
          label={t`Name`}
          required
          maxLength={120}
          autoComplete="off"
          value={draft.name}
          problem={at("name")}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <SetChoice choices={choices} value={caseSetId} onChange={setCaseSetId} />
      </div>
      <ModeChoice value={mode} onChange={chooseMode} />
      <section data-wrong={at("audience") ? true : undefined}>
        <h2 className="mb-3 font-semibold">{t`Whom it is given to`}</h2>
        <AudienceFields choices={choices} audience={audience} onChange={setAudience} />
        <AudienceNote content={caseSetId ? { caseSetId } : null} audience={audience} />
        {at("audience") && (
          <p role="alert" className="mt-1.5 text-danger text-sm">
            {at("audience")}
          </p>
        )}
      </section>
      <DateFields draft={draft} onChange={change} mode={mode} timeZone={timeZone} problemAt={at} />
      <section>
        <h2 className="mb-3 font-semibold">{t`Rules`}</h2>
        <RuleFields draft={draft} onChange={change} problemAt={at} />
        <div className="mt-4 space-y-1">
          {!rulesOf(mode).isExam && (
            <Field
              label={t`Attempts at each case`}
              inputMode="numeric"
              className="mb-3 max-w-xs"
              value={attempts}
              problem={at("attemptsAllowed")}
              onChange={(event) => setAttempts(event.currentTarget.value)}
            />
          )}
          <Tick
            className="w-fit"
            label={t`Each resident has an order of their own`}
            on={shuffled}
            onChange={setShuffled}
          />
          <Tick
            className="w-fit"
            label={t`Results show what the models made of each case`}
            on={modelShown}
            onChange={setModelShown}
          />
        </div>
      </section>
      <div role="alert">
        {elsewhere && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{elsewhere}</p>}
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {busy ? t`Assigning …` : t`Assign`}
      </Button>
    </form>
  );
}

type SetChoiceProps = {
  choices: AssignmentChoices;
  value: string;
  onChange: (id: string) => void;
};

function SetChoice({ choices, value, onChange }: SetChoiceProps) {
  return (
    <SelectField label={t`Case set`} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {choices.sets.map(({ id, name, cases }) => (
        <option key={id} value={id}>
          {name}, {t`${plural(cases, "# case", "# cases")}`}
        </option>
      ))}
    </SelectField>
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
