import { describe, expect, it } from "vitest";
import { askedFor, nextTry, readRetryAfter } from "./next-try";

const NOW = new Date("2026-03-02T09:00:00Z");
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const waits = (attempts: number, chance: number, after?: Date): number =>
  nextTry({ attempts, triedSince: NOW }, NOW, after, chance)!.getTime() - NOW.getTime();

describe("the next try", () => {
  it("waits twice as long each time, up to three hours, a quarter more or less", () => {
    expect([1, 2, 3, 11, 12, 60].map((attempts) => waits(attempts, 0.5) / 1_000)).toEqual([
      10, 20, 40, 10_240, 10_800, 10_800,
    ]);
    expect([waits(1, 0), waits(1, 1)]).toEqual([7_500, 12_500]);
  });

  it("is not before the other system wants it, and not a day after", () => {
    expect(waits(1, 0.5, later(60_000))).toBe(60_000);
    expect(waits(4, 0.5, later(60_000))).toBe(80_000);
    expect(waits(1, 0.5, later(90 * 86_400_000))).toBe(86_400_000);
    expect(askedFor(later(-1), NOW)).toBeNull();
    expect(askedFor(new Date(Number.NaN), NOW)).toBeNull();
  });

  it("is none after three days, however few tries there were", () => {
    const since = (ms: number) => nextTry({ attempts: 2, triedSince: later(-ms) }, NOW, undefined, 0.5);
    expect(since(72 * 3_600_000 - 1)).not.toBeNull();
    expect(since(72 * 3_600_000)).toBeNull();
  });

  it("comes to some thirty tries in all", () => {
    let [at, attempts] = [NOW, 0];
    for (let next: Date | null = at; next; attempts++) {
      at = next;
      next = nextTry({ attempts: attempts + 1, triedSince: NOW }, at, undefined, 0.5);
    }
    expect(attempts).toBeGreaterThan(25);
    expect(attempts).toBeLessThan(45);
  });
});

it("Retry-After is read as seconds or as a moment, and as nothing else", () => {
  expect(readRetryAfter("120", NOW)).toEqual(later(120_000));
  expect(readRetryAfter("Mon, 02 Mar 2026 09:05:00 GMT", NOW)).toEqual(later(300_000));
  for (const odd of [null, "", "-5", "soon", "1.5", "99999999999"])
    expect(readRetryAfter(odd, NOW)).toBeUndefined();
});
