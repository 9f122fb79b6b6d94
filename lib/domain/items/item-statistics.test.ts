import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correlationInterval } from "./correlation";
import { alphasIfDeleted, cronbachAlpha } from "./cronbach-alpha";
import { type ItemAnswer, itemStatistics } from "./item-statistics";
import { wilsonInterval } from "./wilson-interval";

/** Five readers on Guttman's scale of four cases, from the easiest to the hardest. */
const GUTTMAN = [
  [1, 1, 1, 1],
  [1, 1, 1, 0],
  [1, 1, 0, 0],
  [1, 0, 0, 0],
  [0, 0, 0, 0],
];

const idsOf = (k: number): string[] => Array.from({ length: k }, (_, item) => `i${item}`);

/** Rows of 1, 0 and null (not answered) as answers. */
function answersOf(rows: readonly (readonly (number | null)[])[]): ItemAnswer[] {
  return rows.flatMap((row, reader) =>
    row.flatMap((hit, item) =>
      hit === null
        ? []
        : [
            {
              readerId: `r${reader}`,
              itemId: `i${item}`,
              hit: hit === 1,
              elapsedMs: hit === 1 ? 1000 * (reader + 1) : null,
              confidentlyWrong: item === 0 ? hit === 0 : null,
              contact: item === 0 ? reader / 20 : null,
            },
          ],
    ),
  );
}

describe("cronbachAlpha", () => {
  // Σpq = 0.16 + 0.24 + 0.24 + 0.16 = 0.8; the totals 4 … 0 have variance 2: 4/3 · (1 − 0.8/2) = 0.8.
  it("is KR-20 of hits and misses", () => expect(cronbachAlpha(GUTTMAN).value).toBeCloseTo(0.8, 12));

  // Without the easiest: Σpq = 0.64, the totals 3, 2, 1, 0, 0 have variance 1.36: 3/2 · (1 − 0.64/1.36).
  it("is worked out anew without each case", () =>
    expect(alphasIfDeleted(GUTTMAN)[0]).toBeCloseTo(1.5 * (1 - 0.64 / 1.36), 12));

  it("is 1 where all cases say the same, and undefined where totals don't vary or nothing is there", () => {
    expect(
      cronbachAlpha([
        [1, 1, 1],
        [0, 0, 0],
      ]).value,
    ).toBeCloseTo(1, 12);
    expect(
      cronbachAlpha([
        [1, 0],
        [0, 1],
      ]).value,
    ).toBeNull();
    expect(cronbachAlpha([[1], [0]]).value).toBeNull();
    expect(cronbachAlpha([[1, 0]]).value).toBeNull();
    expect(cronbachAlpha([])).toEqual({ value: null, interval: null, n: 0, items: 0 });
  });

  it("has an interval around it", () => {
    const { value, interval } = cronbachAlpha(GUTTMAN);
    // ln(0.2) ± 1.96 · √(8 / (3 · 3)) → 1 − exp(−1.6094 ± 1.8478).
    expect(interval![0]).toBeCloseTo(1 - Math.exp(Math.log(0.2) + 1.959964 * Math.sqrt(8 / 9)), 5);
    expect(interval![0]).toBeLessThan(value!);
    expect(interval![1]).toBeGreaterThan(value!);
  });
});

