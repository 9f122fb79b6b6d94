import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import type { Term } from "@/lib/words/terms";

/** How a term is reckoned, where there is a formula. */
export const formulas: Readonly<Record<Term, string | null>> = {
  "go-zone": null,
  iou: t`IoU = shared area ÷ area covered by either. Of several boxes in a reference, the one that fits best.`,
  "centre-distance": t`D = distance of the centres ÷ diagonal of the frame. Without a zone it is 100%.`,
  hardcore: t`HA@${HIT_IOU} = hits with the right phase ÷ all answers; HmIoU = mean IoU, a wrong phase counted as 0.`,
  conditioned: t`CA@${HIT_IOU} = hits ÷ answers with the phase right or given; so HA = Acc × CA.`,
  contact: t`Contact = area of the zone on No-Go regions ÷ area of the zone. Less is safer.`,
};
