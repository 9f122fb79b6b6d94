import { STUCK_RULES } from "@/lib/domain/cohorts/stuck";
import { t } from "@/lib/language/t";

/** When a resident is said to be stuck: every rule, in words. */
export function StuckRules() {
  return (
    <details className="mt-3 text-sm print:hidden">
      <summary className="min-h-6 w-fit py-1 font-medium">{t`When somebody is said to be stuck`}</summary>
      <ul className="mt-1 max-w-prose list-disc space-y-1.5 pl-5 text-muted">
        {Object.entries(STUCK_RULES).map(([rule, words]) => (
          <li key={rule}>{words}</li>
        ))}
      </ul>
      <p className="mt-1.5 max-w-prose text-muted">{t`Nothing else makes a resident stand out.`}</p>
    </details>
  );
}
