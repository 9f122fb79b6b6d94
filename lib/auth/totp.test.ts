import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOfStep, makeSeed, setUpAddress, stepAt, stepOfCode } from "./totp";

/** RFC 6238, appendix B: the ASCII digits 1 to 0 twice, as SHA-1’s seed. */
const RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("a code that changes with time", () => {
  it.each([
    [59, "94287082"],
    [1111111109, "07081804"],
    [1111111111, "14050471"],
    [1234567890, "89005924"],
    [2000000000, "69279037"],
    [20000000000, "65353130"],
  ])("is the RFC’s at %i seconds: the last six of its eight digits", (seconds, eight) => {
    const now = new Date(seconds * 1000);
    expect(codeOfStep(RFC_SEED, stepAt(now))).toBe(eight.slice(-6));
    expect(stepOfCode(RFC_SEED, eight.slice(-6), now, 0)).toBe(stepAt(now));
  });

  it.each([
    [0, "755224"],
    [1, "287082"],
    [2, "359152"],
    [3, "969429"],
    [4, "338314"],
    [5, "254676"],
    [6, "287922"],
    [7, "162583"],
    [8, "399871"],
    [9, "520489"],
  ])("is RFC 4226’s for counter %i", (step, code) => expect(codeOfStep(RFC_SEED, step)).toBe(code));

  it("is taken half a minute early and late, and no further away", () => {
    const seconds = fc.integer({ min: 180, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -4, max: 4 }), (at, skew) => {
        const seed = makeSeed();
        const now = new Date(at * 1000);
        const step = stepAt(now) + skew;
        // The same six digits may well be of another half minute, once in some hundred thousand.
        const others = [-1, 0, 1].filter((each) => each !== skew).map((each) => stepAt(now) + each);
        fc.pre(others.every((each) => codeOfStep(seed, each) !== codeOfStep(seed, step)));
        const found = stepOfCode(seed, codeOfStep(seed, step), now, 0);
        expect(found).toBe(Math.abs(skew) <= 1 ? step : null);
      }),
    );
  });

  it("is taken once, and none of before it after it", () => {
    const now = new Date(1_234_567_890_000);
    const step = stepAt(now);
    expect(stepOfCode(RFC_SEED, codeOfStep(RFC_SEED, step), now, step)).toBeNull();
    expect(stepOfCode(RFC_SEED, codeOfStep(RFC_SEED, step - 1), now, step)).toBeNull();
    expect(stepOfCode(RFC_SEED, codeOfStep(RFC_SEED, step + 1), now, step)).toBe(step + 1);
  });

  it.each(["", "12345", "1234567", "abcdef", "９４２８７０"])("is not %j", (typed) => {
    expect(stepOfCode(RFC_SEED, typed, new Date(59_000), 0)).toBeNull();
  });
});

describe("a seed", () => {
  it("has 160 bits in base32, another each time, and stands in what an app scans", () => {
    const seed = makeSeed();
    expect(seed).toMatch(/^[A-Z2-7]{32}$/);
    expect(makeSeed()).not.toBe(seed);
    const address = new URL(setUpAddress(seed, "ann+lee@calot.example"));
    expect(`${address.protocol}//${address.host}${address.pathname}`).toBe(
      "otpauth://totp/Calot:ann%2Blee%40calot.example",
    );
    expect(Object.fromEntries(address.searchParams)).toEqual({
      secret: seed,
      issuer: "Calot",
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
  });
});
