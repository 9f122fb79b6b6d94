"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type Audience, newAssignmentSchema } from "@/lib/domain/assignments/input";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { PageHeading } from "../ui/page-heading";
import { createAssignment } from "./api";
import { AssignmentFields, useAssignmentDraft } from "./assignment-fields";
import { AudienceFields } from "./audience-fields";
import { AudienceNote } from "./audience-note";
import type { FormProblem } from "./form-problem";
import { NoPublishedSet } from "./no-published-set";
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
      {props.choices.sets.length > 0 ? <NewAssignmentForm {...props} /> : <NoPublishedSet />}
    </>
  );
}

function NewAssignmentForm({ choices, setId, timeZone, now }: NewAssignmentProps) {
  const router = useRouter();
  const draft = useAssignmentDraft(choices.sets, { setId, name: "", now, timeZone });
  const [audience, setAudience] = useState<Audience>({ cohortIds: [], userIds: [] });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const { at, elsewhere, form } = useTermsProblem<HTMLFormElement>(problem);
  const { caseSetId } = draft;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const parsed = newAssignmentSchema.safeParse({ ...draft.given(), audience });
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
      <AssignmentFields draft={draft} sets={choices.sets} timeZone={timeZone} problemAt={at}>
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
      </AssignmentFields>
      <div role="alert">
        {elsewhere && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{elsewhere}</p>}
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {busy ? t`Assigning …` : t`Assign`}
      </Button>
    </form>
  );
}
