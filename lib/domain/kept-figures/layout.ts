import { PHASES } from "../phases";
import { PHASE_OUTCOMES, ZONE_OUTCOMES } from "../scoring/failure";
import { CONTACT_SUMS, type ContactSum, ZONE_SUMS, type ZoneSum } from "../scoring/metrics";

/**
 * The version of what is kept. Raise it when a number's place or meaning changes, or what counts at all: a server that
 * finds another one kept shows nothing of it and makes all figures anew.
 */
export const FIGURES_VERSION = 3;

/** Bins of the reliability curves: [0, 0.1), [0.1, 0.2) … [0.9, 1]. */
export const BINS = 10;
const bins: readonly number[] = Array.from({ length: BINS }, (_, bin) => bin);

/** What is added up of each bin: how many, their confidence, and those in which it happened. */
const BIN_SUMS = ["n", "confidence", "right"] as const;

type Names = readonly (string | number)[];

/** Numbers in a row, one for each combination of names, the last name changing first. */
type Block<L extends readonly Names[]> = {
  /** Where the first stands, from 0 … */
  readonly from: number;
  /** … and where what comes after the last does. */
  readonly end: number;
  readonly lists: L;
  at(...names: { readonly [i in keyof L]: L[i][number] }): number;
};

export function block<const L extends readonly Names[]>(from: number, ...lists: L): Block<L> {
  return {
    from,
    end: from + lists.reduce((size, list) => size * list.length, 1),
    lists,
    at: (...names) =>
      from + lists.reduce((at, list, i) => at * list.length + list.indexOf(names[i] as Names[number]), 0),
  };
}

/** How confidence agreed with what happened: the bins, then the summed squared error (the Brier score times n). */
export type Curve = ReturnType<typeof curve>;

function curve(from: number) {
  const inBins = block(from, bins, BIN_SUMS);
  return { inBins, error: inBins.end, end: inBins.end + 1 };
}

/** Of the reference's phase and the phase outcome, what `sumsOf` of lib/domain/scoring/metrics.ts gives. */
const zones = block(0, PHASES, PHASE_OUTCOMES, ZONE_SUMS);
/** `[reference][chosen]` */
const confusion = block(zones.end, PHASES, PHASES);
const failures = block(confusion.end, PHASE_OUTCOMES, ZONE_OUTCOMES);
const phaseCurve = curve(failures.end);
const zoneCurve = curve(phaseCurve.end);
/** Zones that the reader was confident of, and those of them that were wrong. */
const confident = block(zoneCurve.end, ["all", "wrong"]);
/** Of the reference's phase, the contact of zones that could touch a No-Go region. */
const contacts = block(confident.end, PHASES, CONTACT_SUMS);

/** Where each number of the kept figures stands. */
export const LAYOUT = { zones, confusion, failures, phaseCurve, zoneCurve, confident, contacts };

/** How many numbers there are. */
export const FIGURE_COUNT = contacts.end;

/** IoU, contact, confidence and squared errors are added up in hundred-millionths … */
export const PARTS = 1e8;
/** … and distances in millionths of a per cent of the diagonal. */
export const DISTANCE_PARTS = 1e6;

/** What one of a sum is kept as. */
export const SCALE: Readonly<Record<ZoneSum | ContactSum, number>> = {
  n: 1,
  hits: 1,
  reached: 1,
  iou: PARTS,
  distance: DISTANCE_PARTS,
  over: 1,
  contact: PARTS,
};
