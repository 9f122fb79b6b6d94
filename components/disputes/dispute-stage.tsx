"use client";

import { useRouter } from "next/navigation";
import { useId, useMemo, useRef, useState } from "react";
import { type DecisionInput, LONGEST_TEXT } from "@/lib/domain/disputes/input";
import { leavesTexts } from "@/lib/domain/disputes/stale-texts";
import type { DisputeDetail } from "@/lib/domain/disputes/views";
import { asDrawn } from "@/lib/domain/no-go/region";
import { plural, t } from "@/lib/language/t";
import type { Failed } from "../client/call";
import type { DrawnPart } from "../no-go/drawn-part";
import { LayerToggles } from "../reveal/layer-toggles";
import { LayeredFrame } from "../reveal/layered-frame";
import { useLayers } from "../reveal/use-layers";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { TextArea } from "../ui/text-area";
import { Heat } from "../viewer/heat";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { sendAgreement, sendDecision } from "./api";
import { CaseHistory } from "./case-history";
import { DecisionButtons } from "./decision-buttons";
import { DisputeFacts } from "./dispute-facts";
import { HEAT_LAYER, layersOfDispute } from "./dispute-layers";
import { DraftOnFrame } from "./draft-on-frame";
import { OtherQuestions } from "./other-questions";
import { Outcome } from "./outcome";
import { ProblemNote } from "./problem-note";
import { ProposalNote } from "./proposal-note";
import { ReferenceForm } from "./reference-form";
import { StaleTextsDialog } from "./stale-texts-dialog";
import { useNewReference } from "./use-new-reference";

