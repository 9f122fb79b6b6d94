import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CommandError } from "@/tooling/command-error";
import { writeVectors } from "./train-vectors";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-vectors-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writes lines of the form that Python reads, the same each time", async () => {
  const [first, second] = [path.join(folder, "a.jsonl"), path.join(folder, "b.jsonl")];
  for (const file of [first, second]) await writeVectors(file, false);
  const text = await readFile(first, "utf8");
  expect(await readFile(second, "utf8")).toBe(text);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(500);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(["turn1", "turn2", "truth", "rewards"]);
    expect(Object.keys(line.truth)).toEqual(["phase", "boxes", "width", "height", "entities"]);
    expect(Object.keys(line.rewards)).toEqual(["phase", "format", "iou", "distance", "recall"]);
  }
});

it("writes a file whole or not at all, and says why not", async () => {
  const file = path.join(folder, "none", "a.jsonl");
  await expect(writeVectors(file, true)).rejects.toThrow(CommandError);
  expect(existsSync(file)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});
