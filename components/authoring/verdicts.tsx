import { rich } from "@/components/ui/rich";
import type { VerdictView } from "@/lib/domain/authoring/views";
import { inContext, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

const STEPS = {
  checking: inContext("a verdict’s step")`check`,
  reviewing: inContext("a verdict’s step")`chief`,
} as const;

/** What was said of an annotation. */
export function Verdicts({ verdicts, timeZone }: { verdicts: readonly VerdictView[]; timeZone: string }) {
  if (verdicts.length === 0) return null;
  return (
    <section aria-label={t`Verdicts`}>
      <h2 className="font-semibold">{t`Verdicts`}</h2>
      <ul className="mt-1 space-y-2">
        {verdicts.map(({ judge, step, agrees, comment, at }) => {
          const who = <strong className="font-semibold">{judge}</strong>;
          return (
            <li key={`${judge} ${step} ${at}`} className="border-line-strong border-l-2 pl-3 text-sm">
              <p>
                {agrees ? rich`${who} agrees` : rich`${who} sent it back`}
                <span className="text-muted">
                  , {STEPS[step]}, {formatMoment(at, timeZone)}
                </span>
              </p>
              {comment && <p className="whitespace-pre-wrap text-pretty">{comment}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
