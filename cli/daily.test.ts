import { describe, expect, it } from "vitest";
import { everyDay, lastOccurrence, readTimeOfDay } from "./daily";

const time = readTimeOfDay("02:30");

describe("lastOccurrence", () => {
  it.each([
    [new Date(2026, 2, 4, 2, 30), new Date(2026, 2, 4, 2, 30)],
    [new Date(2026, 2, 4, 2, 29), new Date(2026, 2, 3, 2, 30)],
    [new Date(2026, 2, 1, 0, 0), new Date(2026, 1, 28, 2, 30)],
    [new Date(2026, 0, 1, 1, 0), new Date(2025, 11, 31, 2, 30)],
  ])("of %s is %s", (now, last) => expect(lastOccurrence(now, time)).toEqual(last));
});

it.each(["24:00", "2:3", "02:60", "half past two", ""])("%s is no time of day", (text) => {
  expect(() => readTimeOfDay(text)).toThrow("It takes a time of day");
});

/** Runs it with a clock that goes on by so many minutes at each look, and tells when the work was done. */
async function during(
  hours: number,
  { minutes = 10, last = null as Date | null, fails = (): boolean => false } = {},
) {
  const stopping = new AbortController();
  const from = new Date(2026, 2, 4, 12, 0).getTime();
  const done: string[] = [];
  let clock = from;
  await everyDay({
    time,
    signal: stopping.signal,
    last: async () => last,
    lookMs: 0,
    onFailure: () => {},
    now: () => {
      clock += minutes * 60_000;
      if (clock > from + hours * 3_600_000) stopping.abort();
      return new Date(clock);
    },
    work: async () => {
      const at = new Date(clock);
      done.push(`${at.getDate()}. ${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`);
      if (fails()) throw new Error("The place is full.");
    },
  });
  return done;
}

describe("everyDay", () => {
  it("does it at its time, and at once where it never was done, or the time passed without it", async () => {
    expect(await during(40)).toEqual(["4. 12:10", "5. 2:30", "6. 2:30"]);
    expect(await during(40, { last: new Date(2026, 2, 3, 2, 31) })).toEqual([
      "4. 12:10",
      "5. 2:30",
      "6. 2:30",
    ]);
    expect(await during(40, { last: new Date(2026, 2, 4, 2, 31) })).toEqual(["5. 2:30", "6. 2:30"]);
  });

  it("tries again within the hour what failed", async () => {
    let tries = 0;
    const last = new Date(2026, 2, 4, 2, 31);
    expect(await during(40, { last, minutes: 5, fails: () => ++tries <= 2 })).toEqual([
      "5. 2:30",
      "5. 2:45",
      "5. 3:00",
      "6. 2:30",
    ]);
  });
});
