import type { Guide, GuidePhase, TakenFor } from "@/lib/domain/guide/views";
import { type Phase, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { plural, t } from "@/lib/language/t";
import { TERMS, type Term, terms } from "@/lib/words/terms";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { TermDrawing } from "./drawings";
import { formulas } from "./formulas";
import { FIRST_CASE_URL, phaseAnchor, phaseUrl, termUrl } from "./guide-addresses";
import { GuideFrames } from "./guide-frames";
import { ToldApart, ToldApartFromOthers } from "./told-apart";

/** The phases, with the viewer's own cases, and the terms that figures are told by. */
export function GuideView({ guide }: { guide: Guide }) {
  return (
    <>
      <PageHeading
        title={t`Phases and Go Zones`}
        actions={<ButtonLink href={FIRST_CASE_URL}>{t`How a case goes`}</ButtonLink>}
      >
        <p>{t`What each case asks: which phase of the operation it is, and where operating now is right and safe.`}</p>
      </PageHeading>
      <nav aria-label={t`On this page`} className="mb-10 text-sm print:hidden">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {guide.phases.map(({ phase }) => (
            <li key={phase}>
              <TextLink href={phaseUrl(phase)}>
                {phase}, {phaseNames[phase]}
              </TextLink>
            </li>
          ))}
          {TERMS.map((term) => (
            <li key={term}>
              <TextLink href={termUrl(term)} className="min-w-6.5">
                {terms[term].name}
              </TextLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="space-y-14">
        {guide.phases.map((each) => (
          <PhaseSection key={each.phase} {...each} />
        ))}
      </div>
      <div className="mt-16 grid gap-x-12 gap-y-10 md:grid-cols-2">
        {TERMS.map((term) => (
          <TermSection key={term} term={term} />
        ))}
      </div>
    </>
  );
}

function PhaseSection({ phase, frames, own, here }: GuidePhase) {
  const id = phaseAnchor(phase);
  const confused = own?.phase ?? here?.phase ?? null;
  return (
    <section id={id} aria-labelledby={`${id}-name`} className="scroll-mt-6">
      <h2 id={`${id}-name`} className="font-semibold text-lg">
        <span className="mr-2">{phase}</span>
        {phaseNames[phase]}
      </h2>
      <div className="mt-3 grid gap-x-12 gap-y-6 lg:grid-cols-[5fr_6fr]">
        <div className="space-y-5">
          <p className="max-w-prose text-pretty border-line-strong border-l-2 pl-3">
            {phaseDefinitions[phase]}
          </p>
          <div className="space-y-1 text-sm">
            {own && <p>{ownWords(phase, own)}</p>}
            {here && (
              <p className="text-muted">
                {t`Here it is taken for ${here.phase} most, in ${here.n} of ${plural(here.of, "# answer", "# answers")} of ${plural(here.readers, "# reader", "# readers")}.`}
              </p>
            )}
          </div>
          {confused && <ToldApart phase={phase} other={confused} />}
          <ToldApartFromOthers phase={phase} but={confused} />
        </div>
        <div className="min-w-0">
          {frames.length > 0 ? (
            <GuideFrames frames={frames} />
          ) : (
            <p className="border-line border-y py-4 text-muted text-sm">{t`Frames that you have answered stand here, with the reference’s Go Zone, beginning with the first.`}</p>
          )}
        </div>
      </div>
    </section>
  );
}

const ownWords = (phase: Phase, { phase: other, n, of }: TakenFor): string =>
  t`You took ${phase} for ${other} most: in ${n} of ${plural(of, "# answer", "# answers")}.`;

function TermSection({ term }: { term: Term }) {
  const { name, sentence } = terms[term];
  const formula = formulas[term];
  return (
    <section id={term} aria-labelledby={`${term}-name`} className="scroll-mt-6 border-line border-t pt-3">
      <h2 id={`${term}-name`} className="font-semibold">
        {name}
      </h2>
      <div className="mt-2 grid items-start gap-x-6 gap-y-3 sm:grid-cols-[10rem_1fr]">
        <TermDrawing term={term} />
        <div className="space-y-2 text-pretty text-sm">
          <p>{sentence}</p>
          {formula && <p className="text-muted">{formula}</p>}
        </div>
      </div>
    </section>
  );
}
