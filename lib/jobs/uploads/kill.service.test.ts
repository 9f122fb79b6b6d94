import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase, untilGone } from "@/lib/db/testing";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { contextOf, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { folderStorage } from "@/lib/storage/folder-storage";
import { ladder } from "@/lib/storage/ladder";
import { folderSpool } from "@/lib/storage/upload-spool";
import { contentOf } from "../import/testing";
import { runUploads } from "./run-uploads";
import { filesOf, readHere, send, zipOf } from "./testing";

const CASES = 120;
const db = await testDatabase();
const base = await testFolder();

test("an upload whose process was killed is taken up by another, and comes in whole", {
  timeout: 120_000,
}, async () => {
  const storageFolder = await mkdtemp(path.join(base, "storage-"));
  const [spool, storage] = [folderSpool(storageFolder), folderStorage(storageFolder)];
  const actor = await makeUser(db, await makeInstitution(db), "director");
  const folder = path.join(base, "bundle");
  await makeBundle(folder, [0, CASES], "");
  const id = randomUUID();
  const upload = { id, kind: "bundle" as const, datasetName: "D", open: true };
  await send(db, spool, actor, await zipOf(base, await filesOf(folder)), upload);

  const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/uploads/testing-process.ts"], {
    env: { ...process.env, DATABASE_URL: db.url, STORAGE_DIR: storageFolder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  // In the middle of the pictures.
  await expect
    .poll(async () => (await readdir(path.join(storageFolder, "originals")).catch(() => [])).length, {
      timeout: 60_000,
      interval: 20,
    })
    .toBeGreaterThan(5);
  child.kill("SIGKILL");
  await exited;
  await untilGone(db.url, "upload");
  const after = await contentOf(db);
  expect(after.length).toBeLessThan(CASES);
  expect(await db.prisma.upload.findUnique({ where: { id } })).toMatchObject({
    status: "running",
    attempts: 1,
  });

  // Not before the dead process is known to be dead.
  expect(await runUploads(db, spool, readHere(db, storage, spool), new AbortController().signal)).toBe(0);
  await db.pool.query("UPDATE upload SET heartbeat_at = now() - interval '31 seconds'");
  expect(await runUploads(db, spool, readHere(db, storage, spool), new AbortController().signal)).toBe(1);

  const view = await getUpload(contextOf(db, actor), spool, id);
  expect(view).toMatchObject({ ok: true, value: { status: "done", error: null, report: { refused: 0 } } });
  const content = await contentOf(db);
  expect(content).toHaveLength(CASES);
  const inventory = await storage.inventory();
  for (const { sha256, width, number } of content) {
    expect(number).toBe(1);
    expect(inventory.hasOriginal(sha256)).toBe(true);
    expect(ladder(width).every((each) => inventory.hasRendition(sha256, each))).toBe(true);
  }
  expect(await readdir(path.join(storageFolder, "unfinished"))).toEqual([]);
  expect(await spool.ids()).toEqual([]);
});
