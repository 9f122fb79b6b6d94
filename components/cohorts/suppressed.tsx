import { FEWEST_ANSWERS, FEWEST_RESIDENTS } from "@/lib/domain/cohorts/suppression";
import type { Suppression } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { suppressionWords } from "@/lib/words/cohort-figures";
import { NO_FIGURE } from "@/lib/words/figures";
import { Explained } from "../ui/explained";

/** Stands in place of a figure that isn't told, and says why. */
export function Suppressed({ why }: { why: Suppression }) {
  return (
    <Explained
      term={NO_FIGURE}
      title={t`Not shown: ${suppressionWords[why]}`}
    >{t`Of few, a figure says too much about each of them and too little about all. It appears once at least ${FEWEST_RESIDENTS} residents and ${FEWEST_ANSWERS} answers are behind it, and behind what could be reckoned from it.`}</Explained>
  );
}
