import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { TakenAlong } from "@/lib/domain/along/along";
import { keptAlong } from "./kept-along";

const NOW = Date.parse("2026-03-02T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;

const [ADA, BEN] = ["ada", "ben"].map(() => randomUUID()) as [string, string];

function taken(readerId: string, id: string, numbers: readonly number[]): TakenAlong {
  return {
    readerId,
    id,
    of: 20,
    until: new Date(NOW + 14 * DAY).toISOString(),
    cases: numbers.map((number) => ({
      id: `case ${number}`,
      number,
      width: 1000,
      height: 500,
      frameUrl: `/api/cases/${number}/frame`,
      frameVersion: "1",
      answered: false,
      notice: null,
      datasetId: "set",
    })),
  };
}

/** A browser's database, with its clock. */
function device() {
  const clock = { now: NOW };
  return { clock, along: keptAlong(() => clock.now, randomUUID()) };
}

const sentOf = (number: number, readerId = ADA, seen = false) => ({
  attemptId: `attempt ${number}`,
  readerId,
  caseId: `case ${number}`,
  seen,
});

test("what was taken along is found until its time is over, and let go of then", async () => {
  const { clock, along } = device();
  await along.save(taken(ADA, "first", [1, 2]));
  expect(await along.find()).toEqual(taken(ADA, "first", [1, 2]));
  clock.now = NOW + 14 * DAY;
  expect(await along.find()).toBeNull();
  await along.forgetOld();
  clock.now = NOW;
  expect(await along.find()).toBeNull();
});

test("of what was sent, that of cases taken along is noted, once, with the case’s place", async () => {
  const { along } = device();
  await along.save(taken(ADA, "first", [1, 2, 3]));
  for (const number of [3, 1, 3, 9]) await along.noteSent(sentOf(number));
  const [one, three] = await along.sent(ADA);
  expect([one, three].map((each) => each!.number)).toEqual([1, 3]);
  await along.noteSeen(three!.attemptId);
  expect((await along.sent(ADA)).map(({ seen }) => seen)).toEqual([false, true]);
});

test("taken along again, cases that were answered stay named; another twenty take their place, but for what was not read", async () => {
  const { along } = device();
  await along.save(taken(ADA, "first", [1, 2, 3]));
  await along.noteSent(sentOf(1));
  await along.noteSent({ ...sentOf(2), seen: true });
  await along.save(taken(ADA, "first", [3]));
  expect((await along.find())!.cases.map(({ number }) => number)).toEqual([1, 2, 3]);
  await along.save(taken(ADA, "second", [1, 2]));
  expect((await along.find())!.cases.map(({ number }) => number)).toEqual([1, 2]);
  expect((await along.sent(ADA)).map(({ number }) => number)).toEqual([1]);
});

test("one person’s is let go of without another’s", async () => {
  const { along } = device();
  await along.save(taken(ADA, "first", [1]));
  await along.save(taken(BEN, "second", [2]));
  await along.noteSent(sentOf(1));
  await along.forget({ but: BEN });
  expect(await along.find(ADA)).toBeNull();
  expect(await along.sent(ADA)).toEqual([]);
  expect(await along.find()).toEqual(taken(BEN, "second", [2]));
  await along.forget({ only: BEN });
  expect(await along.find()).toBeNull();
});
