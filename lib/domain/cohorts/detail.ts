import type { Figures, Reliability } from "../kept-figures/vector";
import { PHASE_OUTCOMES, ZONE_OUTCOMES } from "../scoring/failure";
import { type Cell, FEWEST_ANSWERS, FEWEST_RESIDENTS, suppressionOf, suppressionsOf } from "./suppression";
import type { Calibration, FailuresOfYear } from "./views";

/**
 * Bins of fewer answers are left out, others with them while what is left out could be had by subtraction (the failure
 * matrix tells all hits), and all of them where the whole is suppressed.
 */
export function calibrationOf({ n, bins, brier }: Reliability, told: boolean): Calibration {
  // How many residents are behind a bin is not kept: the whole has enough of them.
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

export type YearOfFailures = {
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
