"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { roleNames, roleSchema } from "@/lib/domain/people/role";
import { type NewReview, newReviewSchema, type Source } from "@/lib/domain/reviews/new-review";
import type { ReviewChoices } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ChoiceList } from "../ui/choice-list";
import { Empty } from "../ui/empty";
import { Field } from "../ui/field";
import { PageHeading } from "../ui/page-heading";
import { SelectField } from "../ui/select-field";
import { makeReview } from "./api";
import { CandidateCount } from "./candidate-count";

/** The form that makes a review. */
export function NewReviewView({ choices, seed }: { choices: ReviewChoices; seed: number }) {
  return (
    <>
      <PageHeading title={t`New review`}>
        <p>{t`Reviewers see each case with its texts in random order, under letters alone. Nobody, you included, is told which is whose before you close the review.`}</p>
      </PageHeading>
      {choices.datasets.some(({ runs }) => runs.length > 0) ? (
        <NewReviewForm choices={choices} seed={seed} />
      ) : (
        <Empty
          title={t`There is nothing to compare yet`}
          action={<ButtonLink href="/reviews">{t`Back to reviews`}</ButtonLink>}
        >
          <p>{t`A review needs the rationales of at least one model run. Whoever runs Calot can bring one in.`}</p>
        </Empty>
      )}
    </>
  );
}

function NewReviewForm({ choices, seed }: { choices: ReviewChoices; seed: number }) {
  const router = useRouter();
  const [datasetId, setDatasetId] = useState(
    () => choices.datasets.find(({ runs }) => runs.length > 0)?.id ?? "",
  );
  const dataset = choices.datasets.find(({ id }) => id === datasetId);
  const [split, setSplit] = useState<NewReview["split"]>(() =>
    dataset?.splits.includes("test") ? "test" : null,
  );
  const [sources, setSources] = useState<readonly Source[]>(["reference"]);
  const [reviewers, setReviewers] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  function chooseDataset(id: string): void {
    const chosen = choices.datasets.find((each) => each.id === id);
    setDatasetId(id);
    setSplit(chosen?.splits.includes("test") ? "test" : null);
    setSources((before) => before.filter((source) => source === "reference"));
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const fields = new FormData(event.currentTarget);
    const cases = `${fields.get("cases")}`.trim();
    const parsed = newReviewSchema.safeParse({
      name: fields.get("name"),
      datasetId,
      split,
      sources,
      reviewers,
      cases: cases === "" ? null : Number(cases),
      seed: Number(fields.get("seed")),
    });
    if (!parsed.success)
      return setProblem(parsed.error.issues[0]?.message ?? t`Something in the form is not right.`);
    setBusy(true);
    setProblem(null);
    const answer = await makeReview(parsed.data);
    if ("value" in answer) return router.push(`/reviews/${answer.value.id}`);
    setBusy(false);
    setProblem(answer.problem);
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="max-w-3xl space-y-8">
      <Field label={t`Name`} name="name" required maxLength={120} autoComplete="off" className="max-w-xl" />
      <div className="grid max-w-xl gap-4 sm:grid-cols-2">
        <SelectField
          label={t`Dataset`}
          value={datasetId}
          onChange={(event) => chooseDataset(event.currentTarget.value)}
        >
          {choices.datasets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t`Split`}
          value={split ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setSplit(value === "train" || value === "test" ? value : null)
          }
        >
          <option value="">{t`All videos`}</option>
          {dataset?.splits.map((each) => (
            <option key={each} value={each}>
              {each === "test" ? t`Test` : t`Train`}
            </option>
          ))}
        </SelectField>
      </div>
      <ChoiceList
        legend={t`Sources, two to four`}
        choices={[
          { value: "reference", label: t`Reference`, note: t`the clinicians’ own` },
          ...(dataset?.runs ?? []).map(({ id, model, run }) => ({ value: id, label: model, note: run })),
        ]}
        chosen={sources}
        onChange={setSources}
      />
      <div>
        <div className="grid max-w-xl gap-4 sm:grid-cols-2">
          <Field
            label={t`Cases, evenly over the phases (empty: all)`}
            name="cases"
            inputMode="numeric"
            defaultValue="20"
          />
          <Field label={t`Seed that chooses them`} name="seed" inputMode="numeric" defaultValue={seed} />
        </div>
        <CandidateCount datasetId={datasetId} split={split} sources={sources} />
      </div>
      <ChoiceList
        legend={t`Reviewers`}
        choices={choices.reviewers.map(({ id, name, role }) => ({
          value: id,
          label: name,
          note: roleNames[roleSchema.parse(role)],
        }))}
        chosen={reviewers}
        onChange={setReviewers}
        empty={t`There is no faculty member or director with an open account yet.`}
      />
      <div role="alert">
        {problem && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{problem}</p>}
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {busy ? t`Making it …` : t`Make the review`}
      </Button>
    </form>
  );
}
