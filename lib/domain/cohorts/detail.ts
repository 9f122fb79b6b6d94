import type { Figures, Reliability } from "../kept-figures/vector";
import { PHASE_OUTCOMES, ZONE_OUTCOMES } from "../scoring/failure";
import { type Cell, FEWEST_ANSWERS, FEWEST_RESIDENTS, suppressionOf, suppressionsOf } from "./suppression";
import type { Calibration, FailuresOfYear } from "./views";

/**
 * Bins with fewer answers than this are left out. The failure matrix tells the number of all hits, so that one left-out
 * bin could be computed by subtraction: further bins are left out until none can. Where the whole is suppressed, all
 * bins are left out.
 */
export function calibrationOf({ n, bins, brier }: Reliability, told: boolean): Calibration {
  // Residents are not counted bin by bin: the whole curve has enough of them.
  const reasons = suppressionsOf(bins.map((bin) => ({ residents: FEWEST_RESIDENTS, n: bin.n })));
  return {
    n,
    bins: told ? bins.filter((bin, index) => bin.n > 0 && reasons[index] === null) : [],
    brier: told && n >= FEWEST_ANSWERS ? brier : null,
  };
}

/** What people chose for which reference; null where they are too few. */
export const confusionOf = ({ confusion }: Figures, cell: Cell): Figures["confusion"] | null =>
  suppressionOf(cell) === null ? confusion : null;

type YearOfFailures = {
  readonly year: number | null;
  readonly residents: number;
  readonly failures: readonly number[];
};

/** The failure modes of each year of training, the earliest year first, an unknown one last. */
export function failuresByYear(years: readonly YearOfFailures[]): FailuresOfYear[] {
  const sorted = years.toSorted((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity));
  const cells = sorted.map(({ residents, failures }) => ({
    residents,
    n: failures.reduce((sum, count) => sum + count, 0),
  }));
  const reasons = suppressionsOf(cells);
  return sorted.flatMap(({ year, residents, failures }, index) => {
    const { n } = cells[index]!;
    return n === 0
      ? []
      : [{ year, residents, n, counts: reasons[index] === null ? countsOf(failures) : null }];
  });
}

export function countsOf(failures: readonly number[]): NonNullable<FailuresOfYear["counts"]> {
  return PHASE_OUTCOMES.flatMap((phase, row) =>
    ZONE_OUTCOMES.map((zone, column) => ({
      phase,
      zone,
      n: failures[row * ZONE_OUTCOMES.length + column] ?? 0,
    })),
  );
}
