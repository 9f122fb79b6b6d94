import type { ContactReading } from "@/lib/domain/no-go/contact-schema";
import type { Offset } from "@/lib/domain/offset-schema";
import { type Beyond, type Run, SIDES, type Side } from "@/lib/domain/scoring/beyond";
import type { PhaseOutcome, ZoneOutcome, ZoneReading } from "@/lib/domain/scoring/failure";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { formatPercentOf } from "./figures";

/**
 * The sentence that is read first after an answer: what was right, how far the zone runs beyond the reference and onto
 * which No-Go regions, and where it lay.
 */
export function describeAnswer(phase: PhaseOutcome, zone: ZoneReading, beyond: Beyond | null): string {
  if (beyond && beyond.onto.length > 0 && zone.outcome !== "missed") {
    const [runs, onto] = [runsInWords(beyond.told, runsBeyondReference), namesOf(beyond.onto)];
    const more =
      zone.outcome !== "hit" ? placeSentence(zone) : phase === "wrong" ? UNDER_A_WRONG_PHASE : null;
    return sentences(runsOnto[phase](runs, onto), more);
  }
  return sentences(phaseSentences[phase], describeZone(phase, zone, beyond?.told ?? []));
}

const sentences = (...said: readonly (string | null)[]): string => said.filter(Boolean).join(" ");

const phaseSentences: Readonly<Record<PhaseOutcome, string>> = {
  right: t`Right phase.`,
  wrong: t`Wrong phase.`,
  given: "",
};

const runsOnto: Readonly<Record<PhaseOutcome, (runs: string, onto: string) => string>> = {
  right: (runs, onto) => t`Right phase, but your zone runs ${runs}, onto ${onto}.`,
  wrong: (runs, onto) => t`Wrong phase, and your zone runs ${runs}, onto ${onto}.`,
  given: (runs, onto) => t`Your zone runs ${runs}, onto ${onto}.`,
};

const UNDER_A_WRONG_PHASE = t`Under a wrong phase the case is not a hit.`;

function describeZone(phase: PhaseOutcome, zone: ZoneReading, told: readonly Run[]): string {
  const touching = zone.contact !== null && zone.contact.share > 0 ? zone.contact : null;
  if (zone.outcome === "hit" && phase === "wrong") {
    const counts = t`Your zone is on the reference, but under a wrong phase the case is not a hit.`;
    return touching ? `${describeContact(touching)} ${counts}` : counts;
  }
  if (!touching) return placeWithRuns(zone, told);
  return zone.outcome === "hit"
    ? t`Your zone is on the reference, but ${shareOf(touching)} of it lies on ${whatIsTouched(touching)}.`
    : `${describeContact(touching)} ${placeWithRuns(zone, told)}`;
}

/** Where a zone lay, and how far it runs beyond the reference where that is worth telling. */
function placeWithRuns(zone: ZoneReading, told: readonly Run[]): string {
  const { outcome } = zone;
  if (told.length === 0 || outcome === "missed") return placeSentence(zone);
  if (outcome === "hit") return t`Your zone is on the reference and runs ${runsInWords(told, runsBeyondIt)}.`;
  if (outcome === "too-large") {
    if (told.length === SIDES.length) {
      return t`Your zone takes in most of the reference but runs far beyond it on every side, by up to ${farthest(told)}.`;
    }
    const runs = inList(told.map(moreOf), "and");
    return t`Your zone takes in most of the reference but runs far beyond it: ${runs}.`;
  }
  return `${placeSentence(zone)} ${t`It runs ${runsInWords(told, runsBeyondIt)}.`}`;
}

type SideWords = Readonly<Record<Side | "all", (pixels: string) => string>>;

const runsBeyondReference: SideWords = {
  left: (pixels) => t`${pixels} beyond the reference to the left`,
  right: (pixels) => t`${pixels} beyond the reference to the right`,
  up: (pixels) => t`${pixels} beyond the reference upwards`,
  down: (pixels) => t`${pixels} beyond the reference downwards`,
  all: (pixels) => t`up to ${pixels} beyond the reference on every side`,
};

const runsBeyondIt: SideWords = {
  left: (pixels) => t`${pixels} beyond it to the left`,
  right: (pixels) => t`${pixels} beyond it to the right`,
  up: (pixels) => t`${pixels} beyond it upwards`,
  down: (pixels) => t`${pixels} beyond it downwards`,
  all: (pixels) => t`up to ${pixels} beyond it on every side`,
};

const runsMore: Readonly<Record<Side, (pixels: string) => string>> = {
  left: (pixels) => t`${pixels} to the left`,
  right: (pixels) => t`${pixels} to the right`,
  up: (pixels) => t`${pixels} upwards`,
  down: (pixels) => t`${pixels} downwards`,
};

/** "41 px beyond the reference to the left and 12 px upwards". */
function runsInWords(told: readonly Run[], words: SideWords): string {
  if (told.length === SIDES.length) return words.all(farthest(told));
  return inList(
    told.map((run, index) => (index === 0 ? words[run.side](pixelsOf(run)) : moreOf(run))),
    "and",
  );
}

const farthest = ([first]: readonly Run[]): string => (first ? pixelsOf(first) : "");

const moreOf = (run: Run): string => runsMore[run.side](pixelsOf(run));

/** In whole pixels: what is told of at all is one at least. */
const pixelsOf = ({ pixels }: Run): string => t`${Math.max(1, Math.round(pixels))} px`;

/** Everything that a zone has beyond the reference, however little: "41 px to the left and 12 px upwards; 31% of it." */
export function describeBeyond({ runs, share }: Beyond): string {
  if (runs.length === 0) return t`Nothing of your zone lies beyond the reference.`;
  return t`${inList(runs.map(moreOf), "and")}; ${formatPercentOf(share, 0)} of your zone.`;
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
  const names = structures.map(({ name }) => name);
  return names.every((name) => name === null) ? unnamedRegions[directionOf(towards)] : namesOf(names);
}

/** Structures by their names; those without one come last, as one. */
function namesOf(structures: readonly (string | null)[]): string {
  const names = structures.flatMap((name) => (name === null ? [] : [t`the ${name}`]));
  if (names.length === structures.length) return inList(names, "and");
  return names.length > 0 ? inList([...names, t`another No-Go region`], "and") : unnamedRegions.level;
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
