import { describe, expect, it } from "vitest";
import {
  closingFor,
  dueFor,
  endFor,
  GRACE_MS,
  isLate,
  type Refusal,
  refusalOfLock,
  refusalOfZone,
  type Schedule,
  type Standing,
  standingOf,
  type Terms,
} from "./schedule";

/** Minutes from the opening. */
const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 2, 8) + minutes * 60_000);
const GRACE = GRACE_MS / 60_000;

const exam: Schedule = {
  mode: "exam",
  opensAt: at(0),
  dueAt: at(100),
  closesAt: at(200),
  timeLimitMinutes: null,
  resultsReleasedAt: null,
};
const timed: Schedule = { ...exam, timeLimitMinutes: 30 };
const guided: Schedule = { ...exam, mode: "guided", resultsReleasedAt: at(0) };
const endless: Schedule = { ...exam, dueAt: null, closesAt: null };
const released: Schedule = { ...exam, resultsReleasedAt: at(150) };

const plain: Terms = { extendedUntil: null, excusedAt: null, begunAt: null };
const begun: Terms = { ...plain, begunAt: at(10) };
const extended: Terms = { ...plain, extendedUntil: at(400) };
const excused: Terms = { ...plain, excusedAt: at(5) };

describe("dates for a reader", () => {
  it.each<[string, Schedule, Terms, number | null, number | null, number | null]>([
    // schedule, terms, due, closes, ends
    ["plain", exam, plain, 100, 200, 200],
    ["extended", exam, extended, 400, 400, 400],
    ["extended to before it was due anyway", exam, { ...plain, extendedUntil: at(50) }, 100, 200, 200],
    ["extended to between due and closing", exam, { ...plain, extendedUntil: at(150) }, 150, 200, 200],
    ["timed and not begun", timed, plain, 100, 200, 200],
    ["timed and begun", timed, begun, 100, 200, 40],
    ["timed, and begun just before it closes", timed, { ...plain, begunAt: at(190) }, 100, 200, 200],
    ["timed, begun and extended", timed, { ...begun, extendedUntil: at(400) }, 400, 400, 40],
    ["without dates", endless, extended, null, null, null],
    ["an exam whose results come before it closes", released, plain, 100, 200, 150],
    ["guided, told at once", guided, plain, 100, 200, 200],
  ])("%s", (_, schedule, terms, due, closes, ends) => {
    const minutes = (moment: Date | null) =>
      moment === null ? null : (moment.getTime() - at(0).getTime()) / 60_000;
    expect(minutes(dueFor(schedule, terms))).toBe(due);
    expect(minutes(closingFor(schedule, terms))).toBe(closes);
    expect(minutes(endFor(schedule, terms))).toBe(ends);
  });
});

describe("what is taken", () => {
  it.each<[string, Schedule, Terms, number, Refusal | null, Refusal | null]>([
    // schedule, terms, minute, a phase, a zone whose phase is locked
    ["before it opens", exam, plain, -0.01, "not-open", null],
    ["as it opens", exam, plain, 0, null, null],
    ["after it was due", exam, plain, 150, null, null],
    ["just before it closes", exam, plain, 199.99, null, null],
    ["as it closes", exam, plain, 200, "closed", null],
    ["at the end of the grace", exam, plain, 200 + GRACE, "closed", "closed"],
    ["when closed for others alone", exam, extended, 300, null, null],
    ["when the extension is over", exam, extended, 400, "closed", null],
    ["within the time limit", timed, begun, 39.99, null, null],
    ["as the time is up", timed, begun, 40, "time-up", null],
    ["long after the time is up", timed, begun, 40 + GRACE, "time-up", "time-up"],
    ["without having begun", timed, plain, 150, null, null],
    ["an excused reader's", exam, excused, 50, "excused", null],
    ["as an exam's results are released", released, plain, 150, "released", "released"],
    ["before they are", released, plain, 149.99, null, null],
    ["in guided mode, told at once", guided, plain, 50, null, null],
  ])("%s", (_, schedule, terms, minute, phase, zone) => {
    expect(refusalOfLock(schedule, terms, at(minute))).toBe(phase);
    expect(refusalOfZone(schedule, terms, at(minute))).toBe(zone);
  });
});

describe("where a reader stands", () => {
  it.each<[string, Schedule, Terms, number, number, Standing]>([
    // schedule, terms, answered of 12, minute
    ["before it opens", exam, plain, 0, -1, "upcoming"],
    ["open", exam, plain, 0, 1, "open"],
    ["begun, nothing answered", exam, begun, 0, 20, "begun"],
    ["some answered", exam, plain, 3, 20, "begun"],
    ["due and not done", exam, plain, 3, 100, "late"],
    ["due, and extended", exam, extended, 3, 100, "begun"],
    ["closed and not done", exam, plain, 11, 200, "closed"],
    ["done before it was due", exam, plain, 12, 20, "done"],
    ["done, long ago", exam, plain, 12, 2000, "done"],
    ["out of time", timed, begun, 3, 41, "time-up"],
    ["out of time, done", timed, begun, 12, 41, "done"],
    ["excused", exam, excused, 3, 20, "excused"],
    ["released and not done", released, plain, 3, 151, "closed"],
    ["endless", endless, plain, 3, 1_000_000, "begun"],
  ])("%s", (_, schedule, terms, answered, minute, standing) => {
    expect(standingOf(schedule, terms, { answered, cases: 12 }, at(minute))).toBe(standing);
  });
});

describe("a late answer", () => {
  it.each<[string, Schedule, Terms, number, number | null, boolean]>([
    ["in time", exam, plain, 90, 95, false],
    ["begun in time, its zone a moment after", exam, plain, 99, 101, false],
    ["begun in time, its zone long after", exam, plain, 99, 130, true],
    ["begun after", exam, plain, 100, 101, true],
    ["begun after, without a zone", exam, plain, 120, null, true],
    ["extended", exam, extended, 300, 301, false],
    ["never due", endless, plain, 3000, 3001, false],
  ])("%s", (_, schedule, terms, lockedAt, zoneAt, late) => {
    const attempt = { lockedAt: at(lockedAt), zoneAt: zoneAt === null ? null : at(zoneAt) };
    expect(isLate(schedule, terms, attempt)).toBe(late);
  });
});

it("tells the same moments whatever the clocks do: thirty minutes over a change of the hour are thirty", () => {
  const beforeTheChange = new Date("2026-03-29T00:45:00Z");
  const schedule = { ...timed, opensAt: new Date(0), closesAt: null };
  expect(endFor(schedule, { ...plain, begunAt: beforeTheChange })).toEqual(new Date("2026-03-29T01:15:00Z"));
});