describe("itemStatistics", () => {
  const { items, alpha } = itemStatistics(idsOf(4), answersOf(GUTTMAN));

  it("gives shares, and the correlation with the rest", () => {
    expect(items.map(({ share }) => share)).toEqual([0.8, 0.6, 0.4, 0.2]);
    // Hits 1 1 1 1 0 against the rest 3 2 1 0 0: 1.2 / √(0.8 · 6.8).
    expect(items[0]!.discrimination).toBeCloseTo(1.2 / Math.sqrt(0.8 * 6.8), 12);
    expect(alpha).toMatchObject({ n: 5, items: 4 });
    expect(alpha.value).toBeCloseTo(0.8, 12);
  });

  it("gives the median of the times there are, and what was wrong though sure", () => {
    expect(items[0]).toMatchObject({ medianMs: 2500, timed: 4, confidentlyWrong: 1, confident: 5 });
    expect(items[3]).toMatchObject({ medianMs: 1000, timed: 1, confidentlyWrong: 0, confident: 0 });
  });

  it("leaves out what is missing, and says over how many each figure is", () => {
    const rows = [...GUTTMAN.slice(0, 4), [0, null, null, null]];
    const partial = itemStatistics(idsOf(4), answersOf(rows), { restFrom: 2 });
    expect(partial.items[0]).toMatchObject({ n: 5, share: 0.8, discriminationN: 4, discrimination: null });
    expect(partial.items[1]).toMatchObject({ n: 4, share: 0.75 });
    expect(partial.alpha.n).toBe(4);
  });

  it("says nothing of cases without answers", () => {
    const [item] = itemStatistics(["x"], answersOf(GUTTMAN)).items;
    expect(item).toMatchObject({
      n: 0,
      share: null,
      shareInterval: null,
      discrimination: null,
      medianMs: null,
    });
  });

  const anyHit = fc.constantFrom(0, 1, null);
  const anyMatrix = fc
    .integer({ min: 1, max: 6 })
    .chain((k) =>
      fc.array(fc.array(anyHit, { minLength: k, maxLength: k }), { minLength: 0, maxLength: 12 }),
    );

  it("agrees with a second, slow way to work it out", () => {
    fc.assert(
      fc.property(anyMatrix, (rows) => {
        const k = rows[0]?.length ?? 2;
        const fast = itemStatistics(idsOf(k), answersOf(rows));
        for (let item = 0; item < k; item++) {
          const slow = slowDiscrimination(rows, item);
          const { discrimination } = fast.items[item]!;
          if (slow === null) expect(discrimination).toBeNull();
          else expect(discrimination).toBeCloseTo(slow, 9);
        }
        const slow = slowKr20(rows.filter((row) => !row.includes(null)) as number[][]);
        if (slow === null) expect(fast.alpha.value).toBeNull();
        else expect(fast.alpha.value).toBeCloseTo(slow, 9);
        const complete = rows.filter((row) => !row.includes(null)) as number[][];
        for (let item = 0; item < k; item++) {
          const without = slowKr20(complete.map((row) => row.filter((_, other) => other !== item)));
          const { alphaIfDeleted } = fast.items[item]!;
          if (without === null) expect(alphaIfDeleted).toBeNull();
          else expect(alphaIfDeleted).toBeCloseTo(without, 9);
        }
      }),
    );
  });

  it("does not depend on the order of the answers", () => {
    fc.assert(
      fc.property(anyMatrix, (rows) => {
        const answers = answersOf(rows);
        const k = rows[0]?.length ?? 2;
        const [one, other] = [answers, [...answers].reverse()].map((order) =>
          itemStatistics(idsOf(k), order),
        );
        for (const [index, item] of one!.items.entries()) {
          const twin = other!.items[index]!;
          expect({ ...item, discrimination: 0, discriminationInterval: 0 }).toEqual({
            ...twin,
            alphaIfDeleted: item.alphaIfDeleted === null ? null : expect.closeTo(item.alphaIfDeleted, 9),
            discrimination: 0,
            discriminationInterval: 0,
          });
          expect(twin.discrimination === null).toBe(item.discrimination === null);
        }
      }),
    );
  });
});

/** KR-20 by its own formula: k/(k−1) · (1 − Σpq/σ²), with the population's variance. */
function slowKr20(rows: readonly (readonly number[])[]): number | null {
  const [n, k] = [rows.length, rows[0]?.length ?? 0];
  if (n < 2 || k < 2) return null;
  const totals = rows.map((row) => row.filter((hit) => hit === 1).length);
  if (new Set(totals).size === 1) return null;
  const mean = totals.reduce((a, b) => a + b) / n;
  const squares = totals.map((total) => (total - mean) ** 2).reduce((a, b) => a + b) / n;
  let pq = 0;
  for (let item = 0; item < k; item++) {
    const p = rows.filter((row) => row[item] === 1).length / n;
    pq += p * (1 - p);
  }
  return (k / (k - 1)) * (1 - pq / squares);
}

/** The point-biserial by its own formula: (M₁ − M₀)/σ · √(pq), over the shares of the rest. */
function slowDiscrimination(rows: readonly (readonly (number | null)[])[], item: number): number | null {
  const pairs = rows.flatMap((row) => {
    const rest = row.filter((hit, other) => other !== item && hit !== null) as number[];
    const hit = row[item] ?? null;
    return hit === null || rest.length === 0
      ? []
      : [{ hit, rest: rest.reduce((a, b) => a + b, 0) / rest.length }];
  });
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const rests = pairs.map(({ rest }) => rest);
  if (pairs.length < 3 || new Set(pairs.map(({ hit }) => hit)).size < 2) return null;
  if (rests.every((rest) => Math.abs(rest - rests[0]!) < 1e-12)) return null;
  const [hit, missed] = [1, 0].map((which) =>
    pairs.filter((pair) => pair.hit === which).map(({ rest }) => rest),
  );
  const sigma = Math.sqrt(mean(rests.map((rest) => (rest - mean(rests)) ** 2)));
  const p = hit!.length / pairs.length;
  return ((mean(hit!) - mean(missed!)) / sigma) * Math.sqrt(p * (1 - p));
}

describe("intervals", () => {
  // Newcombe, Statistics in Medicine 17:857–872 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i are Wilson's", (yes, n, low, high) => {
    const interval = wilsonInterval(yes, n)!;
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it("of a correlation of 0.5 over 28 pairs reach from 0.16 to 0.74", () => {
    const [low, high] = correlationInterval(0.5, 28)!;
    expect(low).toBeCloseTo(Math.tanh(0.549306 - 0.391993), 5);
    expect(high).toBeCloseTo(Math.tanh(0.549306 + 0.391993), 5);
    expect(correlationInterval(0.5, 3)).toBeNull();
  });
});
