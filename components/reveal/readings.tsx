import { nameOf } from "@/lib/domain/name-of";
import { type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { ReaderSwatch } from "../viewer/marks";

type ReadingProps = { reader: "you" | "reference"; name: string; phase: string };

function Reading({ reader, name, phase }: ReadingProps) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2.5 py-2">
      <ReaderSwatch reader={reader} className="mt-1" />
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">{name}</span>
        <span className="text-muted">{phase}</span>
      </p>
    </li>
  );
}

const phaseText = (phase: Phase): string => `${phase}, ${nameOf(phaseNames, phase)}`;

type ReadingsProps = {
  /** As the reader chose it; null where it was given. */
  phase: Phase | null;
  reference: Phase;
};

/** What the reader took the phase for, and what it is. */
export function Readings({ phase, reference }: ReadingsProps) {
  return (
    <section aria-labelledby="readings">
      <h2 id="readings" className="font-semibold">{t`Phase`}</h2>
      <ul className="mt-1 divide-y divide-line text-sm">
        <Reading reader="you" name={t`You`} phase={phase ? phaseText(phase) : t`the phase was given`} />
        <Reading reader="reference" name={t`Reference`} phase={phaseText(reference)} />
      </ul>
    </section>
  );
}
