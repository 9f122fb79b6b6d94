import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";

/** What the page “Phases and Go Zones” explains beside the phases. Each is its anchor there. */
export const TERMS = ["go-zone", "iou", "centre-distance", "hardcore", "conditioned", "contact"] as const;
export type Term = (typeof TERMS)[number];

/** A term's name, and what it says in one plain sentence. */
export const terms: Readonly<Record<Term, { readonly name: string; readonly sentence: string }>> = {
  "go-zone": {
    name: t`Go Zone`,
    sentence: t`The part of the frame in which operating now is right and safe; where it lies depends on the phase.`,
  },
  iou: {
    name: "IoU",
    sentence: t`What two boxes share, divided by what they cover together: 0 shares nothing, 1 is the same box, and from ${HIT_IOU} on a zone is a hit.`,
  },
  "centre-distance": {
    name: t`Centre distance`,
    sentence: t`How far the centre of your zone lies from the reference’s, in % of the frame’s diagonal: smaller is nearer.`,
  },
  hardcore: {
    name: t`Hardcore`,
    sentence: t`A wrong phase fails the case, however well the zone lies: whoever takes the operation for another step can’t know where it is safe.`,
  },
  conditioned: {
    name: t`Conditioned`,
    sentence: t`The zone alone: over the answers whose phase was right or given.`,
  },
  contact: {
    name: t`Contact`,
    sentence: t`How much of a zone lies on No-Go regions: structures that must not be touched in that phase.`,
  },
};
