import { nameOf } from "@/lib/domain/name-of";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import { type PhaseOutcome, summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { describeOthersContact } from "@/lib/words/describe-answer";
import { formatPercent } from "@/lib/words/figures";
import { ReaderSwatch } from "../viewer/marks";
import type { NamedReading } from "./layers";
import { MarkLegend } from "./marked-text";
import { ModelNote, Parts } from "./rationales";

type ModelReadingsProps = {
  reference: Rationale;
  models: readonly NamedReading[];
  /** The assignment leaves out what the models made of it. */
  modelsHidden: boolean;
};

/** What models made of a case, each folded: a model is another reader, and comes after the reference. */
export function ModelReadings({ reference, models, modelsHidden }: ModelReadingsProps) {
  if (models.length === 0) {
    return modelsHidden ? null : <p className="text-muted text-sm">{t`No model has read this case yet.`}</p>;
  }
  return (
    <div className="space-y-2 print:hidden">
      {models.map((model) => (
        <details key={model.name} className="@container">
          <summary className="min-h-6 py-1 font-semibold pointer-coarse:py-2.5">
            <ReaderSwatch reader="model" className="mx-1" />{" "}
            <span className="break-words">{t`Model: ${model.name}`}</span>
          </summary>
          <div className="mt-1 space-y-2 text-sm">
            <p>{model.phase ? phaseText(model.phase) : t`no phase named`}</p>
            <p className="break-words text-muted">
              {outcomeOf(model)} {describeOthersContact(model.contact)}
            </p>
            {model.phaseProbabilities && <Probabilities of={model.phaseProbabilities} />}
            <p className="text-muted">
              <ModelNote model={model} />
            </p>
            {model.recall && <MarkLegend />}
            {model.rationale && <Parts reference={reference} model={model} />}
          </div>
        </details>
      ))}
    </div>
  );
}

const phaseText = (phase: Phase): string => `${phase}, ${nameOf(phaseNames, phase)}`;

/** How sure a model was of each phase, as its server told. */
function Probabilities({ of }: { of: Readonly<Record<Phase, number>> }) {
  return (
    <dl
      aria-label={t`How sure the model was of each phase`}
      className="mt-1.5 grid grid-cols-4 gap-2 text-xs"
    >
      {PHASES.map((phase) => (
        <div key={phase}>
          <div aria-hidden className="mb-0.5 h-1 overflow-hidden rounded-full bg-line">
            <div className="h-full bg-model" style={{ width: `${100 * of[phase]}%` }} />
          </div>
          <dt className="inline">{phase}</dt>{" "}
          <dd className="inline text-muted">{formatPercent(of[phase], 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How a model did, in words. */
function outcomeOf({ error, phase, box, zoneOutcome, score }: NamedReading): string {
  if (error) return t`No answer: ${error}`;
  if (!phase && !box) return t`No answer.`;
  const said: PhaseOutcome = score.phaseCorrect ? "right" : "wrong";
  if (!box) return score.phaseCorrect ? t`Right phase, no zone drawn.` : t`Wrong phase, no zone drawn.`;
  if (!phase) return t`No phase named, and so no hit.`;
  return `${asSentence(summarizeAnswer(said, zoneOutcome))}.`;
}
