import type { Surroundings } from "@/lib/domain/attempts/surroundings";
import { signsBetween } from "@/lib/domain/phase-signs";
import { type Phase, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { phaseUrl } from "../guide/guide-addresses";
import { TextLink } from "../ui/text-link";
import { ReaderSwatch } from "../viewer/marks";
import { ToldPicture } from "./told-picture";

type WhyNotProps = {
  /** As the reader chose it. */
  chosen: Phase;
  reference: Phase;
  /** Null until they are here. */
  surroundings: Surroundings | null;
};

/** After a wrong phase: what tells the two apart, with both definitions and a frame of each that the reader answered. */
export function WhyNot({ chosen, reference, surroundings }: WhyNotProps) {
  const signs = signsBetween(chosen, reference);
  if (!signs) return null;
  return (
    <section aria-labelledby="why-not" className="@container print:hidden">
      <h2 id="why-not" className="font-semibold">{t`Why not ${chosen}?`}</h2>
      <p className="mt-1 text-pretty text-sm">{signs.look}</p>
      <div className="mt-3 grid gap-x-4 gap-y-5 text-sm @xs:grid-cols-2 @xs:gap-y-2">
        <Side phase={chosen} reader="you" sign={signs.one} surroundings={surroundings} />
        <Side phase={reference} reader="reference" sign={signs.other} surroundings={surroundings} />
      </div>
    </section>
  );
}

type SideProps = {
  phase: Phase;
  reader: "you" | "reference";
  sign: string;
  surroundings: Surroundings | null;
};

function Side({ phase, reader, sign, surroundings }: SideProps) {
  const example = surroundings?.examples.find((frame) => frame.phase === phase);
  return (
    <div className="min-w-0 space-y-2 border-line border-t pt-2 @xs:row-span-4 @xs:grid @xs:grid-rows-subgrid @xs:space-y-0">
      <h3 className="flex gap-2 font-medium">
        <ReaderSwatch reader={reader} className="mt-1" />
        <TextLink href={phaseUrl(phase)}>
          {phase}, {phaseNames[phase]}
        </TextLink>
      </h3>
      {/* The same height whether a frame comes or none. */}
      <div className="grid aspect-[8/5] w-full max-w-64 items-center overflow-hidden rounded-md bg-sunken">
        {example && (
          <ToldPicture
            frame={example}
            width={256}
            alt={t`A frame of phase ${phase} that you answered. Look at your answer.`}
          />
        )}
        {surroundings && !example && (
          <p className="px-3 text-muted text-xs">{t`You have answered no other frame of ${phase} yet.`}</p>
        )}
      </div>
      <p className="text-pretty">{sign}</p>
      <p className="text-pretty text-muted text-xs">{phaseDefinitions[phase]}</p>
    </div>
  );
}
