import { expect, test } from "vitest";
import {
  StorageAwayError,
  StorageDamagedError,
  StorageError,
  StorageFullError,
} from "@/lib/storage/frame-storage";
import { readMark } from "@/lib/words/out-of-reach";
import { reaching } from "./reaching";

test.each([
  [new StorageAwayError("away"), "storage"],
  [new StorageFullError(), "storage-full"],
  [new StorageDamagedError("frames/a"), "storage-damaged"],
  [new StorageError("It refuses the keys."), "storage-unusable"],
  [Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "database"],
  [new Error("a bug"), undefined],
])("what a page can't be made for want of is told to the page in its place: %s", async (error, what) => {
  const thrown: { digest?: string } = await reaching(Promise.reject(error)).catch((cause: object) => cause);
  expect(thrown).toBe(error);
  expect(readMark(thrown.digest ?? "")?.what).toBe(what);
});
