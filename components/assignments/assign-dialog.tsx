"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useState } from "react";
import { type Audience, newAssignmentSchema } from "@/lib/domain/assignments/input";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { FIRST_MODE, MODES, type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { type Content, createAssignment, fetchChoices } from "./api";
import { AudienceFields } from "./audience-fields";
import { AudienceNote } from "./audience-note";
import { closingAfter, firstDraft, usualRelease } from "./first-draft";
import type { FormProblem } from "./form-problem";
import { termsOf } from "./terms-fields";
import { termsIssue, termsProblem, useTermsProblem } from "./use-terms-problem";

/** The server's clock as the page was made, and the institution's time zone. */
export type Clock = { readonly now: string; readonly timeZone: string };

type AssignDialogProps = {
  content: Content;
  /** What is assigned, to see beforehand who knows it: a draft by its cases. */
  known: Content;
  title: string;
  /** Said below the title. */
  note?: string;
  /** The assignment's name to begin with. */
  name: string;
  clock: Clock;
  onClose: () => void;
  /** Stores what waits; says whether all is stored. */
  onBefore?: () => Promise<boolean>;
};

/** The fields that stand here; what is wrong with any other is said above the buttons. */
const SHOWN = ["name", "due", "audience"];

/** Gives a set, or chosen cases, to residents: a name, whom, how and until when. It opens at once. */
export function AssignDialog(props: AssignDialogProps) {
  const { content, known, title, note, clock, onClose, onBefore } = props;
  const router = useRouter();
  const formId = useId();
  const [draft, setDraft] = useState(() => ({
    ...firstDraft(clock.now, clock.timeZone),
    name: props.name.slice(0, 120),
  }));
  const [mode, setMode] = useState<Mode>(FIRST_MODE);
  const [audience, setAudience] = useState<Audience>({ cohortIds: [], userIds: [] });
  const [choices, setChoices] = useState<AssignmentChoices | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const { at, form } = useTermsProblem<HTMLFormElement>(problem);
  const elsewhere = problem && !SHOWN.includes(problem.field ?? "") ? problem.words : null;

  useEffect(() => {
    void fetchChoices().then((answer) => {
      if ("value" in answer) setChoices(answer.value);
      else setProblem({ field: null, words: answer.problem });
    });
  }, []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const parsed = newAssignmentSchema.safeParse({
      ...termsOf({ ...draft, closes: draft.due && closingAfter(draft.due), release: usualRelease(mode) }),
      ...content,
      mode,
      attemptsAllowed: 1,
      shuffled: true,
      modelShown: true,
      audience,
    });
    if (!parsed.success) return setProblem(termsIssue(parsed.error));
    setBusy(true);
    setProblem(null);
    const stored = (await onBefore?.()) ?? true;
    const answer = stored
      ? await createAssignment(parsed.data)
      : { problem: t`What you changed could not be stored yet.` };
    if ("value" in answer) return router.push(`/assignments/${answer.value.id}`);
    setBusy(false);
    setProblem(termsProblem(answer.problem));
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={note}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {busy ? t`Assigning …` : t`Assign`}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        method="post"
        noValidate
        onSubmit={(event) => void submit(event)}
        className="space-y-5"
      >
        <Field
          label={t`Name`}
          required
          maxLength={120}
          autoComplete="off"
          value={draft.name}
          problem={at("name")}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <div data-wrong={at("audience") ? true : undefined}>
          {choices ? (
            <AudienceFields choices={choices} audience={audience} onChange={setAudience} folded />
          ) : (
            <p className="min-h-24 animate-late text-muted text-sm">{t`Fetching the cohorts …`}</p>
          )}
          {at("audience") && (
            <p role="alert" className="mt-1.5 text-danger text-sm">
              {at("audience")}
            </p>
          )}
          <AudienceNote content={known} audience={audience} />
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <div>
            <SelectField
              label={t`Mode`}
              value={mode}
              onChange={(event) => setMode(MODES.find((each) => each === event.currentTarget.value) ?? mode)}
            >
              {MODES.map((each) => (
                <option key={each} value={each}>
                  {modeWords(each).name}
                </option>
              ))}
            </SelectField>
            <p className="mt-1.5 text-muted text-sm">{asSentence(modeWords(mode).assigning)}</p>
          </div>
          <div>
            <Field
              label={t`Due (empty: never)`}
              type="datetime-local"
              value={draft.due}
              problem={at("due")}
              onChange={(event) => setDraft({ ...draft, due: event.currentTarget.value })}
            />
            <p className="mt-1.5 text-muted text-sm">{t`On the clocks of ${clock.timeZone.replaceAll("_", " ")}.`}</p>
          </div>
        </div>
        <p className="text-muted text-sm">
          {draft.due
            ? t`It opens at once, and closes two days after it is due.`
            : t`It opens at once, and never closes.`}{" "}
          {rulesOf(mode).isExam
            ? t`Results wait until somebody releases them.`
            : t`Results come with each answer.`}{" "}
          {t`Dates, rules and residents can be changed on its page.`}
        </p>
        <div role="alert">
          {elsewhere && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{elsewhere}</p>}
        </div>
      </form>
    </Dialog>
  );
}
