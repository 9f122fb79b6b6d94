import type { Interval } from "../statistics/cluster-bootstrap";
import { scoreInterval } from "../statistics/clustered-share";
import { studentAbove } from "../statistics/distributions";
import type { Estimate } from "./views";

/** Of clusters (residents, or the videos of one) with n answers and a sum y each: Σn, Σy and their second moments. */
export type RatioSums = {
  readonly n: number;
  readonly y: number;
  /** Those with an answer. */
  readonly clusters: number;
  /** Σn², Σyn, Σy². */
  readonly nn: number;
  readonly yn: number;
  readonly yy: number;
};

/** A half of what 95 % intervals leave out. */
const TAIL = 0.025;

/**
 * A figure with its 95 % interval over clusters: answers of one resident are alike. It is the ratio Σy/Σn, its variance
 * the linearised, cluster-robust one, m/(m−1) · Σ(y − rn)² / (Σn)² (Cochran, Sampling Techniques, 3rd edition 1977,
 * section 6.4; Liang and Zeger, Biometrika 73:13–22, 1986), and its interval Wilson's at the number of answers that
 * would give this variance, with Student's t for m − 1 degrees: so it stays within 0 and 1, and has a width at either
 * end (Dean and Pagano, Journal of Survey Statistics and Methodology 3:484–503, 2015).
 *
 * @param isCount whether y counts answers: then the interval is never narrower than that of as many independent ones
 */
export function ratioEstimate({ n, y, clusters: m, nn, yn, yy }: RatioSums, isCount: boolean): Estimate {
  if (n === 0) return { value: null, interval: null, n };
  const value = Math.min(1, Math.max(0, y / n));
  return { value, interval: m < 2 ? null : interval(value), n };

  function interval(r: number): Interval {
    // Where all squares are 0, rounding may leave a sum a little below 0.
    const squares = Math.max(0, yy - 2 * r * yn + r * r * nn);
    const variance = ((m / (m - 1)) * squares) / n ** 2;
    const independent = (r * (1 - r)) / n;
    const known = isCount || independent === 0 ? Math.max(variance, independent) : variance;
    const size = known === 0 ? n : (r * (1 - r)) / known;
    if (!Number.isFinite(size)) return [r, r];
    return scoreInterval(r, size, studentAbove(TAIL, m - 1));
  }
}
