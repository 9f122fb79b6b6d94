import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localTimeOf, momentOf } from "./zoned-time";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
];

describe("the moment of a local time", () => {
  it.each([
    ["2026-01-15T08:30", "Europe/Berlin", "2026-01-15T07:30:00.000Z"],
    ["2026-07-15T08:30", "Europe/Berlin", "2026-07-15T06:30:00.000Z"],
    // The hour before and the hour after the clocks are put forward.
    ["2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    // Shown twice: the first.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    // Put forward by half an hour.
    ["2026-10-04T02:30", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
    ["2026-02-28T23:59", "Asia/Kathmandu", "2026-02-28T18:14:00.000Z"],
    ["2027-10-29T18:00", "Europe/Berlin", "2027-10-29T16:00:00.000Z"],
    ["2027-11-02T18:00", "Europe/Berlin", "2027-11-02T17:00:00.000Z"],
    ["2027-04-04T01:45", "Australia/Lord_Howe", "2027-04-03T14:45:00.000Z"],
    // Far ahead of UTC, shown twice.
    ["2027-04-04T03:15", "Pacific/Chatham", "2027-04-03T13:30:00.000Z"],
    // Had a summer time once.
    ["2027-11-07T00:00", "America/Sao_Paulo", "2027-11-07T03:00:00.000Z"],
  ])("%s in %s is %s", (local, zone, moment) => {
    expect(momentOf(local, zone)?.toISOString()).toBe(moment);
    expect(localTimeOf(new Date(moment), zone)).toBe(local);
  });

  it.each([
    ["2026-03-29T02:30", "Europe/Berlin"],
    ["2026-03-08T02:00", "America/New_York"],
    ["2026-10-04T02:15", "Australia/Lord_Howe"],
    // At midnight, so that the day begins at one.
    ["2027-04-30T00:30", "Africa/Cairo"],
  ])("there is no %s in %s: the clocks skip it", (local, zone) => {
    expect(momentOf(local, zone)).toBeNull();
  });

  it.each(["2026-02-30T10:00", "2026-01-01", "", "2026-13-01T00:00", "2026-01-01T24:30", "tomorrow"])(
    "%j is no time",
    (local) => {
      expect(momentOf(local, "Europe/Berlin")).toBeNull();
    },
  );

  it("is shown by the clocks again, whatever the zone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }),
        (zone, at) => {
          const moment = new Date(Math.floor(at / 60_000) * 60_000);
          const local = localTimeOf(moment, zone);
          const found = momentOf(local, zone);
          expect(found).not.toBeNull();
          expect(localTimeOf(found!, zone)).toBe(local);
          expect(found!.getTime()).toBeLessThanOrEqual(moment.getTime());
        },
      ),
    );
  });
});
