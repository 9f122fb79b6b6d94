import type { ContactReading } from "@/lib/domain/no-go/contact-schema";
import type { Offset } from "@/lib/domain/offset-schema";
import type { PhaseOutcome, ZoneOutcome, ZoneReading } from "@/lib/domain/scoring/failure";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { formatPercentOf } from "./figures";

/**
 * The sentence that is read first after an answer: what was right, what of the No-Go regions the zone touches, and where
 * it lay.
 */
export function describeAnswer(phase: PhaseOutcome, zone: ZoneReading): string {
  return [phaseSentences[phase], describeZone(phase, zone)].filter(Boolean).join(" ");
}

const phaseSentences: Readonly<Record<PhaseOutcome, string>> = {
  right: t`Right phase.`,
  wrong: t`Wrong phase.`,
  given: "",
};

function describeZone(phase: PhaseOutcome, zone: ZoneReading): string {
  const touching = zone.contact !== null && zone.contact.share > 0 ? zone.contact : null;
  const place = placeSentence(zone);
  if (zone.outcome === "hit" && phase === "wrong") {
    const counts = t`Your zone is on the reference, but under a wrong phase the case is not a hit.`;
    return touching ? `${describeContact(touching)} ${counts}` : counts;
  }
  if (!touching) return place;
  return zone.outcome === "hit"
    ? t`Your zone is on the reference, but ${shareOf(touching)} of it lies on ${whatIsTouched(touching)}.`
    : `${describeContact(touching)} ${place}`;
}

/** Of an outcome that only a newer server knows, its name. */
function placeSentence({ outcome, offset }: ZoneReading): string {
  return zoneSentences[outcome]?.[directionOf(offset)] ?? t`Your zone: ${outcome}.`;
}

/** "12% of your zone lies on the common bile duct." */
export function describeContact(contact: ContactReading): string {
  return t`${shareOf(contact)} of your zone lies on ${whatIsTouched(contact)}.`;
}

/** "12% of the zone lies on the common bile duct.": somebody else's, or a model's; empty where it touches nothing. */
export function describeOthersContact(contact: ContactReading | null): string {
  if (!contact || contact.share === 0) return "";
  return t`${shareOf(contact)} of the zone lies on ${whatIsTouched(contact)}.`;
}

/** The same within a line, of 0 to 1: "12% on No-Go"; null where nothing is touched. */
export function contactInLine(share: number | null): string | null {
  return share === null || share === 0 ? null : t`${formatPercentOf(share, 0)} on No-Go`;
}

/** A figure of a zone's contact, with what it lies on below; null where there is no region to touch. */
export function contactFigure(
  contact: ContactReading | null,
): { readonly name: string; readonly value: string; readonly note?: string } | null {
  if (!contact) return null;
  const figure = { name: t`Contact`, value: shareOf(contact) };
  return contact.share > 0 ? { ...figure, note: t`of the zone, on ${whatIsTouched(contact)}` } : figure;
}

const shareOf = ({ share }: ContactReading): string => formatPercentOf(share, 0);

/** The structures by their names, the most touched first; of what has none, where it lies in the zone. */
export function whatIsTouched({ structures, towards }: ContactReading): string {
  const names = structures.flatMap(({ name }) => (name === null ? [] : [t`the ${name}`]));
  const unnamed = structures.some(({ name }) => name === null);
  if (!unnamed) return inList(names, "and");
  return names.length > 0
    ? inList([...names, t`another No-Go region`], "and")
    : unnamedRegions[directionOf(towards)];
}

/** Where in the zone a No-Go region lies that has no name. */
const unnamedRegions: Readonly<Record<Direction, string>> = {
  level: t`a No-Go region`,
  high: t`a No-Go region, in its upper part`,
  low: t`a No-Go region, in its lower part`,
  left: t`a No-Go region, in its left part`,
  right: t`a No-Go region, in its right part`,
  "high-left": t`a No-Go region, in its upper left part`,
  "high-right": t`a No-Go region, in its upper right part`,
  "low-left": t`a No-Go region, in its lower left part`,
  "low-right": t`a No-Go region, in its lower right part`,
};

