import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupSame, isSamePicture, LIKENESS_SIDE, type Likeness } from "./likeness";

const LENGTH = LIKENESS_SIDE * LIKENESS_SIDE * 3;

/** Colours that change slowly from cell to cell, as those of a picture do. */
const likeness: fc.Arbitrary<Likeness> = fc
  .record({ seed: fc.nat(), contrast: fc.integer({ min: 30, max: 120 }) })
  .map(({ seed, contrast }) =>
    Uint8Array.from({ length: LENGTH }, (_, index) => {
      const [x, y] = [Math.floor(index / 3) % LIKENESS_SIDE, Math.floor(index / 3 / LIKENESS_SIDE)];
      const wave = Math.sin(x / (1 + (seed % 7)) + seed) * Math.cos(y / (1 + (seed % 5)) + (seed % 11));
      return 128 + contrast * wave;
    }),
  );

const changed = (one: Likeness, by: (index: number) => number): Likeness =>
  Uint8Array.from(one, (value, index) => Math.max(0, Math.min(255, value + by(index))));

describe("two likenesses", () => {
  test("are of one picture where no value differs by more than encoding does, in either order", () => {
    fc.assert(
      fc.property(
        likeness,
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: LENGTH }),
        (one, noise) => {
          const other = changed(one, (index) => noise[index]!);
          expect([isSamePicture(one, other), isSamePicture(other, one)]).toEqual([true, true]);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  test("are not where one cell of many is another, or all are a little", () => {
    fc.assert(
      fc.property(likeness, fc.nat(LENGTH - 1), fc.constantFrom(-1, 1), (one, at, sign) => {
        const away = one[at]! > 127 ? -40 : 40;
        expect(
          isSamePicture(
            one,
            changed(one, (index) => (index === at ? away : 0)),
          ),
        ).toBe(false);
        expect(
          isSamePicture(
            one,
            changed(one, () => 9 * sign),
          ),
        ).toBe(false);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("groups", () => {
  test("hold every item that is the same as their first, and no two firsts are the same", () => {
    fc.assert(
      fc.property(
        fc.array(likeness, { maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(11), fc.integer({ min: -2, max: 2 })), { maxLength: 24 }),
        (firsts, again) => {
          const all = [
            ...firsts,
            ...again.flatMap(([at, by]) => (firsts[at] ? [changed(firsts[at], () => by)] : [])),
          ].map((likeness, name) => ({ likeness, name }));
          const groups = groupSame(all);
          const grouped = new Set(groups.flat());
          expect(grouped.size).toBe(groups.flat().length);
          for (const [first, ...others] of groups) {
            for (const other of others) expect(isSamePicture(first!.likeness, other.likeness)).toBe(true);
          }
          const alone = all.filter((item) => !grouped.has(item) || groups.some(([first]) => first === item));
          for (const [index, one] of alone.entries()) {
            for (const other of alone.slice(0, index)) {
              expect(isSamePicture(one.likeness, other.likeness)).toBe(false);
            }
          }
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  test("of ten thousand pictures are found in moments, be all different or all the same", () => {
    let state = 1;
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const different = Array.from({ length: 10_000 }, () => {
      const mean = 60 + 120 * random();
      return { likeness: Uint8Array.from({ length: LENGTH }, () => mean + 60 * (random() - 0.5)) };
    });
    const same = Array.from({ length: 10_000 }, () => different[0]!);
    const before = performance.now();
    expect(groupSame(different)).toEqual([]);
    expect(groupSame(same)).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
