import type { VerdictView } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

/** What was said of an annotation. */
export function Verdicts({ verdicts, timeZone }: { verdicts: readonly VerdictView[]; timeZone: string }) {
  if (verdicts.length === 0) return null;
  return (
    <section aria-label={t`Verdicts`}>
      <h2 className="font-semibold">{t`Verdicts`}</h2>
      <ul className="mt-1 space-y-2">
        {verdicts.map(({ judge, step, agrees, comment, at }) => (
          <li key={`${judge} ${step} ${at}`} className="border-line-strong border-l-2 pl-3 text-sm">
            <p>
              <strong className="font-semibold">{judge}</strong> {agrees ? "agrees" : t`sent it back`}
              <span className="text-muted">
                , {step === "checking" ? "check" : "chief"}, {formatMoment(at, timeZone)}
              </span>
            </p>
            {comment && <p className="whitespace-pre-wrap text-pretty">{comment}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
