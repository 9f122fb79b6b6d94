import { type Mode, phaseOutcome } from "../domain/attempts/mode";
import type { SecondLook } from "../domain/attempts/views";
import type { Phase } from "../domain/phases";
import type { Score } from "../domain/scoring/score";
import { isSameZone, type Zone, zoneIou } from "../domain/scoring/zone";
import type { AidKind } from "../domain/second-look/aid";
import { t } from "../language/t";

/** The first answer of a second look, as its reader gave it. */
type First = { readonly mode: Mode; readonly phase: Phase | null; readonly box: Zone };

/** What an aid did to a phase, or to a zone: of what was right first and of what was wrong. */
type Words = { readonly lost: string; readonly gained: string };

const phaseWords: Readonly<Record<AidKind, Words>> = {
  model: {
    lost: t`You were right, and moved away because of the model.`,
    gained: t`You were wrong, and the model brought you to the right phase.`,
  },
  clip: {
    lost: t`You were right, and moved away after the seconds before.`,
    gained: t`You were wrong, and the seconds before brought you to the right phase.`,
  },
  cohort: {
    lost: t`You were right, and moved away after where others drew.`,
    gained: t`You were wrong, and where others drew brought you to the right phase.`,
  },
};

const zoneWords: Readonly<Record<AidKind, Words>> = {
  model: {
    lost: t`Your zone was on the reference, and moved away because of the model.`,
    gained: t`Your zone was off the reference, and the model brought it there.`,
  },
  clip: {
    lost: t`Your zone was on the reference, and moved away after the seconds before.`,
    gained: t`Your zone was off the reference, and the seconds before brought it there.`,
  },
  cohort: {
    lost: t`Your zone was on the reference, and moved away after where others drew.`,
    gained: t`Your zone was off the reference, and where others drew brought it there.`,
  },
};

/** The model was the cause where what is new is the model's own; else it is said without one. */
const BY_ITSELF = {
  phase: {
    lost: t`You were right, and changed to a wrong phase.`,
    gained: t`You were wrong, and changed to the right phase.`,
  },
  zone: {
    lost: t`Your zone was on the reference, and you moved it away.`,
    gained: t`Your zone was off the reference, and you moved it there.`,
  },
} as const;

/** What became of an answer in its second look: the phase before the zone. `first` with its score. */
export function describeSecondLook({ aid, last }: SecondLook, first: First, score: Score): string {
  if (last === null) return t`You left the second look open, so your first answer stands.`;
  const [before, after] = [
    phaseOutcome(first.mode, score.phaseCorrect),
    phaseOutcome(first.mode, last.score.phaseCorrect),
  ];
  if (before !== after) {
    const followed = aid.kind !== "model" || aid.phase === last.phase;
    return (followed ? phaseWords[aid.kind] : BY_ITSELF.phase)[after === "right" ? "gained" : "lost"];
  }
  if (first.phase === last.phase && isSameZone(first.box, last.box)) return t`You kept your answer.`;
  if (score.hit25 !== last.score.hit25) {
    const followed = aid.kind !== "model" || zoneIou(last.box, aid.box) > zoneIou(first.box, aid.box);
    return (followed ? zoneWords[aid.kind] : BY_ITSELF.zone)[last.score.hit25 ? "gained" : "lost"];
  }
  if (score.hardcoreHit && last.score.hardcoreHit)
    return t`You changed your answer, and it was right both times.`;
  return t`You changed your answer, and neither was right.`;
}