/** A questioned reference before somebody who may decide: looked at first, then rejected, or drawn anew. */
export function DisputeStage({ dispute, timeZone }: { dispute: DisputeDetail; timeZone: string }) {
  const router = useRouter();
  const layers = useMemo(() => layersOfDispute(dispute), [dispute]);
  const shown = useLayers(layers);
  const [together, setTogether] = useState<ReadonlySet<string>>(new Set());
  const [sentence, setSentence] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failed["field"] | null>(null);
  const draft = useNewReference(dispute);
  const [editing, setEditing] = useState(false);
  const [part, setPart] = useState<DrawnPart>("go");
  const instructions = useId();
  const written = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { case: questioned, size } = dispute;
  const decidable = dispute.status === "open" && !dispute.own;
  const { proposal } = dispute;
  const [asks, setAsks] = useState(false);

  function tick(id: string): void {
    const after = new Set(together);
    if (!after.delete(id)) after.add(id);
    setTogether(after);
  }

  async function decide(input: DecisionInput): Promise<void> {
    if (sentence.trim() === "") {
      setProblem(t`Say why in a sentence: those concerned read it.`);
      return written.current?.focus();
    }
    setBusy(true);
    setProblem(null);
    setRefused(null);
    const answer = await sendDecision(dispute.id, input);
    setBusy(false);
    if ("problem" in answer) {
      setRefused(answer.field ?? null);
      return setProblem(answer.field?.problem ?? answer.problem);
    }
    turn(false);
    router.refresh();
  }
  async function agree(agrees: boolean): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await sendAgreement(dispute.id, agrees, proposal!.at);
    setBusy(false);
    if ("problem" in answer) return setProblem(answer.problem);
    heading.current?.focus();
    router.refresh();
  }
  // What is missing is said first: whoever is asked has nothing left to do but to answer.
  const mustAsk = (): boolean => sentence.trim() !== "" && leavesTexts(dispute.current, draft.reference());
  function accept(): void {
    const { versionId } = dispute.current;
    setAsks(false);
    const { noGo, ...reference } = draft.reference();
    const input = { ...reference, noGo: noGo.map(asDrawn) };
    void decide({ decision: "accept", ...common, versionId, reference: input });
  }
  // The button that had the focus is gone: it goes on from the heading.
  function turn(toEditing: boolean): void {
    setEditing(toEditing);
    setProblem(null);
    heading.current?.focus();
  }
  const common = { sentence, together: [...together] };

  return (
    <StageLayout
      top={
        <StageTop>
          <div className="flex flex-wrap items-center gap-x-4">
            <p className="line-clamp-2 min-w-0 flex-1">
              {questioned.dataset} · {t`${questioned.video}, frame ${questioned.frame}`}
            </p>
            <ButtonLink href="/disputes" size="sm" variant="quiet">{t`All questions`}</ButtonLink>
          </div>
        </StageTop>
      }
      frame={
        <LayeredFrame
          frame={{ ...questioned, ...size, notice: dispute.notice, datasetId: dispute.datasetId }}
          alt={t`The operative field, with the reference, the proposals and the answers on it.`}
          shown={editing ? { ...shown, hidden: new Set([...shown.hidden, "no-go"]) } : shown}
          isDimmed={() => editing}
          below={dispute.heat && !shown.hidden.has(HEAT_LAYER) && <Heat map={dispute.heat} />}
        >
          {editing && <DraftOnFrame draft={draft} part={part} describedBy={instructions} />}
        </LayeredFrame>
      }
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
            {editing
              ? t`The new reference`
              : t`Is the reference of ${questioned.video}, frame ${questioned.frame} wrong?`}
          </h1>
          {editing ? (
            <ReferenceForm
              draft={draft}
              dispute={dispute}
              part={part}
              onPart={setPart}
              instructionsId={instructions}
              refused={refused}
            />
          ) : (
            <>
              <ProposalNote dispute={dispute} timeZone={timeZone} />
              {dispute.status !== "open" && <Outcome dispute={dispute} timeZone={timeZone} />}
              <DisputeFacts dispute={dispute} timeZone={timeZone} />
            </>
          )}
          <LayerToggles shown={shown} />
          <OtherQuestions
            dispute={dispute}
            timeZone={timeZone}
            together={together}
            onToggle={decidable ? tick : null}
          />
          {(decidable || dispute.mayUndo) && (
            <TextArea
              maxLength={LONGEST_TEXT}
              ref={written}
              label={t`Why, in a sentence`}
              hint={
                editing
                  ? t`Everyone who answers this case from now on reads it. ${plural(dispute.affected.attempts, "# attempt", "# attempts")} of ${plural(dispute.affected.readers, "# reader", "# readers")} will be scored anew.`
                  : dispute.mayUndo
                    ? t`To take the change back: everyone concerned reads it. ${plural(dispute.affected.attempts, "# attempt", "# attempts")} of ${plural(dispute.affected.readers, "# reader", "# readers")} will be scored by the reference from before.`
                    : t`Who asked reads it; if the reference changes, everyone who answers this case.`
              }
              value={sentence}
              onText={(text) => {
                setSentence(text);
                setProblem(null);
              }}
              aria-invalid={problem !== null && sentence.trim() === ""}
            />
          )}
          {decidable && !dispute.settlesAlone && (
            <p className="text-muted text-sm">{t`This dataset asks for another person’s agreement: a change of the reference comes about once somebody agrees.`}</p>
          )}
          {asks && <StaleTextsDialog onBack={() => setAsks(false)} onGoOn={accept} />}
          {!editing && <CaseHistory dispute={dispute} timeZone={timeZone} />}
        </div>
      }
      {...(dispute.status === "open" && {
        footer: dispute.own ? (
          <p className="px-4 py-3 text-muted text-sm">{t`This question is your own: a colleague decides it.`}</p>
        ) : (
          <DecisionButtons
            editing={editing}
            busy={busy}
            problem={problem}
            onEdit={() => turn(true)}
            onBack={() => turn(false)}
            onReject={() => void decide({ decision: "reject", ...common })}
            onAccept={() => (mustAsk() ? setAsks(true) : accept())}
            onAgree={proposal?.mayAgree ? (agrees) => void agree(agrees) : null}
            settlesAlone={dispute.settlesAlone}
          />
        ),
      })}
      {...(dispute.mayUndo && {
        footer: (
          <div className="px-4 py-3">
            <ProblemNote>{problem}</ProblemNote>
            <div className="flex flex-wrap gap-2 [[role=alert]:not(:empty)+&]:mt-2">
              {proposal?.mayAgree && (
                <>
                  <Button
                    variant="primary"
                    busy={busy}
                    onClick={() => void agree(true)}
                  >{t`Agree, and score anew`}</Button>
                  <Button busy={busy} onClick={() => void agree(false)}>{t`Don’t agree`}</Button>
                </>
              )}
              <Button
                busy={busy}
                onClick={() =>
                  void decide({ decision: "undo", sentence, versionId: dispute.current.versionId })
                }
              >
                {dispute.settlesAlone ? t`Take the change back` : t`Propose to take it back`}
              </Button>
            </div>
          </div>
        ),
      })}
    />
  );
}