type Direction =
  | "level"
  | "high"
  | "low"
  | "left"
  | "right"
  | "high-left"
  | "high-right"
  | "low-left"
  | "low-right";

/** Where the zone lay, as seen from the reference: each sentence is whole, as other languages join directions otherwise. */
const zoneSentences: Readonly<Record<ZoneOutcome, Readonly<Record<Direction, string>>>> = {
  hit: {
    level: t`Your zone is on the reference.`,
    high: t`Your zone is on the reference, a little high.`,
    low: t`Your zone is on the reference, a little low.`,
    left: t`Your zone is on the reference, a little to the left.`,
    right: t`Your zone is on the reference, a little to the right.`,
    "high-left": t`Your zone is on the reference, a little high and to the left.`,
    "high-right": t`Your zone is on the reference, a little high and to the right.`,
    "low-left": t`Your zone is on the reference, a little low and to the left.`,
    "low-right": t`Your zone is on the reference, a little low and to the right.`,
  },
  shifted: {
    level: t`Your zone only grazes the reference.`,
    high: t`Your zone overlaps the reference but sits too high.`,
    low: t`Your zone overlaps the reference but sits too low.`,
    left: t`Your zone overlaps the reference but sits too far left.`,
    right: t`Your zone overlaps the reference but sits too far right.`,
    "high-left": t`Your zone overlaps the reference but sits too high and too far left.`,
    "high-right": t`Your zone overlaps the reference but sits too high and too far right.`,
    "low-left": t`Your zone overlaps the reference but sits too low and too far left.`,
    "low-right": t`Your zone overlaps the reference but sits too low and too far right.`,
  },
  "too-large": {
    level: t`Your zone takes in most of the reference but reaches far beyond it.`,
    high: t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards.`,
    low: t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards.`,
    left: t`Your zone takes in most of the reference but reaches far beyond it, mostly to the left.`,
    right: t`Your zone takes in most of the reference but reaches far beyond it, mostly to the right.`,
    "high-left": t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards and to the left.`,
    "high-right": t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards and to the right.`,
    "low-left": t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the left.`,
    "low-right": t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the right.`,
  },
  "too-small": {
    level: t`Your zone is on the reference but takes in only a small part of it.`,
    high: t`Your zone is on the reference but takes in only a small part of it, high.`,
    low: t`Your zone is on the reference but takes in only a small part of it, low.`,
    left: t`Your zone is on the reference but takes in only a small part of it, to the left.`,
    right: t`Your zone is on the reference but takes in only a small part of it, to the right.`,
    "high-left": t`Your zone is on the reference but takes in only a small part of it, high and to the left.`,
    "high-right": t`Your zone is on the reference but takes in only a small part of it, high and to the right.`,
    "low-left": t`Your zone is on the reference but takes in only a small part of it, low and to the left.`,
    "low-right": t`Your zone is on the reference but takes in only a small part of it, low and to the right.`,
  },
  missed: {
    level: t`No zone was drawn.`,
    high: t`Your zone misses the reference: it lies too high.`,
    low: t`Your zone misses the reference: it lies too low.`,
    left: t`Your zone misses the reference: it lies too far left.`,
    right: t`Your zone misses the reference: it lies too far right.`,
    "high-left": t`Your zone misses the reference: it lies too high and too far left.`,
    "high-right": t`Your zone misses the reference: it lies too high and too far right.`,
    "low-left": t`Your zone misses the reference: it lies too low and too far left.`,
    "low-right": t`Your zone misses the reference: it lies too low and too far right.`,
  },
};

const directionOf = ({ vertical, horizontal }: Offset): Direction =>
  vertical && horizontal ? `${vertical}-${horizontal}` : (vertical ?? horizontal ?? "level");
