import { mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "./make-folder";

const base = await mkdtemp(path.join(tmpdir(), "calot-make-folder-"));
afterAll(() => rm(base, { recursive: true }));
const at = (...names: string[]): string => path.join(base, ...names);

test("is made with those that it lies in, by many at once, and once more", async () => {
  for (let round = 0; round < 100; round++) {
    const within = at("many", String(round), "more");
    await Promise.all(Array.from({ length: 8 }, (_, i) => makeFolder(path.join(within, String(i % 4)))));
  }
  await makeFolder(at("a", "b", "c", "1"), 0o750);
  await makeFolder(at("a", "b"));
  const { mode } = await stat(at("a", "b", "c", "1"));
  expect(mode & 0o777).toBe(0o750);
  expect((await stat(at("a"))).mode & 0o777).toBe(0o750);
});

test("a link to a folder is one", async () => {
  await makeFolder(at("there"));
  await symlink(at("there"), at("link"));
  await makeFolder(at("link"));
  await makeFolder(at("link", "within"));
  expect((await stat(at("there", "within"))).isDirectory()).toBe(true);
});

test("a file in the way is refused", async () => {
  await writeFile(at("file"), "");
  await expect(makeFolder(at("file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(at("file", "within", "more"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test.runIf(process.platform === "linux")(
  "what takes no folder refuses, and isn’t tried for ever",
  async () => {
    await expect(makeFolder("/proc/calot")).rejects.toMatchObject({ code: "ENOENT" });
    await expect(makeFolder("/proc/calot/within/more")).rejects.toMatchObject({ code: "ENOENT" });
  },
);
