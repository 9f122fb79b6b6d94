import type { ReactNode } from "react";
import { nameOf } from "@/lib/domain/name-of";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { type PhaseOutcome, summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { describeOthersContact } from "@/lib/words/describe-answer";
import { formatPercent } from "@/lib/words/figures";
import { ReaderSwatch } from "../viewer/marks";
import type { NamedReading } from "./layers";

type ReadingsProps = {
  /** As the reader chose it; null where it was given. */
  phase: Phase | null;
  reference: Phase;
  models: readonly NamedReading[];
  /** The assignment leaves out what the models made of it. */
  modelsHidden?: boolean;
};

type ReadingProps = {
  reader: "you" | "reference" | "model";
  name: string;
  phase: ReactNode;
  children?: ReactNode;
};

function Reading({ reader, name, phase, children }: ReadingProps) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2.5 py-2.5">
      <ReaderSwatch reader={reader} className="mt-1" />
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-3">
          <span className="break-words font-medium">{name}</span>
          <span className="text-muted">{phase}</span>
        </p>
        {children}
      </div>
    </li>
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

/** What each reader took the phase for. */
export function Readings({ phase, reference, models, modelsHidden = false }: ReadingsProps) {
  return (
    <section aria-labelledby="readings">
      <h2 id="readings" className="font-semibold">{t`Phase`}</h2>
      <ul className="mt-1 divide-y divide-line text-sm">
        <Reading reader="you" name={t`You`} phase={phase ? phaseText(phase) : t`the phase was given`} />
        <Reading reader="reference" name={t`Reference`} phase={phaseText(reference)} />
        {models.map((model) => (
          <Reading
            key={model.name}
            reader="model"
            name={model.name}
            phase={model.phase ? phaseText(model.phase) : t`no phase named`}
          >
            <p className="break-words text-muted">
              {outcomeOf(model)} {describeOthersContact(model.contact)}
            </p>
            {model.phaseProbabilities && <Probabilities of={model.phaseProbabilities} />}
          </Reading>
        ))}
      </ul>
      {models.length === 0 && !modelsHidden && (
        <p className="text-muted text-sm">{t`No model has read this case yet.`}</p>
      )}
    </section>
  );
}
