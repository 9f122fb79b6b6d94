import { clsx } from "clsx";
import { whoSeesWhat } from "@/lib/domain/progress/who-sees";
import { t } from "@/lib/language/t";

/** Who sees what of a resident's answers. */
export function WhoSees({ className }: { className?: string }) {
  return (
    <section aria-labelledby="who-sees" className={clsx("text-sm", className)}>
      <h2 id="who-sees" className="font-semibold text-base">{t`Who sees this`}</h2>
      <dl className="mt-2 max-w-3xl divide-y divide-line border-line border-y">
        {whoSeesWhat.map(({ who, what }) => (
          <div key={who} className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[11rem_1fr]">
            <dt className="font-medium">{who}</dt>
            <dd className="text-pretty text-muted">{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
