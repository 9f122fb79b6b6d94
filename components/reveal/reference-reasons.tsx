import { type Rationale, type RationalePart, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { AsGiven, NOTHING_SAID } from "./rationales";

/** What could go wrong comes first. */
const ORDER: readonly RationalePart[] = ["criticalRisk", "location", "exposure", "nextAction"];

/** Why the Go Zone is where it is, by the reference alone. */
export function ReferenceReasons({ reference, about }: { reference: Rationale; about: string }) {
  return (
    <section aria-labelledby="reasons" className="@container print:clear-both">
      <h2 id="reasons" className="font-semibold">{t`Why`}</h2>
      <p className="text-muted text-sm">
        <AsGiven about={about} />
      </p>
      <div className="mt-2 grid gap-x-6 @lg:grid-cols-2">
        {ORDER.map((part) => (
          <div key={part} className="border-line border-t py-2.5 print:py-1.5">
            <h3 className="font-medium text-sm">{rationaleLabels[part]}</h3>
            <p className="mt-0.5 break-words text-sm">{reference[part] || NOTHING_SAID}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
