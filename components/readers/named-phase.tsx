import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import type { RunCaseView } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { formatPercent } from "@/lib/words/figures";
import { ReaderSwatch } from "../viewer/marks";

const inWords = (phase: Phase | null): string => (phase ? `${phase}, ${phaseNames[phase]}` : t`none named`);

/** The phase that the model named, how sure it was of each, and the reference's. */
export function NamedPhase({ view: { reveal } }: { view: RunCaseView }) {
  const [reading] = reveal.predictions;
  return (
    <section aria-labelledby="named-phase">
      <h2 id="named-phase" className="font-semibold">{t`Phase`}</h2>
      <dl className="mt-1 divide-y divide-line text-sm">
        <Line reader="reference" name={t`Reference`} phase={reveal.reference.phase} />
        {reading && <Line reader="model" name={reading.model} phase={reading.phase} />}
      </dl>
      {reading?.phaseProbabilities && (
        <dl
          aria-label={t`How sure the model was of each phase`}
          className="mt-1.5 grid grid-cols-4 gap-2 text-xs"
        >
          {PHASES.map((phase) => (
            <div key={phase}>
              <dt className="inline">{phase}</dt>{" "}
              <dd className="inline text-muted">{formatPercent(reading.phaseProbabilities![phase], 0)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Line({ reader, name, phase }: { reader: "reference" | "model"; name: string; phase: Phase | null }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 py-2">
      <dt className="flex min-w-0 items-center gap-2.5 break-words font-medium">
        <ReaderSwatch reader={reader} />
        {name}
      </dt>
      <dd className="text-muted">{inWords(phase)}</dd>
    </div>
  );
}
