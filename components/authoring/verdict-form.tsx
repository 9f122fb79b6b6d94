"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import type { AuthoringCase, CurrentAnnotation } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { StageLayout } from "../viewer/stage-layout";
import { AgreementLines } from "./agreement-lines";
import { BodyView } from "./body-view";
import { CaseTop } from "./case-top";
import { MarkedFrame } from "./marked-frame";
import { SecondsBefore } from "./seconds-before";
import { Verdicts } from "./verdicts";

type JudgeProps = {
  view: AuthoringCase;
  current: CurrentAnnotation;
  step: "checking" | "reviewing";
  timeZone: string;
};

/** A checker's or a chief's look at an annotation: agree, or send it back with a comment. */
export function VerdictForm({ view, current, step, timeZone }: JudgeProps) {
  const router = useRouter();
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState<"agree" | "back" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();

  async function give(agrees: boolean): Promise<void> {
    if (busy) return;
    if (!agrees && comment.trim() === "") return setProblem(t`Say what is to be changed, then send it back.`);
    setBusy(agrees ? "agree" : "back");
    setProblem(null);
    const body = { annotationId: current.id, step, agrees, comment };
    const answer = await call(authoring.giveVerdict, { params: { id: view.id }, body });
    setBusy(null);
    if ("value" in answer) router.refresh();
    else setProblem(answer.field?.problem ?? answer.problem);
  }

  return (
    <StageLayout
      top={<CaseTop view={view} />}
      frame={<MarkedFrame view={view} />}
      panel={
        <div className="space-y-5">
          <div>
            <h1 className="font-semibold text-lg">{step === "checking" ? t`Check` : t`Review`}</h1>
            <p className="text-muted text-sm">{t`Annotated by ${current.author}.`}</p>
          </div>
          <SecondsBefore view={view} />
          <AgreementLines readings={view.blind} />
          <BodyView body={current.body} />
          {step === "reviewing" && <Chiefs chiefs={view.chiefs} />}
          <Verdicts verdicts={current.verdicts} timeZone={timeZone} />
          <div>
            <label htmlFor={id} className="font-medium text-sm">{t`Comment`}</label>
            <textarea
              id={id}
              rows={3}
              maxLength={4_000}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
              className="mt-1 block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base text-ink hover:border-ink"
            />
          </div>
        </div>
      }
      footer={
        <div className="px-4 py-3">
          <div role="alert">{problem && <p className="mb-2 text-danger text-sm">{problem}</p>}</div>
          <div className="flex flex-wrap gap-2">
            <Button
              size="lg"
              className="flex-1"
              busy={busy === "back"}
              onClick={() => void give(false)}
            >{t`Send back`}</Button>
            <Button
              variant="primary"
              size="lg"
              className="flex-1"
              busy={busy === "agree"}
              onClick={() => void give(true)}
            >{t`Agree`}</Button>
          </div>
        </div>
      }
    />
  );
}

function Chiefs({ chiefs }: { chiefs: AuthoringCase["chiefs"] }) {
  return (
    <section aria-label={t`Chiefs`}>
      <h2 className="font-semibold">{t`Chiefs`}</h2>
      <p className="text-muted text-sm">{t`It is published once all of them agree.`}</p>
      <ul className="mt-1 text-sm">
        {chiefs.map(({ name, agrees }) => (
          <li key={name}>{agrees ? t`${name}: agrees` : t`${name}: has not said yet`}</li>
        ))}
      </ul>
    </section>
  );
}
