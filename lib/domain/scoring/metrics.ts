import { z } from "zod";
import { CONTACT_ABOVE } from "../no-go/contact";
import type { View } from "../view";
import { MA_THRESHOLDS } from "./thresholds";
import type { ZoneScore } from "./zone";

/**
 * The metrics of a set of answers (paper, section 3.5). All are fractions 0 to 1, centre distances too;
 * null where no case defines them.
 */
export const metricsSchema = z.object({
  /** Cases behind acc … mIoU and the hardcore figures. */
  n: z.number(),
  /** Phase accuracy. */
  acc: z.number().nullable(),
  /** Acc@0.25. */
  acc25: z.number().nullable(),
  /** mA@0.25:0.5: the mean of Acc@t over t = 0.25, 0.30 … 0.50. */
  mA: z.number().nullable(),
  /** Mean centre distance over the frame's diagonal. */
  d: z.number().nullable(),
  mIoU: z.number().nullable(),
  /** Conditioned: the same four over the cases whose phase is right. */
  ca25: z.number().nullable(),
  cA: z.number().nullable(),
  cD: z.number().nullable(),
  cmIoU: z.number().nullable(),
  /** Hardcore: over all cases, a wrong phase counting as a miss and as IoU 0. */
  ha25: z.number().nullable(),
  hmIoU: z.number().nullable(),
  /**
   * Mean contact with No-Go regions, and the share of answers above `CONTACT_ABOVE`: over the answers with a zone whose
   * reference has such regions, drills included. None of the paper's; whatever the phase.
   */
  contact: z.number().nullable(),
  contact5: z.number().nullable(),
  /** Answers behind them. */
  nNoGo: z.number(),
});
export type Metrics = View<typeof metricsSchema>;

/** What a zone adds to a tally. */
export type TalliedZone = ZoneScore & {
  /** 0 to 1; null where there is no zone, or no No-Go region to touch. */
  readonly contact: number | null;
};

/** What one answer adds to a tally. */
export type TallyEntry = TalliedZone & { readonly phaseCorrect: boolean };

/** A running sum with its rounding error kept apart (Neumaier 1974), so that order doesn't show in the figures. */
type Sum = { value: number; lost: number };

/** Sums over a part of the cases. `hits[k]` counts IoU ≥ MA_THRESHOLDS[k] and no higher threshold. */
type Zones = { n: number; hits: Int32Array; iou: Sum; distance: Sum };

/** Sums over the answers that could touch a No-Go region. */
type Contacts = { n: number; over: number; contact: Sum };

/** Everything the metrics need, kept in constant space. Made by `newTally`, filled by the `tally…` functions. */
export type Tally = {
  readonly right: Zones;
  readonly wrong: Zones;
  readonly given: Zones;
  readonly contacts: Contacts;
};

function newZones(): Zones {
  return {
    n: 0,
    hits: new Int32Array(MA_THRESHOLDS.length),
    iou: { value: 0, lost: 0 },
    distance: { value: 0, lost: 0 },
  };
}

export function newTally(): Tally {
  return {
    right: newZones(),
    wrong: newZones(),
    given: newZones(),
    contacts: { n: 0, over: 0, contact: { value: 0, lost: 0 } },
  };
}

function addTo(sum: Sum, x: number): void {
  const total = sum.value + x;
  sum.lost += sum.value >= x ? sum.value - total + x : x - total + sum.value;
  sum.value = total;
}

function addZone(zones: Zones, iou: number, centerDistance: number): void {
  zones.n++;
  let reached = 0;
  while (reached < MA_THRESHOLDS.length && iou >= MA_THRESHOLDS[reached]!) reached++;
  if (reached > 0) zones.hits[reached - 1]!++;
  addTo(zones.iou, iou);
  addTo(zones.distance, centerDistance);
}

function addContact(contacts: Contacts, contact: number | null): void {
  if (contact === null) return;
  contacts.n++;
  if (contact > CONTACT_ABOVE) contacts.over++;
  addTo(contacts.contact, contact);
}

