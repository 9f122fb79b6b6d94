import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { HEADER, smallBundle, TEXTS, testFolder, workbook } from "@/lib/resgo/testing/bundle-files";
import { makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { folderSpool } from "@/lib/storage/upload-spool";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { readApart } from "./read-apart";
import { runUploads } from "./run-uploads";
import { send, zipOf } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const READER = [BUILT_CALOT, "read-upload"];
const LIMITS = { memoryMb: 2_000, silentMs: 60_000, totalMs: 300_000 };
const ROWS = 100_000;

let large: Buffer;
let director: User;
let id: string;
let folder: string;

beforeAll(async () => {
  const rows = Array.from({ length: ROWS }, () => [1, "A", ...TEXTS]);
  const annotations = await workbook({ V1: [HEADER, ...rows] });
  large = await zipOf(base, await smallBundle({ "annotations.xlsx": annotations }));
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(base, "storage-"));
  process.env.DATABASE_URL = db.url;
  process.env.STORAGE_DIR = folder;
  director = await makeUser(db, await makeInstitution(db), "director");
  id = randomUUID();
});

const upload = (bytes: Buffer) =>
  send(db, folderSpool(folder), director, bytes, { id, kind: "bundle", datasetName: "D", open: true });
const run = (over: Partial<typeof LIMITS> = {}, command = READER, signal = new AbortController().signal) =>
  runUploads(db, folderSpool(folder), readApart(command, { ...LIMITS, ...over }), signal);
const stored = () => db.prisma.upload.findUniqueOrThrow({ where: { id } });

test("a small file that is long to read holds up nothing else", { timeout: 120_000 }, async () => {
  expect(large.length).toBeLessThan(400_000);
  await upload(large);
  let reading = true;
  const done = run().finally(() => {
    reading = false;
  });
  const waits: number[] = [];
  while (reading) {
    const began = performance.now();
    await sleep(10);
    // As the readiness of the server is asked.
    await db.pool.query("SELECT 1");
    waits.push(performance.now() - began - 10);
  }
  expect(await done).toBe(1);
  waits.sort((a, b) => a - b);
  // The machine that tests run on has others to serve: one wait in a hundred may be theirs.
  expect(waits[Math.floor(waits.length * 0.99)]).toBeLessThan(100);
  expect(await stored()).toMatchObject({ status: "done", error: null });
});

test("past its limits it is ended, and its sender told so", { timeout: 120_000 }, async () => {
  await upload(large);
  expect(await run({ memoryMb: 160 })).toBe(1);
  expect(await stored()).toMatchObject({
    status: "failed",
    error: expect.stringContaining("took more than 160 MB of memory"),
  });
  id = randomUUID();
  await upload(large);
  expect(await run({ silentMs: 100 })).toBe(1);
  expect(await stored()).toMatchObject({ status: "failed", error: expect.stringContaining("took too long") });
});

test("what is refused is refused with the importer’s sentence", { timeout: 60_000 }, async () => {
  await upload(Buffer.from("no archive"));
  expect(await run()).toBe(1);
  expect(await stored()).toMatchObject({ status: "failed", error: expect.stringMatching(/ZIP|archive/i) });
});

test("one that ends without a word is our fault, and one that is stopped gives its upload back", {
  timeout: 60_000,
}, async () => {
  const bytes = await zipOf(base, await smallBundle());
  await upload(bytes);
  expect(await run({}, ["-e", "process.exit(3)"])).toBe(1);
  expect(await stored()).toMatchObject({ status: "failed", error: expect.stringContaining("on our side") });
  id = randomUUID();
  await upload(bytes);
  const stopping = new AbortController();
  const running = run({}, READER, stopping.signal);
  await expect.poll(async () => (await stored()).status).toBe("running");
  stopping.abort();
  expect(await running).toBe(0);
  expect(await stored()).toMatchObject({ status: "waiting", attempts: 0 });
  expect(await run()).toBe(1);
  expect(await stored()).toMatchObject({ status: "done" });
});
