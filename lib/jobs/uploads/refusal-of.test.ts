import { expect, test } from "vitest";
import { BundleError } from "@/lib/resgo/list-files";
import { StorageFullError } from "@/lib/storage/frame-storage";
import { refusalOf } from "./read-upload";

test("a full disk is told to whoever sent the upload, wherever it was met", () => {
  const cut = Object.assign(new Error("write"), { code: "ENOSPC" });
  const database = Object.assign(new Error("could not extend file"), { code: "53100" });
  for (const cause of [cut, database, new StorageFullError()]) expect(refusalOf(cause)).toContain("is full");
  expect(refusalOf(new BundleError("It is damaged.", "a.jpg"))).toBe("a.jpg: It is damaged.");
  expect(refusalOf(new Error("a bug"))).toBeNull();
});
