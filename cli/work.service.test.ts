import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { integer } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { testDatabase } from "@/lib/db/testing";
import { inTransaction } from "@/lib/db/transaction";
import { filesOf, send, zipOf } from "@/lib/jobs/uploads/testing";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { folderSpool } from "@/lib/storage/upload-spool";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { freePort } from "@/tooling/free-port";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const storageFolder = await mkdtemp(path.join(base, "storage-"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

const holdUploads = statement({
  name: "hold-uploads",
  params: {},
  sql: "LOCK TABLE upload IN ACCESS EXCLUSIVE MODE",
});

const waitingForUploads = statement({
  name: "waiting-for-uploads",
  params: {},
  row: { waiting: integer },
  sql: `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks
    WHERE relation = 'upload'::regclass AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
});

const environment = (port: number) => ({
  DATABASE_URL: db.url,
  STORAGE_DIR: storageFolder,
  HOST: "127.0.0.1",
  WORK_PORT: String(port),
});

test("two workers do the chores without a web server: an upload is read once, and asked to end they do what is begun, and aren't ready", async () => {
  const actor = await makeUser(db, await makeInstitution(db), "director");
  const folder = path.join(base, "bundle");
  await makeBundle(folder, [0, 3], "");
  const id = randomUUID();
  const upload = { id, kind: "bundle" as const, datasetName: "D", open: true };
  await send(db, folderSpool(storageFolder), actor, await zipOf(base, await filesOf(folder)), upload);

  const ports = [await freePort(), await freePort()];
  const workers = ports.map((port) => {
    const child = spawn(process.execPath, [BUILT_CALOT, "work"], {
      env: { ...process.env, ...environment(port) },
      stdio: ["ignore", "ignore", "inherit"],
    });
    children.push(child);
    return child;
  });
  const asking = (port: number) => async (question: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${question}`).catch(() => null);
    return answer && { status: answer.status, body: await answer.json() };
  };
  for (const port of ports) {
    const ask = asking(port);
    await expect
      .poll(() => ask("/api/health/ready"), { timeout: 60_000 })
      .toEqual({ status: 200, body: { status: "ready" } });
    expect(await ask("/api/health/live")).toEqual({ status: 200, body: { status: "ok" } });
    expect(await ask("/api/health?x=1")).toEqual({ status: 200, body: { status: "ok" } });
    expect(await ask("/api/cases")).toMatchObject({ status: 404, body: { title: "Not found" } });
  }
  await expect
    .poll(() => db.prisma.upload.findUnique({ where: { id } }), { timeout: 60_000 })
    .toMatchObject({ status: "done", attempts: 1, error: null });
  expect(await db.prisma.auditEvent.count({ where: { action: "upload.end", subjectId: id } })).toBe(1);

  const taken = await runCalot(environment(ports[0]!), ["work"]);
  expect(taken).toMatchObject({ code: 1 });
  expect(taken.err).toContain(`Port ${ports[0]} is taken by another program.`);
  expect(taken.err).toContain("WORK_PORT=");

  const exited = workers.map((worker) => once(worker, "exit"));
  await inTransaction(db, async (tx) => {
    // A round of theirs waits for it.
    await tx.run(holdUploads);
    await expect.poll(() => db.get(waitingForUploads), { timeout: 60_000 }).toEqual({ waiting: 2 });
    for (const worker of workers) worker.kill("SIGTERM");
    for (const port of ports) {
      const ask = asking(port);
      await expect
        .poll(() => ask("/api/health/ready"))
        .toMatchObject({ status: 503, body: { detail: "It was asked to stop, and takes nothing new." } });
      expect(await ask("/api/health/live")).toMatchObject({ status: 200 });
    }
  });
  expect(await Promise.all(exited)).toEqual([
    [0, null],
    [0, null],
  ]);
});
