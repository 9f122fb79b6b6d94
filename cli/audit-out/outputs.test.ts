import { appendFile, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandError } from "@/tooling/command-error";
import { cursorOf, keepCursor, readCursorFile } from "./cursor-file";
import { FileOutput } from "./outputs";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-out-"));
});
afterAll(() => rm(folder, { recursive: true }));

const begun = async (name: string): Promise<FileOutput> => {
  const output = new FileOutput(path.join(folder, name));
  await output.begin();
  return output;
};
const linesOf = async (file: string): Promise<string[]> => (await readFile(file, "utf8")).split("\n");

test("adds to what is there, for its owner and group alone", async () => {
  const output = await begun("trail");
  expect(await output.write(["1", "2"])).toEqual({ taken: 2, problem: null });
  await output.write(["3"]);
  expect(await linesOf(output.path)).toEqual(["1", "2", "3", ""]);
  expect((await stat(output.path)).mode & 0o007).toBe(0);
  await output.reopen();
});

test("goes on in a new file where the old one was moved, removed or cut off", async () => {
  const output = await begun("turned");
  await output.write(["1"]);
  await rename(output.path, `${output.path}.1`);
  await output.write(["2"]);
  await rm(output.path);
  await output.write(["3"]);
  expect(await linesOf(`${output.path}.1`)).toEqual(["1", ""]);
  expect(await linesOf(output.path)).toEqual(["3", ""]);
  await truncate(output.path);
  await output.write(["4"]);
  await output.reopen();
  await output.write(["5"]);
  expect(await linesOf(output.path)).toEqual(["4", "5", ""]);
  await output.reopen();
});

test("ends a line that was cut short before the next", async () => {
  const file = path.join(folder, "cut");
  await writeFile(file, '{"id":"1"}\n{"id":');
  const output = await begun("cut");
  await output.write(["2"]);
  expect(await linesOf(file)).toEqual(['{"id":"1"}', '{"id":', "2", ""]);
  await output.reopen();
});

test("what can't be written was not taken, and is when it can", async () => {
  await expect(begun("no/such")).rejects.toThrow(CommandError);
  const output = await begun("gone");
  await output.reopen();
  await rm(output.path);
  await writeFile(path.join(folder, "x"), "");
  const blocked = new FileOutput(path.join(folder, "x", "y"));
  expect(await blocked.write(["1"])).toMatchObject({
    taken: 0,
    problem: { said: expect.stringContaining("ENOTDIR") },
  });
});

test("a full disk takes nothing", async () => {
  const output = new FileOutput("/dev/full");
  await output.begin();
  expect(await output.write(["1"])).toMatchObject({
    taken: 0,
    problem: { said: expect.stringContaining("ENOSPC") },
  });
});

test("a cursor is kept whole, and what is none is refused", async () => {
  const file = path.join(folder, "cursor");
  expect(await readCursorFile(file)).toBeNull();
  await keepCursor(file, 41);
  await keepCursor(file, 42);
  expect(await readCursorFile(file)).toBe(42);
  await appendFile(file, "x");
  await expect(readCursorFile(file)).rejects.toThrow(/holds no cursor/);
  expect(["7", " 7\n", "", "-1", "1.5", "1e3", "9".repeat(16)].map(cursorOf)).toEqual([
    7,
    7,
    null,
    null,
    null,
    null,
    null,
  ]);
});
