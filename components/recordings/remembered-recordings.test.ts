import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { newCut } from "@/lib/domain/recordings/cut";
import { REMEMBERED_MS } from "@/lib/domain/recordings/remembered";
import { forgetRecordings, rememberedRecordings } from "./remembered-recordings";

const NOW = 1_800_000_000_000;
const recording = (key: string, at = NOW) => ({ key, at, lengthUs: 60e6, cursor: 3, cut: newCut(0.2) });
const open = (userId: string, name: string) => rememberedRecordings(userId, () => NOW, name);

test("what a person decided about a recording is found again by that person alone", async () => {
  const mine = open("me", "found");
  await mine.save(recording("a"));
  expect(await mine.find("a")).toEqual({ ...recording("a"), userId: "me" });
  expect(await mine.find("b")).toBeNull();
  const others = open("you", "found");
  expect(await others.find("a")).toBeNull();
  expect(await others.list()).toEqual([]);
  await mine.forget("a");
  expect(await mine.list()).toEqual([]);
  mine.close();
  others.close();
});

test("the latest stands first, and what nobody came back to is forgotten", async () => {
  const mine = open("me", "old");
  await mine.save(recording("old", NOW - REMEMBERED_MS - 1));
  await mine.save(recording("before", NOW - 1));
  await mine.save(recording("now"));
  expect((await mine.list()).map(({ key }) => key)).toEqual(["now", "before"]);
  expect(await mine.find("old")).toBeNull();
  mine.close();
});

test("nothing is left of anybody once somebody has signed out", async () => {
  const mine = open("me", "out");
  await mine.save(recording("a"));
  await forgetRecordings("out");
  expect(await mine.list()).toEqual([]);
  mine.close();
});

test("a browser that keeps nothing finds nothing, and says that it didn’t save", async () => {
  const kept = globalThis.indexedDB;
  Reflect.set(globalThis, "indexedDB", undefined);
  try {
    const mine = open("me", "none");
    expect(await mine.find("a")).toBeNull();
    expect(await mine.list()).toEqual([]);
    await expect(mine.save(recording("a"))).rejects.toThrow();
    await forgetRecordings("none");
  } finally {
    Reflect.set(globalThis, "indexedDB", kept);
  }
});
