import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { smallBundle, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
await db.prisma.institution.create({ data: { name: "Hospital" } });
const storage = path.join(base, "storage");
const env = { DATABASE_URL: db.url, STORAGE_DIR: storage };
const originals = async (): Promise<number> =>
  (await readdir(path.join(storage, "originals"), { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  ).length;

test("calot purge tells first, removes with --yes, and goes on when it is run again", async () => {
  const source = await writeFiles(await mkdtemp(path.join(base, "in-")), await smallBundle());
  await runCalot(env, ["import", source, "--dataset", "Ours"]);
  const before = await originals();
  const named = [
    "purge",
    "--dataset",
    "Ours",
    "--video",
    "V1",
    "--frame",
    "2",
    "--reason",
    "Consent withdrawn",
  ];
  const told = await runCalot(env, named);
  expect(told).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was removed.") });
  expect(told.out).toContain("Ours: V1, frame 2");
  expect(await originals()).toBe(before);
  expect(await runCalot(env, [...named, "--yes"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Removed. /),
  });
  expect(await originals()).toBe(before - 1);
  expect(await runCalot(env, [...named, "--yes"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("before"),
  });
  expect(await runCalot(env, [...named.slice(0, 6), "99", ...named.slice(7)])).toMatchObject({ code: 1 });
});

const url = (change: (url: URL) => void): string => {
  const changed = new URL(db.url);
  change(changed);
  return changed.href;
};

test.each<[string, string, RegExp]>([
  ["another port", url((at) => (at.port = "1")), /^The database can’t be reached\./],
  ["another host", url((at) => (at.hostname = "nowhere.invalid")), /^The database can’t be reached\./],
  ["another name", url((at) => (at.pathname = "/none")), /^Postgres has no database of the name/],
  ["another user", url((at) => (at.username = "nobody")), /^Postgres refuses the user or the password/],
])("a database with %s is a sentence, and no stack of calls", async (_, DATABASE_URL, sentence) => {
  const { code, err } = await runCalot({ ...env, DATABASE_URL }, ["rescore"]);
  expect(code).toBe(1);
  expect(err.trim()).toMatch(sentence);
  expect(err.trim()).not.toContain("\n");
});

test("a folder of the frames that can’t be used stops the start with a sentence", async () => {
  const file = path.join(base, "a-file");
  await writeFile(file, "no folder");
  const secret = { NEXTAUTH_SECRET: "x".repeat(40) };
  const { code, err } = await runCalot({ ...env, ...secret, STORAGE_DIR: file }, ["serve"]);
  expect(code).toBe(1);
  expect(err.trim()).toBe(
    `The folder of the frames, ${file}, is a file, or lies in one. It is set by STORAGE_DIR.`,
  );
});
