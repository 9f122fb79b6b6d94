import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { MODES } from "./attempts/mode";
import { ZONE_OUTCOMES } from "./scoring/failure";

/** Product files: not tests, not what tests and benchmarks are made with, not what is generated. */
const files = ["app", "cli", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing|generated|bench-data/.test(file));

const filesWith = (text: RegExp): readonly string[] =>
  files.filter((file) => text.test(readFileSync(file, "utf8"))).sort();

/** The files that have one of the names as a text of its own, in TypeScript or in SQL. */
const filesNaming = (names: readonly string[]): readonly string[] =>
  filesWith(new RegExp(`["'](${names.join("|")})["']`));

describe("the names of", () => {
  it("modes stand in their table and with their words", () => {
    expect(filesNaming(MODES)).toEqual(["lib/domain/attempts/mode-words.ts", "lib/domain/attempts/mode.ts"]);
  });

  it("the kinds of failure stand where they are told apart, with their words and with their marks", () => {
    // What tells a hit from a miss may say so, and an attempt can be missed as well as a zone.
    const kinds = ZONE_OUTCOMES.filter((outcome) => outcome !== "hit" && outcome !== "missed");
    expect(filesNaming(kinds)).toEqual([
      "components/charts/zone-sketch.tsx",
      "lib/domain/scoring/failure.ts",
      "lib/domain/scoring/zone.ts",
      "lib/words/describe-answer.ts",
      "lib/words/misses.ts",
    ]);
  });
});

test("where frames lie, in a folder or an object storage, is known to the storage alone", () => {
  expect(filesWith(/storageDir|STORAGE_URL|folderStor|folderSpool|s3Store|pieceSpool/)).toEqual([
    "lib/env.ts",
    "lib/storage/folder-storage.ts",
    "lib/storage/folder-store.ts",
    "lib/storage/open-backups.ts",
    "lib/storage/open-storage.ts",
    "lib/storage/s3-spool.ts",
    "lib/storage/s3-store.ts",
    "lib/storage/upload-spool.ts",
  ]);
});
