import { t } from "@/lib/language/t";
import type { MetricNote } from "@/lib/words/metric-notes";
import { Explained } from "../ui/explained";
import { termUrl } from "./guide-addresses";

type MetricNameProps = { note: Pick<MetricNote, "label" | "explanation" | "term"> };

/** A figure's name, which explains itself and leads to the page that explains its terms. */
export function MetricName({ note: { label, explanation, term } }: MetricNameProps) {
  return (
    <Explained term={label} more={{ href: termUrl(term), label: t`Phases and Go Zones` }}>
      {explanation}
    </Explained>
  );
}
