"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { lti } from "@/lib/contract/lti";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { launchPagePath, returnPath } from "@/lib/domain/connections/addresses";
import { choiceSchema } from "@/lib/domain/lti/choice";
import { GRADES, type Grade, gradeSchema, gradeWords } from "@/lib/domain/lti/grade";
import { t } from "@/lib/language/t";
import { AssignmentFields, useAssignmentDraft } from "../assignments/assignment-fields";
import type { FormProblem } from "../assignments/form-problem";
import { NoPublishedSet } from "../assignments/no-published-set";
import { termsIssue, termsProblem, useTermsProblem } from "../assignments/use-terms-problem";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { PageHeading } from "../ui/page-heading";
import { SelectField } from "../ui/select-field";

type ChooseLinkProps = {
  launchId: string;
  platform: string;
  /** What the course calls the link; null for one that is to be made. */
  title: string | null;
  choices: AssignmentChoices;
  timeZone: string;
  now: string;
};

/** What a link of a course opens, chosen by a teacher who came from there. */
export function ChooseLinkView(props: ChooseLinkProps) {
  const [done, setDone] = useState(false);
  return (
    <>
      <PageHeading title={t`What the link opens`}>
        <p>{t`An assignment for those who open it in this course on ${props.platform}. It is made when the first learner does, of the set as it is then; each further one is added to it.`}</p>
      </PageHeading>
      {done ? (
        <p
          role="status"
          className="max-w-prose"
        >{t`Chosen. This window can be closed: the course goes on in its own.`}</p>
      ) : props.choices.sets.length > 0 ? (
        <ChooseLinkForm {...props} onFramed={() => setDone(true)} />
      ) : (
        <NoPublishedSet />
      )}
    </>
  );
}

function ChooseLinkForm({
  launchId,
  title,
  choices,
  timeZone,
  now,
  onFramed,
}: ChooseLinkProps & { readonly onFramed: () => void }) {
  const router = useRouter();
  const draft = useAssignmentDraft(choices.sets, {
    setId: null,
    name: title?.slice(0, 120) ?? "",
    now,
    timeZone,
  });
  const [grade, setGrade] = useState<Grade>(GRADES[0]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const { at, elsewhere, form } = useTermsProblem<HTMLFormElement>(problem);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const parsed = choiceSchema.safeParse({ ...draft.given(), grade });
    if (!parsed.success) return setProblem(termsIssue(parsed.error));
    setBusy(true);
    setProblem(null);
    const answer = await call(lti.choose, { params: { id: launchId }, body: parsed.data });
    if (!("value" in answer)) {
      setBusy(false);
      return setProblem(termsProblem(answer.problem));
    }
    const { next } = answer.value;
    if (next === "framed") return onFramed();
    // A page without the shell, whose form goes to the platform: it has a policy of its own, and so is loaded whole.
    if (next === "return") return window.location.assign(returnPath(launchId));
    router.replace(launchPagePath(launchId));
    router.refresh();
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className="space-y-10">
      <AssignmentFields draft={draft} sets={choices.sets} timeZone={timeZone} problemAt={at}>
        <div className="max-w-xl">
          <SelectField
            label={t`Grade in the course`}
            value={grade}
            onChange={(event) => setGrade(gradeSchema.parse(event.currentTarget.value))}
          >
            {GRADES.map((each) => (
              <option key={each} value={each}>
                {gradeWords[each]}
              </option>
            ))}
          </SelectField>
        </div>
      </AssignmentFields>
      <div role="alert">
        {elsewhere && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{elsewhere}</p>}
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {busy ? t`Choosing …` : t`Choose it`}
      </Button>
    </form>
  );
}