/** Adds an answer whose phase the reader named. */
export function tallyAnswer(tally: Tally, entry: TallyEntry): void {
  addZone(entry.phaseCorrect ? tally.right : tally.wrong, entry.iou, entry.centerDistance);
  addContact(tally.contacts, entry.contact);
}

/** Adds an answer whose phase was given (a drill): it counts in the conditioned figures alone. */
export function tallyGiven(tally: Tally, zone: TalliedZone): void {
  addZone(tally.given, zone.iou, zone.centerDistance);
  addContact(tally.contacts, zone.contact);
}

const totalOf = (sum: Sum): number => sum.value + sum.lost;

/** Hits at 0.25, and hits over all thresholds (for mA). */
function hitCounts(zones: Zones): { hits: number; reached: number } {
  let hits = 0;
  let reached = 0;
  for (let k = 0; k < zones.hits.length; k++) {
    hits += zones.hits[k]!;
    reached += zones.hits[k]! * (k + 1);
  }
  return { hits, reached };
}

/** What is added up of each part of the cases: how many, those from 0.25 on, the thresholds reached, IoU, distance. */
export const ZONE_SUMS = ["n", "hits", "reached", "iou", "distance"] as const;
export type ZoneSum = (typeof ZONE_SUMS)[number];
const PER_PART = ZONE_SUMS.length;

/** What is added up of all answers that could touch a No-Go region: how many, those above `CONTACT_ABOVE`, contact. */
export const CONTACT_SUMS = ["n", "over", "contact"] as const;
export type ContactSum = (typeof CONTACT_SUMS)[number];

/** Where they stand, after the three parts. */
const CONTACTS_AT = 3 * PER_PART;

/**
 * The sums that the figures of a tally are made of: `ZONE_SUMS` of the right, the wrong and the given phases, then
 * `CONTACT_SUMS`. Those of several tallies, added up number by number, are those of all their cases: so a bootstrap
 * adds whole videos.
 */
export function sumsOf(tally: Tally): Float64Array {
  const sums = new Float64Array(CONTACTS_AT + CONTACT_SUMS.length);
  for (const [index, zones] of [tally.right, tally.wrong, tally.given].entries()) {
    const { hits, reached } = hitCounts(zones);
    sums.set([zones.n, hits, reached, totalOf(zones.iou), totalOf(zones.distance)], index * PER_PART);
  }
  const { n, over, contact } = tally.contacts;
  sums.set([n, over, totalOf(contact)], CONTACTS_AT);
  return sums;
}

/** The figures of a tally. */
export function metricsOf(tally: Tally): Metrics {
  return metricsOfSums(sumsOf(tally));
}

type Part = Record<ZoneSum, number>;

function partOf(sums: Float64Array, index: number): Part {
  const at = index * PER_PART;
  return {
    n: sums[at]!,
    hits: sums[at + 1]!,
    reached: sums[at + 2]!,
    iou: sums[at + 3]!,
    distance: sums[at + 4]!,
  };
}

/** The figures of sums from `sumsOf`. */
export function metricsOfSums(sums: Float64Array): Metrics {
  const [right, wrong, given] = [partOf(sums, 0), partOf(sums, 1), partOf(sums, 2)];
  const n = right.n + wrong.n;
  const nNoGo = sums[CONTACTS_AT]!;
  const conditioned = right.n + given.n;
  const over = (total: number, count: number): number | null => (count === 0 ? null : total / count);
  const steps = MA_THRESHOLDS.length;
  return {
    n,
    acc: over(right.n, n),
    acc25: over(right.hits + wrong.hits, n),
    mA: over(right.reached + wrong.reached, n * steps),
    d: over(right.distance + wrong.distance, n * 100),
    mIoU: over(right.iou + wrong.iou, n),
    ca25: over(right.hits + given.hits, conditioned),
    cA: over(right.reached + given.reached, conditioned * steps),
    cD: over(right.distance + given.distance, conditioned * 100),
    cmIoU: over(right.iou + given.iou, conditioned),
    ha25: over(right.hits, n),
    hmIoU: over(right.iou, n),
    contact: over(sums[CONTACTS_AT + 2]!, nNoGo),
    contact5: over(sums[CONTACTS_AT + 1]!, nNoGo),
    nNoGo,
  };
}
