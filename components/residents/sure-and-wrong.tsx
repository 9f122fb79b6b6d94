import type { SureAndWrong as Counts, ResidentPage } from "@/lib/domain/cohorts/views";
import type { SureOf } from "@/lib/domain/progress/views";
import { plural, t } from "@/lib/language/t";
import { historyUrl } from "../progress/history-view";
import { TextLink } from "../ui/text-link";

type SureAndWrongProps = {
  counts: ResidentPage["sureAndWrong"];
  /** Whether they are the viewer's own, who may look at the cases. */
  own?: boolean;
};

const sentences: Readonly<Record<SureOf, (counts: Counts) => string>> = {
  phase: ({ sure, wrong }) =>
    t`Sure of the phase and wrong: ${wrong} of ${plural(sure, "# case", "# cases")}.`,
  zone: ({ sure, wrong }) => t`Sure of the zone and wrong: ${wrong} of ${plural(sure, "# case", "# cases")}.`,
};

/** How often somebody who was sure was wrong, in plain words. */
export function SureAndWrong({ counts, own = false }: SureAndWrongProps) {
  return (
    <ul className="space-y-1">
      {(["phase", "zone"] as const)
        .filter((of) => counts[of].sure > 0)
        .map((of) => (
          <li key={of}>
            {sentences[of](counts[of])}{" "}
            {own && counts[of].wrong > 0 && (
              <TextLink href={historyUrl(of)}>
                {of === "phase" ? t`Look at those phases` : t`Look at those zones`}
              </TextLink>
            )}
          </li>
        ))}
    </ul>
  );
}
