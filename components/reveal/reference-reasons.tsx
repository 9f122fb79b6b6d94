import type { Rationale, RationalePart } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { AsGiven, Parts } from "./rationales";

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
      <Parts reference={reference} model={null} order={ORDER} />
    </section>
  );
}
