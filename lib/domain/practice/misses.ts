import { CONTACT_ABOVE } from "../no-go/contact";
import { PHASES, type Phase } from "../phases";
import { ZONE_OUTCOMES, type ZoneOutcome } from "../scoring/failure";

/** What can be missed in a case whose reference phase is known: a zone that hits may still lie on No-Go pixels. */
export type MissKind = `taken-for-${Phase}` | Exclude<ZoneOutcome, "hit"> | "contact";

/** Every kind, in the order in which lists of numbers hold them. */
export const MISS_KINDS: readonly MissKind[] = [
  ...PHASES.map((phase): MissKind => `taken-for-${phase}`),
  ...ZONE_OUTCOMES.filter((outcome) => outcome !== "hit"),
  "contact",
];

/** A kind of miss in a reference phase: what a card is made for. */
export type Miss = { readonly phase: Phase; readonly kind: MissKind };

/** A kind's place in `MISS_KINDS`, 0 to 8. */
export const kindIndex = (kind: MissKind): number => MISS_KINDS.indexOf(kind);

/** A miss's place in lists of numbers that hold one for each: the kinds of A, then those of B, … 0 to 35. */
export const missIndex = (phase: Phase, kind: MissKind): number =>
  PHASES.indexOf(phase) * MISS_KINDS.length + kindIndex(kind);

/** The task that a kind of miss is a miss in. */
export const taskOf = (kind: MissKind): "phase" | "zone" =>
  kind.startsWith("taken-for-") ? "phase" : "zone";

/** The phase that a kind of miss takes another for; null for what is missed in the zone. */
export const takenFor = (kind: MissKind): Phase | null =>
  PHASES.find((phase) => kind === `taken-for-${phase}`) ?? null;

/** The kinds that a case of a phase can be missed by: it can't be taken for itself. */
export const kindsOf = (phase: Phase): readonly MissKind[] =>
  MISS_KINDS.filter((kind) => kind !== `taken-for-${phase}`);

/** What of an answer tells how it was missed. */
export type JudgedAnswer = {
  /** Whether the phase was given and not asked. */
  readonly given: boolean;
  readonly chosenPhase: Phase;
  readonly referencePhase: Phase;
  readonly zoneOutcome: ZoneOutcome;
  /** The share of the zone on No-Go pixels, 0 to 1; null where the reference has none. */
  readonly contact: number | null;
};

/** What was missed, one thing an answer: the phase first, then the zone, then what a hit touches. Null: nothing. */
export function missOf({
  given,
  chosenPhase,
  referencePhase,
  zoneOutcome,
  contact,
}: JudgedAnswer): MissKind | null {
  if (!given && chosenPhase !== referencePhase) return `taken-for-${chosenPhase}`;
  if (zoneOutcome !== "hit") return zoneOutcome;
  return contact !== null && contact > CONTACT_ABOVE ? "contact" : null;
}
