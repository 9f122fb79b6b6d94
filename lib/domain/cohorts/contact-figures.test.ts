import { expect, it } from "vitest";
import { contactByCluster, contactOfGroup, contactOver } from "./contact-figures";

const zones = [
  ["ann", 0.5],
  ["ann", 0],
  ["ben", 0.05],
  ["ben", null],
  ["cleo", 0.06],
  ["dan", null],
] as const;
const clusters = contactByCluster(zones.map(([cluster, contact]) => ({ cluster, contact })));

it("is over the zones that could touch a No-Go region, each of them counted once", () => {
  const figures = contactOver(clusters);
  expect(figures).toMatchObject({ residents: 3, suppressed: null });
  expect(figures.contact.value).toBeCloseTo((0.5 + 0 + 0.05 + 0.06) / 4, 12);
  // Exactly 5 % is not above it.
  expect(figures.contact5).toMatchObject({ value: 2 / 4, n: 4 });
});

it("has an interval over residents, and none of one alone", () => {
  const { contact, contact5 } = contactOver(clusters);
  for (const { value, interval } of [contact, contact5]) {
    expect(interval![0]).toBeLessThan(value!);
    expect(interval![1]).toBeGreaterThan(value!);
  }
  expect(contactOver(clusters.slice(0, 1)).contact.interval).toBeNull();
});

it("is told of no group with fewer than three residents or ten zones behind it, whoever else is in it", () => {
  const many = (n: number) => ({ touchable: n, touching: 1, contact: 0.2 });
  const silent = { touchable: 0, touching: 0, contact: 0 };
  expect(contactOfGroup([many(20), many(20), silent, silent])).toMatchObject({
    suppressed: "few-residents",
    contact: { value: null, interval: null, n: 40 },
    contact5: { value: null },
  });
  expect(contactOfGroup([many(3), many(3), many(3)]).suppressed).toBe("few-answers");
  expect(contactOfGroup([many(3), many(3), many(4)])).toMatchObject({
    suppressed: null,
    contact5: { value: 0.3 },
  });
});

it("is null where no case has a No-Go region", () => {
  expect(contactOfGroup([]).contact).toEqual({ value: null, interval: null, n: 0 });
});
