import { randomBytes } from "node:crypto";
import { cp, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { openSnapshot } from "@/lib/db/dump/open-snapshot";
import { applyMigrations, assertMigrated, type Logins } from "@/lib/db/migrate";
import { migrationNames } from "@/lib/db/migration-names";
import { testDatabase } from "@/lib/db/testing";
import { testFolder, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { answerCase } from "@/lib/services/testing/answering";
import { contextOf, makeUser } from "@/lib/services/testing/factories";
import { folderStore } from "@/lib/storage/folder-store";
import { framesIn } from "@/lib/storage/frames-in";
import type { ObjectStore } from "@/lib/storage/object-store";
import { openBackups } from "@/lib/storage/open-backups";
import { KEY_VARIABLES, startStandIn } from "@/lib/storage/testing/s3-stand-in";
import { importBundle } from "../import/import-bundle";
import { checkBackup } from "./check-backup";
import { contentsIn } from "./contents";
import { readFileList } from "./file-list";
import { forgetBackups } from "./forget-backups";
import { makeBackup } from "./make-backup";
import { backupIds, type Manifest, putManifest, readManifest } from "./manifest";
import { restoreBackup } from "./restore-backup";
import { type Seal, sealOf } from "./seal";
import { emptyDatabases, filesOf, newFolder, rowsOf, run } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const emptyDatabase = await emptyDatabases(db);
const frames = folderStore(await newFolder(base));
const key = sealOf(randomBytes(32));
const NOW = new Date("2026-03-04T09:00:00Z");

/** The place that the tests copy, with one backup. */
const whole = await newFolder(base);
let made: Manifest;

const backup = (store: ObjectStore, seal: Seal, over: object = {}) =>
  makeBackup({ url: db.url, db, frames, store, seal, version: "1.2.3", ...over });

async function restore(store: ObjectStore, seal: Seal, over: object = {}) {
  const logins = await emptyDatabase();
  const into = await newFolder(base);
  const work = { store, seal, logins, frames: folderStore(into), anew: false, keepFrames: false };
  const restored = await restoreBackup({ ...work, ...over });
  return { restored, logins, into };
}

/** When what was written now is no longer young. */
const tomorrow = (): Date => new Date(Date.now() + 25 * 60 * 60_000);

/** Numbers go on where they were, references hold, the trail is closed, every index is there. */
async function expectWorkedOn(logins: Logins): Promise<void> {
  const newest = (await run(db.url, "SELECT max(id) AS id FROM audit_event")).rows[0].id;
  const restored = openDatabase(logins.app, { poolSize: 3 });
  try {
    const institutionId = (await restored.prisma.institution.findFirstOrThrow()).id;
    const reader = await makeUser(restored, institutionId);
    const [first] = await restored.prisma.case.findMany();
    await answerCase(contextOf(restored, reader, NOW), first!, [1, 1, 30, 20]);
  } finally {
    await restored.close();
  }
  const next = (await run(logins.app, `SELECT min(id) AS id FROM audit_event WHERE id > ${newest}`)).rows[0]
    .id;
  expect(Number(next)).toBeGreaterThan(Number(newest));
  await expect(run(logins.app, "DELETE FROM audit_event")).rejects.toThrow("permission denied");
  await expect(run(logins.owner, "DELETE FROM audit_event")).rejects.toThrow("takes no DELETE");
  await expect(run(logins.owner, "UPDATE attempt SET case_id = gen_random_uuid()")).rejects.toThrow(
    "foreign key",
  );
  const same = `SELECT count(*)::int AS n FROM pg_indexes WHERE schemaname = 'public'`;
  expect((await run(logins.app, same)).rows).toEqual((await run(db.url, same)).rows);
}

beforeAll(async () => {
  const { id: institutionId } = await db.prisma.institution.create({
    data: { name: "Hôpital\tNord \\ “\u{1F9D1}\u{200D}\u{2695}”\nline" },
  });
  await importBundle(db, framesIn(frames), await writeSmallBundle(base), { dataset: "D", now: NOW });
  const cases = await db.prisma.case.findMany();
  for (let i = 0; i < 3; i++) {
    const reader = await makeUser(db, institutionId);
    for (const made of cases) await answerCase(contextOf(db, reader, NOW), made, [1, 1, 30.5, 20.25]);
  }
  made = (await backup(folderStore(whole), key)).manifest;
});

describe("a backup", () => {
  test.each([
    ["with a key", key],
    ["without one", sealOf(null)],
  ])(
    "%s is restored row by row, file by file, as a login that is no superuser, and worked on as before",
    async (_, seal) => {
      const store = folderStore(await newFolder(base));
      await backup(store, seal);
      const { restored, logins, into } = await restore(store, seal);
      expect(restored).toMatchObject({ applied: [], differing: 0, manifest: { calot: "1.2.3" } });
      expect(restored.files).toEqual({ put: restored.manifest.files.count, there: 0 });
      const [before, after] = [await rowsOf(db.url), await rowsOf(logins.app)];
      // What was due is made, and what is made is compared: nothing else may differ.
      const kept = (rows: typeof before) =>
        Object.entries(rows).filter(
          ([table]) => !/^(figures|case|estimates)_(due|state|figures)|_(week|period|due)$/.test(table),
        );
      expect(kept(after)).toEqual(kept(before));
      expect(kept(after).length).toBeGreaterThan(40);
      expect(await filesOf(into)).toEqual(await filesOf(frames.place));
      expect(Object.keys(await filesOf(into)).length).toBeGreaterThan(5);
      await expectWorkedOn(logins);
    },
  );

  test("goes into an object storage as into a folder, page by page", async () => {
    Object.assign(process.env, KEY_VARIABLES);
    const server = await startStandIn({ pageSize: 5 });
    try {
      const store = openBackups(server.url("backups"));
      const first = await backup(store, key);
      expect((await backup(store, key)).written).toEqual({ files: 0, bytes: 0 });
      expect(await forgetBackups(store, key, first.manifest, 1, tomorrow())).toMatchObject({
        backups: [first.manifest.id],
      });
      const { into } = await restore(store, key);
      expect(await filesOf(into)).toEqual(await filesOf(frames.place));
      const [name] = [...server.objects().keys()].filter((each) => each.includes("/contents/"));
      server.place(name!, Buffer.from("other"));
      await expect(restore(store, key)).rejects.toThrow(/is not whole/);
    } finally {
      await server.close();
    }
  });

  test("copies nothing a second time, and afterwards what is new alone", async () => {
    const store = folderStore(await newFolder(base));
    const first = await backup(store, key);
    expect(first.written.files).toBeGreaterThan(20);
    const second = await backup(store, key);
    expect(second.written).toEqual({ files: 0, bytes: 0 });
    expect(second.manifest.files.count).toBe(first.manifest.files.count);
    await run(db.ownerUrl, `UPDATE institution SET name = name || '!'`);
    expect((await backup(store, key)).written.files).toBe(1);
  });

  test("tells what the storage lacks, or has damaged, and has all else", async () => {
    const holed = await newFolder(base);
    await cp(frames.place, holed, { recursive: true });
    const originals = Object.keys(await filesOf(holed)).filter((name) => name.startsWith("originals"));
    await rm(path.join(holed, originals[0]!));
    await writeFile(path.join(holed, originals[1]!), "damaged");
    const store = folderStore(await newFolder(base));
    const { missing, manifest } = await backup(store, key, { frames: folderStore(holed) });
    expect(missing.toSorted()).toEqual(originals.slice(0, 2).toSorted());
    expect(manifest.files).toMatchObject({ missing: 2, count: made.files.count - 2 });
  });

  test("is refused beside another into the same place, and not for one that was killed", async () => {
    const store = folderStore(await newFolder(base));
    const note = (host: string) => JSON.stringify({ at: new Date().toISOString(), host, pid: 999_999_999 });
    await store.put("running/2026-01-01t00-00-00-000-aaaaaa.json", Buffer.from(note("elsewhere")));
    await expect(backup(store, key)).rejects.toThrow("Another backup is being written");
    const { hostname } = await import("node:os");
    await store.put("running/2026-01-01t00-00-00-000-aaaaaa.json", Buffer.from(note(hostname())));
    await backup(store, key);
    expect(await readdir(path.join(store.place, "running"))).toEqual([]);
    // One that began later, as another that has said so and not looked yet.
    await store.put("running/2099-01-01t00-00-00-000-aaaaaa.json", Buffer.from(note("elsewhere")));
    await expect(backup(store, key)).rejects.toThrow("Another backup is being written");
    await store.remove("running/2099-01-01t00-00-00-000-aaaaaa.json");
    const all = await Promise.allSettled([backup(store, key), backup(store, key), backup(store, key)]);
    const made = all.filter(({ status }) => status === "fulfilled").length;
    expect(made).toBeLessThanOrEqual(1);
    expect(await backupIds(store)).toHaveLength(1 + made);
    expect(await readdir(path.join(store.place, "running"))).toEqual([]);
  });

  test("of a login that may not read a table is refused in a sentence", async () => {
    await run(db.ownerUrl, "REVOKE SELECT ON mail FROM calot_app");
    try {
      await expect(backup(folderStore(await newFolder(base)), key)).rejects.toThrow(
        "The login calot_app may not read mail",
      );
    } finally {
      await run(db.ownerUrl, "GRANT SELECT ON mail TO calot_app");
    }
  });
});

test("a damaged file that two backups name is told for both", async () => {
  const folder = await newFolder(base);
  await cp(whole, folder, { recursive: true });
  const other = folderStore(folder);
  const list = await readFileList(contentsIn(other, key), made.files.list);
  const { sha256 } = list.find((file) => file.sha256 !== null)!;
  const name = key.nameOf(sha256!);
  await rm(path.join(folder, "contents", key.key!, name.slice(0, 2), name));
  const checked = new Map();
  const first = await checkBackup(other, key, made, { checked });
  expect(first.length).toBeGreaterThan(0);
  expect(await checkBackup(other, key, made, { checked })).toEqual(first);
});

test("what is found to be damaged is put aside, and the next backup makes older ones whole again", async () => {
  const folder = await newFolder(base);
  await cp(whole, folder, { recursive: true });
  const store = folderStore(folder);
  const list = await readFileList(contentsIn(store, key), made.files.list);
  const file = key.nameOf(list.find(({ sha256 }) => sha256 !== null)!.sha256!);
  const table = made.tables.find(({ name }) => name === "institution")!.rows.parts[0]!.name;
  for (const name of [file, table]) {
    const place = path.join(folder, "contents", key.key!, name.slice(0, 2), name);
    const bytes = await readFile(place);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(place, bytes);
  }
  expect((await checkBackup(store, key, made)).length).toBeGreaterThan(1);
  expect(await filesOf(folder)).not.toHaveProperty(`damaged/${file}`);
  const wrong = await checkBackup(store, key, made, { mends: true });
  expect(wrong.join()).toContain(file);
  expect((await readdir(path.join(folder, "damaged"))).toSorted()).toEqual([file, table].toSorted());
  expect((await backup(store, key)).written.files).toBeGreaterThan(0);
  expect(
    (await checkBackup(store, key, made)).filter((sentence) => !sentence.includes("institution")),
  ).toEqual([]);
});

describe("keeping", () => {
  test("removes all but the newest, and what only they needed", async () => {
    const store = folderStore(await newFolder(base));
    for (let i = 0; i < 3; i++) {
      await run(db.ownerUrl, `UPDATE institution SET name = name || '!'`);
      await backup(store, key);
    }
    const ids = await backupIds(store);
    const newest = await readManifest(store, key, ids[2]!);
    const other = {
      ...newest,
      id: "2026-01-01t00-00-00-000-aaaaaa",
      database: { name: "another", cluster: null },
    };
    await putManifest(store, key, other);
    // What is younger than a day may be another backup's that is under way.
    expect(await forgetBackups(store, key, newest, 2)).toEqual({
      backups: ids.slice(0, 1),
      files: 0,
      left: null,
    });
    expect(await forgetBackups(store, key, newest, 1, tomorrow())).toEqual({
      backups: ids.slice(1, 2),
      files: 2,
      left: null,
    });
    expect(await backupIds(store)).toEqual([other.id, ids[2]]);
    expect(await checkBackup(store, key, newest)).toEqual([]);
  });

  test.each([
    "2099-01-01t00-00-00-000-aaaaaa",
    "reading-aaaaaaaaaaaa",
    "sweep-2026-01-01t00-00-00-000-aaaaaa",
  ])("removes nothing beside what goes on elsewhere: %s", async (name) => {
    const store = folderStore(await newFolder(base));
    await cp(whole, store.place, { recursive: true });
    await putManifest(store, key, { ...made, id: "2026-01-01t00-00-00-000-aaaaaa" });
    const at = new Date().toISOString();
    await store.put(`running/${name}.json`, Buffer.from(JSON.stringify({ at, host: "elsewhere", pid: 1 })));
    expect(await forgetBackups(store, key, made, 1, tomorrow())).toMatchObject({
      backups: [],
      left: expect.stringContaining("Nothing older was removed"),
    });
    expect(await readdir(path.join(store.place, "running"))).toEqual([`${name}.json`]);
  });

  test("goes on within the backup, which is made whatever becomes of it", async () => {
    const store = folderStore(await newFolder(base));
    await backup(store, key);
    const during: string[][] = [];
    const watched: ObjectStore = {
      ...store,
      remove: async (name) => {
        if (!name.startsWith("backups/")) return store.remove(name);
        during.push(await readdir(path.join(store.place, "running")));
        throw new Error("no right to remove");
      },
    };
    const { manifest, forgotten } = await backup(watched, key, { keep: 1 });
    expect(forgotten?.left).toContain("no right to remove");
    expect(during).toEqual([[`${manifest.id}.json`, `sweep-${manifest.id}.json`]]);
    expect(await backupIds(store)).toHaveLength(2);
    expect((await backup(store, key, { keep: 1 })).forgotten?.backups).toHaveLength(2);
  });

  test("removes nothing where nobody knows which Postgres it is", async () => {
    const store = folderStore(await newFolder(base));
    const nobodys = { ...made, database: { ...made.database, cluster: null } };
    await putManifest(store, key, nobodys);
    await putManifest(store, key, { ...nobodys, id: "2026-01-01t00-00-00-000-aaaaaa" });
    expect(await forgetBackups(store, key, nobodys, 1)).toMatchObject({
      backups: [],
      left: expect.stringContaining("pg_control_system"),
    });
    expect(await backupIds(store)).toHaveLength(2);
  });

  test("leaves files alone where a backup can’t be read", async () => {
    const store = folderStore(await newFolder(base));
    await backup(store, key);
    await run(db.ownerUrl, `UPDATE institution SET name = name || '!'`);
    const { manifest } = await backup(store, key);
    const [first] = await backupIds(store);
    await truncate(path.join(store.place, "backups", `${first}.json`), 100);
    expect(await forgetBackups(store, key, manifest, 1)).toMatchObject({
      backups: [],
      files: 0,
      left: /damaged/,
    });
  });
});

describe("a restore", () => {
  const contentsFolder = (folder: string) => path.join(folder, "contents", key.key!);
  const someContents = async (folder: string): Promise<string[]> =>
    Object.keys(await filesOf(contentsFolder(folder))).map((name) => path.join(contentsFolder(folder), name));
  const manifestFile = (folder: string) => path.join(folder, "backups", `${made.id}.json`);
  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(file, change(await readFile(file, "utf8")));
  const resign = (change: object) => async (folder: string) => {
    await putManifest(folderStore(folder), key, { ...made, ...change });
  };

  test.each<[string, RegExp, (folder: string) => Promise<unknown>, Seal?]>([
    ["another key", /made with another key than BACKUP_KEY/, async () => {}, sealOf(randomBytes(32))],
    ["no key", /is encrypted: set BACKUP_KEY/, async () => {}, sealOf(null)],
    ["no backup", /There is no backup in/, (folder) => rm(path.join(folder, "backups"), { recursive: true })],
    ["a file that is gone", /is not whole.*gone/, async (folder) => rm((await someContents(folder))[3]!)],
    [
      "a file that is cut off",
      /another length/,
      async (folder) => truncate((await someContents(folder))[4]!, 90),
    ],
    [
      "a byte that is another",
      /is damaged: it is not what was written/,
      async (folder) => {
        const file = (await someContents(folder))[5]!;
        const bytes = await readFile(file);
        bytes[bytes.length - 20]! ^= 1;
        await writeFile(file, bytes);
      },
    ],
    [
      "two files in each other’s place",
      /is damaged/,
      async (folder) => {
        const [a, b] = (await someContents(folder)) as [string, string];
        await rename(a, `${a}.moved`);
        await rename(b, a);
        await rename(`${a}.moved`, b);
      },
    ],
    ["a manifest that is cut off", /has no end/, (folder) => truncate(manifestFile(folder), 300)],
    [
      "a manifest that was changed",
      /changed after it was written/,
      (folder) => edit(manifestFile(folder), (text) => text.replace('"missing": 0', '"missing": 1')),
    ],
    [
      "a manifest under another’s name",
      /not one of that backup/,
      (folder) => rename(manifestFile(folder), manifestFile(folder).replace(/.{6}\.json$/, "000000.json")),
    ],
    ["a newer form", /made by a newer version/, resign({ format: 2 })],
    [
      "a newer database",
      /newer than this version of Calot: it has the migration 20990101000000_later/,
      resign({ migrations: ["20990101000000_later"] }),
    ],
  ])("of a backup with %s says so, and writes nothing", async (_, sentence, harm, seal = key) => {
    const folder = await newFolder(base);
    await cp(whole, folder, { recursive: true });
    await harm(folder);
    const logins = await emptyDatabase();
    const into = await newFolder(base);
    const work = { store: folderStore(folder), seal, logins, frames: folderStore(into) };
    await expect(restoreBackup({ ...work, anew: false, keepFrames: false })).rejects.toThrow(sentence);
    expect((await run(logins.owner, "SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount).toBe(0);
    expect(await filesOf(into)).toEqual({});
  });

  test("of a place where older ones are being removed waits for the end of it", async () => {
    const folder = await newFolder(base);
    await cp(whole, folder, { recursive: true });
    const note = { at: new Date().toISOString(), host: "elsewhere", pid: 1 };
    const store = folderStore(folder);
    await store.put("running/sweep-aaaaaa.json", Buffer.from(JSON.stringify(note)));
    await expect(restore(store, key)).rejects.toThrow("Older backups are being removed");
  });

  test("goes into an empty place alone", async () => {
    const store = folderStore(whole);
    await expect(restore(store, key, { logins: { app: db.url, owner: db.ownerUrl } })).rejects.toThrow(
      /is not empty: its table \w+ has rows/,
    );
    const foreign = await emptyDatabase();
    await run(foreign.owner, "CREATE TABLE theirs (id int)");
    await expect(restore(store, key, { logins: foreign })).rejects.toThrow(/none of Calot’s, such as theirs/);
    await expect(restore(store, key, { frames })).rejects.toThrow(
      /The place of the frames, .*, is not empty/,
    );
    const another = await emptyDatabase();
    await expect(restore(store, key, { logins: { ...another, owner: another.app } })).rejects.toThrow(
      /may make no tables/,
    );
    const nobody = new URL(another.app);
    nobody.username = "nobody_at_all";
    let reads = 0;
    const counting: ObjectStore = {
      ...store,
      get: async (name) => {
        if (name.startsWith("contents/")) reads += 1;
        return store.get(name);
      },
    };
    await expect(restore(counting, key, { logins: { ...another, app: nobody.href } })).rejects.toThrow(
      /nobody_at_all/,
    );
    expect(reads).toBe(0);
  });

  test("takes what was only migrated for empty, and takes away what migrations made alone", async () => {
    const store = folderStore(whole);
    const migrated = await emptyDatabase();
    await applyMigrations(migrated.owner);
    const sql = (text: string) => run(migrated.owner, text);
    await sql("CREATE VIEW theirs AS SELECT id FROM institution");
    await expect(restore(store, key, { logins: migrated })).rejects.toThrow(/none of Calot’s depends/);
    await sql("DROP VIEW theirs");
    await sql("CREATE FUNCTION theirs() RETURNS int LANGUAGE sql AS 'SELECT 7'");
    await sql("CREATE TYPE theirs_too AS ENUM ('a')");
    // Of this database no figures had been made.
    const { restored } = await restore(store, key, { logins: migrated });
    expect(restored).toMatchObject({ differing: 0, compared: false, removed: 0 });
    expect((await sql("SELECT theirs() AS n, 'a'::theirs_too AS too")).rows).toEqual([{ n: 7, too: "a" }]);
  });

  test("looks again before it takes anything away, whatever came while the backup was checked", async () => {
    const migrated = await emptyDatabase();
    await applyMigrations(migrated.owner);
    const store = folderStore(whole);
    let came = false;
    const slow: ObjectStore = {
      ...store,
      get: async (name) => {
        if (name.startsWith("contents/") && !came) {
          came = true;
          await run(migrated.owner, "INSERT INTO institution (name) VALUES ('Came meanwhile')");
        }
        return store.get(name);
      },
    };
    await expect(restore(slow, key, { logins: migrated })).rejects.toThrow(
      /its table institution has rows.*Nothing was changed/,
    );
    expect((await run(migrated.owner, "SELECT name FROM institution")).rows).toEqual([
      { name: "Came meanwhile" },
    ]);
  });

  test.each([
    [
      "other columns",
      /The table mail has other columns than its migrations make/,
      {
        tables: () =>
          made.tables.map((each) =>
            each.name === "mail" ? { ...each, columns: each.columns.slice(1) } : each,
          ),
      },
    ],
    [
      "a number that nothing counts by",
      /nobodys_seq/,
      { sequences: () => [...made.sequences, { name: "nobodys_seq", last: "1" }] },
    ],
  ])("of a backup with %s fills nothing", async (_, sentence, change) => {
    const folder = await newFolder(base);
    await cp(whole, folder, { recursive: true });
    await resign(Object.fromEntries(Object.entries(change).map(([name, make]) => [name, make()])))(folder);
    const logins = await emptyDatabase();
    await expect(restore(folderStore(folder), key, { logins })).rejects.toThrow(sentence);
    expect((await run(logins.owner, "SELECT FROM institution")).rowCount).toBe(0);
  });

  test("keeps the frames that are there where it is said, and replaces those that are not right", async () => {
    const there = await newFolder(base);
    await cp(frames.place, there, { recursive: true });
    const [first] = Object.keys(await filesOf(there)).filter((name) => name.startsWith("originals"));
    await writeFile(path.join(there, first!), "damaged");
    const { restored } = await restore(folderStore(whole), key, {
      frames: folderStore(there),
      keepFrames: true,
    });
    expect(restored.files).toEqual({ put: 1, there: made.files.count - 1 });
    expect(await filesOf(there)).toEqual(await filesOf(frames.place));
  });

  test("that was cut off between two files says so, and begins anew", async () => {
    const [logins, into] = [await emptyDatabase(), await newFolder(base)];
    const store = folderStore(into);
    let puts = 0;
    const failing: ObjectStore = {
      ...store,
      put: (...given) => (++puts > 3 ? Promise.reject(new Error("killed")) : store.put(...given)),
    };
    await expect(restore(folderStore(whole), key, { logins, frames: failing })).rejects.toThrow("killed");
    await expect(restore(folderStore(whole), key, { logins, frames: store })).rejects.toThrow(
      `A restore of ${made.id} was cut off in this database`,
    );
    const { restored } = await restore(folderStore(whole), key, { logins, frames: store, anew: true });
    expect(restored.files.put + restored.files.there).toBe(made.files.count);
    expect(await filesOf(into)).toEqual(await filesOf(frames.place));
    await expect(restore(folderStore(whole), key, { logins, anew: true })).rejects.toThrow(/is not empty/);
  });

  test("that was cut off while tables were filled has filled none", async () => {
    const [logins, into] = [await emptyDatabase(), folderStore(await newFolder(base))];
    const store = folderStore(whole);
    const last = made.tables.findLast(({ rows }) => rows.lines > 0)!.rows.parts[0]!.name;
    let reads = 0;
    const failing: ObjectStore = {
      ...store,
      // Whole when it is checked, and gone when it is needed.
      get: async (name) => (name.endsWith(last) && ++reads > 1 ? null : store.get(name)),
    };
    await expect(restore(failing, key, { logins, frames: into })).rejects.toThrow("is gone");
    expect((await run(logins.owner, "SELECT FROM attempt")).rowCount).toBe(0);
    expect((await restore(store, key, { logins, frames: into, anew: true })).restored.differing).toBe(0);
  });

  test("that was cut off once it was filled is no more begun anew, nor served, nor backed up", async () => {
    const logins = await emptyDatabase();
    const store = folderStore(whole);
    const onProgress = (what: string): void => {
      if (what === "figures") throw new Error("killed");
    };
    await expect(restore(store, key, { logins, onProgress })).rejects.toThrow("killed");
    await expect(assertMigrated(logins.app)).rejects.toThrow("A restore into this database is under way");
    await expect(openSnapshot(logins.app)).rejects.toThrow("A restore into this database is under way");
    await expect(restore(store, key, { logins, anew: true })).rejects.toThrow(/is not empty: its table/);
    expect((await run(logins.owner, "SELECT FROM institution")).rowCount).toBeGreaterThan(0);
  });

  test("of an older version’s backup brings it up to date", async () => {
    const all = await migrationNames();
    const old = await emptyDatabase();
    await applyMigrations(old.owner, all.slice(0, -3));
    await run(old.owner, "INSERT INTO institution (name) VALUES ('Old hospital')");
    const store = folderStore(await newFolder(base));
    const own = openDatabase(old.owner, { poolSize: 1 });
    await backup(store, key, { url: old.owner, db: own });
    await own.close();
    const { restored, logins } = await restore(store, key);
    expect(restored.applied).toEqual(all.slice(-3));
    expect((await run(logins.app, "SELECT name FROM institution")).rows).toEqual([{ name: "Old hospital" }]);
  });
});
