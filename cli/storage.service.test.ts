import { cp, mkdtemp, readdir, readFile, rm, unlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { copyStorage } from "@/lib/jobs/storage/copy-storage";
import { verifyStorage } from "@/lib/jobs/storage/verify-storage";
import { smallBundle, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { storeAt } from "@/lib/storage/open-storage";
import { KEY_VARIABLES, type StandIn, startStandIn } from "@/lib/storage/testing/s3-stand-in";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const folder = path.join(base, "storage");
Object.assign(process.env, KEY_VARIABLES);
const env = { DATABASE_URL: db.url, STORAGE_DIR: folder, ...KEY_VARIABLES };
let server: StandIn;
let to: string;
afterAll(() => server.close());

const filesIn = async (place: string): Promise<string[]> => {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(place, path.join(entry.parentPath, entry.name))).sort();
};
const kept = async (place: string): Promise<string[]> =>
  (await filesIn(place)).filter((name) => /^(originals|renditions|clips)\//.test(name));
// Without a process of its own each: what the command adds is told by its own tests.
const at = storeAt;
const copy = (from: string, to: string, options = {}) => copyStorage(db, at(from), at(to), options);
const verify = (of: string) => verifyStorage(db, at(of), { now: new Date() });

beforeAll(async () => {
  server = await startStandIn({ pageSize: 5 });
  to = server.url("frames");
  await db.prisma.institution.create({ data: { name: "Hospital" } });
  const source = await writeFiles(await mkdtemp(path.join(base, "in-")), await smallBundle());
  await runCalot(env, ["import", source, "--dataset", "Ours"]);
});

test("calot storage copy brings what the database names to another place, once", async () => {
  const names = await kept(folder);
  const { code, out } = await runCalot(env, ["storage", "copy", "--to", to, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ named: names.length, copied: names.length, there: 0 });
  for (const name of names) {
    expect(server.objects().get(`frames/${name}`)).toEqual(await readFile(path.join(folder, name)));
  }
  server.place(`frames/${names[0]}`, null);
  expect(await copy(folder, to)).toMatchObject({ copied: 1, there: names.length - 1 });
  expect(await verify(to)).toMatchObject({ right: names.length, missing: [], damaged: [], orphans: [] });
  // And back into an empty folder.
  const back = path.join(base, "back");
  expect(await copy(to, back)).toMatchObject({ copied: names.length });
  expect(await kept(back)).toEqual(names);
});

test("calot storage verify tells what is missing, damaged, or named by no row", async () => {
  const [names, other] = [await kept(folder), path.join(base, "other")];
  await cp(folder, other, { recursive: true });
  expect(await verify(other)).toMatchObject({ right: names.length, missing: [], damaged: [], orphans: [] });
  const original = names.find((name) => name.startsWith("originals/"))!;
  const picture = names.find((name) => name.startsWith("renditions/"))!;
  await unlink(path.join(other, original));
  const bytes = await readFile(path.join(other, picture));
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(path.join(other, picture), bytes);
  const orphans = ["a", "b"].map((digit) => `originals/${digit.repeat(2)}/${digit.repeat(64)}.png`);
  await writeFiles(other, Object.fromEntries(orphans.map((name) => [name, Buffer.from("x")])));
  const old = new Date(Date.now() - 2 * 86_400_000);
  // What a share or another program left there is neither.
  const foreign = ["originals/aa/.nfs0001", "renditions/.DS_Store", "clips/Thumbs.db"];
  await writeFiles(other, Object.fromEntries(foreign.map((name) => [name, Buffer.from("x")])));
  for (const name of [orphans[0]!, ...foreign]) await utimes(path.join(other, name), old, old);
  const found = await verify(other);
  expect(found).toMatchObject({ missing: [original], damaged: [picture], right: names.length - 2 });
  expect(found).toMatchObject({ orphans: [{ name: orphans[0], bytes: 1 }], summed: 0 });
  const told = await runCalot(env, ["storage", "verify", "--of", other, "--remove-orphans"]);
  expect(told).toMatchObject({ code: 1, out: expect.stringContaining("1 that no row named were removed.") });
  expect(told.out).toContain(`1 missing:\n  ${original}\n1 damaged:\n  ${picture}\n`);
  const stay = [...names.filter((name) => name !== original), orphans[1], ...foreign];
  expect(await kept(other)).toEqual(stay.sort());
  // What is damaged or missing here isn't brought elsewhere.
  expect(await copy(other, path.join(base, "third"))).toMatchObject({
    ...{ missing: [original], damaged: [picture], copied: names.length - 2 },
  });
  expect(await copy(folder, other, { anew: true })).toMatchObject({ copied: names.length });
  expect(await verify(other)).toMatchObject({ right: names.length });
});

test("what was removed meanwhile is neither missing nor brought along", async () => {
  const names = await kept(folder);
  const { sha256 } = await db.prisma.frame.findFirstOrThrow({});
  const own = names.filter((name) => name.includes(sha256));
  const [from, goes] = [path.join(base, "from"), path.join(base, "goes")];
  await cp(folder, from, { recursive: true });
  for (const name of own) await unlink(path.join(from, name));
  const removed = (removedAt: Date | null) =>
    db.prisma.frame.update({
      where: { sha256 },
      data: { removedAt, removedBecause: removedAt && "Consent withdrawn" },
    });
  // Removed between the listing of the rows and the reading of the files.
  const store = at(from);
  const racing = { ...store, get: (name: string) => removed(new Date()).then(() => store.get(name)) };
  const rest = names.length - own.length;
  expect(await copyStorage(db, racing, at(goes))).toMatchObject({ missing: [], copied: rest });
  expect(await copy(folder, goes)).toMatchObject({ named: rest, there: rest });
  await removed(null);
});

test("pictures of an earlier version, without sums, are decoded and have one from then on", async () => {
  const before = path.join(base, "before");
  await cp(folder, before, { recursive: true });
  await rm(path.join(before, "sums"), { recursive: true });
  const pictures = (await kept(before)).filter((name) => name.startsWith("renditions/"));
  await writeFile(path.join(before, pictures[0]!), "no picture");
  expect(await verify(before)).toMatchObject({ damaged: [pictures[0]], summed: pictures.length - 1 });
  expect(await verify(before)).toMatchObject({ summed: 0 });
});

test("a place that can’t be one is told in a sentence", async () => {
  const { code, err } = await runCalot(env, ["storage", "verify", "--of", "s3://key:secret@bucket"]);
  expect([code, err.trim()]).toEqual([
    1,
    "The object storage can’t be used: the keys don’t stand in the address: they are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  ]);
});
