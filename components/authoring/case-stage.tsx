"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import { EMPTY_BODY } from "@/lib/domain/authoring/annotation";
import { stepNames } from "@/lib/domain/authoring/step";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { StageLayout } from "../viewer/stage-layout";
import { TakenBackNote } from "../withdrawals/taken-back-note";
import { AgreementLines } from "./agreement-lines";
import { BodyView } from "./body-view";
import { CaseTop } from "./case-top";
import { Editor } from "./editor";
import { MarkedFrame } from "./marked-frame";
import { SecondsBefore } from "./seconds-before";
import { VerdictForm } from "./verdict-form";
import { Verdicts } from "./verdicts";
import { waitsWords } from "./waits-words";

type CaseStageProps = { view: AuthoringCase; timeZone: string; mayWithdraw: boolean };

/** A case as the viewer works on it: the step they can take, or what they may see. */
export function CaseStage({ view, timeZone, mayWithdraw }: CaseStageProps) {
  const [afresh, setAfresh] = useState(false);
  const { task, current } = view;
  const draft = view.draft ?? (afresh ? EMPTY_BODY : null);
  // Begun anew where another step begins.
  const key = `${view.step} ${current?.id ?? ""} ${task}`;
  if (task === "read-blind" && draft) {
    return <Editor key={key} view={view} draft={draft} kind="blind" timeZone={timeZone} />;
  }
  if (task === "annotate" && draft) {
    return <Editor key={key} view={view} draft={draft} kind="reference" timeZone={timeZone} />;
  }
  if ((task === "check" || task === "review") && current) {
    const step = task === "check" ? "checking" : "reviewing";
    return <VerdictForm key={key} view={view} current={current} step={step} timeZone={timeZone} />;
  }
  return <Look view={view} timeZone={timeZone} mayWithdraw={mayWithdraw} onAfresh={() => setAfresh(true)} />;
}

function Look({ view, timeZone, mayWithdraw, onAfresh }: CaseStageProps & { onAfresh: () => void }) {
  const { current, withheld, task, versions } = view;
  const body = current?.body ?? versions[0]?.body;
  const waits = waitsWords(view.step, view.waitsFor);
  return (
    <StageLayout
      top={<CaseTop view={view} mayWithdraw={mayWithdraw} />}
      frame={<MarkedFrame view={view} />}
      panel={
        <div className="space-y-5">
          <div>
            <h1 className="font-semibold text-lg">{view.retired ? t`Retired` : stepNames[view.step]}</h1>
            {!view.retired && waits && <p className="text-pretty text-sm">{waits}</p>}
            {current && <p className="text-muted text-sm">{t`Annotated by ${current.author}.`}</p>}
            {withheld && (
              <p className="mt-1 text-pretty text-muted text-sm">
                {task === "annotate"
                  ? t`There is a reference already, or a part of one. Whoever begins from it has seen it, and reads this case no more blind.`
                  : t`What was annotated is not shown to you at this step, so that a later reading of yours can be blind.`}
              </p>
            )}
          </div>
          <TakenBackNote of={view} timeZone={timeZone} />
          <SecondsBefore view={view} />
          {current && <Verdicts verdicts={current.verdicts} timeZone={timeZone} />}
          <AgreementLines readings={view.blind} />
          {body && <BodyView body={body} />}
          {!body && !withheld && <p className="text-muted">{t`Nobody has annotated it yet.`}</p>}
        </div>
      }
      panelOnlyRead
      footer={
        task === "annotate" ? (
          <BeginFooter view={view} onAfresh={onAfresh} />
        ) : (
          view.mayRevise && <ReviseFooter view={view} />
        )
      }
    />
  );
}

/** Asks for something about the case, and shows what came of it. */
function useAct(view: AuthoringCase, verb: "begin" | "revise") {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (): Promise<void> => {
    setBusy(true);
    const answer = await call(authoring[verb], { params: { id: view.id } });
    setBusy(false);
    if ("value" in answer) router.refresh();
    else setProblem(answer.problem);
  };
  return { busy, problem, act };
}

function BeginFooter({ view, onAfresh }: { view: AuthoringCase; onAfresh: () => void }) {
  const { busy, problem, act } = useAct(view, "begin");
  return (
    <Footer problem={problem}>
      <Button size="lg" className="flex-1" onClick={onAfresh}>{t`Begin afresh`}</Button>
      <Button variant="primary" size="lg" className="flex-1" busy={busy} onClick={() => void act()}>
        {view.current ? t`Change it` : t`Begin from it`}
      </Button>
    </Footer>
  );
}

function ReviseFooter({ view }: { view: AuthoringCase }) {
  const { busy, problem, act } = useAct(view, "revise");
  return (
    <Footer problem={problem}>
      <Button
        size="lg"
        className="flex-1"
        busy={busy}
        onClick={() => void act()}
      >{t`Take it up again`}</Button>
    </Footer>
  );
}

function Footer({ problem, children }: { problem: string | null; children: React.ReactNode }) {
  return (
    <div className="px-4 py-3">
      <div role="alert">{problem && <p className="mb-2 text-danger text-sm">{problem}</p>}</div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
