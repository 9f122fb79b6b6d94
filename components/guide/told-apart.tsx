import { signsBetween } from "@/lib/domain/phase-signs";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { TextLink } from "../ui/text-link";
import { phaseUrl } from "./guide-addresses";

/** What tells a phase from another one, side by side. */
export function ToldApart({ phase, other }: { phase: Phase; other: Phase }) {
  const signs = signsBetween(phase, other);
  if (!signs) return null;
  return (
    <div className="text-sm">
      <p className="text-pretty">{signs.look}</p>
      <dl className="mt-1.5 grid gap-x-6 gap-y-2 sm:grid-cols-2">
        <Sign phase={phase} seen={signs.one} />
        <Sign phase={other} seen={signs.other} />
      </dl>
    </div>
  );
}

function Sign({ phase, seen }: { phase: Phase; seen: string }) {
  return (
    <div className="border-line border-t pt-1.5">
      <dt className="text-muted">
        {phase}, {phaseNames[phase]}
      </dt>
      <dd className="mt-0.5 text-pretty">{seen}</dd>
    </div>
  );
}

/** The same for each phase that it isn't told apart from above. */
export function ToldApartFromOthers({ phase, but }: { phase: Phase; but: Phase | null }) {
  const others = PHASES.filter((other) => other !== phase && other !== but);
  return (
    <details className="text-sm">
      <summary className="min-h-6 w-fit py-1 font-medium pointer-coarse:py-2.5">
        {but ? t`Told apart from the others` : t`How it is told apart`}
      </summary>
      <ul className="mt-2 space-y-5">
        {others.map((other) => (
          <li key={other}>
            <h3 className="font-medium">
              <TextLink href={phaseUrl(other)}>{t`From ${other}, ${phaseNames[other]}`}</TextLink>
            </h3>
            <ToldApart phase={phase} other={other} />
          </li>
        ))}
      </ul>
    </details>
  );
}
