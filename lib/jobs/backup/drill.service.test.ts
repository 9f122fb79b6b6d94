import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { testDatabase } from "@/lib/db/testing";
import { testFolder, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { submitZone } from "@/lib/services/attempts/submit-zone";
import { refreshDueFigures } from "@/lib/services/kept-figures/refresh-due-figures";
import { contextOf, makeUser } from "@/lib/services/testing/factories";
import { folderStore } from "@/lib/storage/folder-store";
import { framesIn } from "@/lib/storage/frames-in";
import { importBundle } from "../import/import-bundle";
import { makeBackup } from "./make-backup";
import { restoreBackup } from "./restore-backup";
import { sealOf } from "./seal";
import { emptyDatabases, newFolder, run } from "./testing";

const RESIDENTS = 16;
const server = await testDatabase();
const emptyDatabase = await emptyDatabases(server);
const base = await testFolder();

/** Residents who answer one case after the other until they are told to stop. */
async function storm(db: Database, acknowledged: Set<string>, stopped: { now: boolean }) {
  const { id: institutionId } = await db.prisma.institution.findFirstOrThrow();
  const cases = await db.prisma.case.findMany();
  const residents = await Promise.all(Array.from({ length: RESIDENTS }, () => makeUser(db, institutionId)));
  const answer = async (resident: (typeof residents)[number]): Promise<void> => {
    for (let i = 0; !stopped.now; i++) {
      const [id, { id: caseId }] = [randomUUID(), cases[i % cases.length]!];
      const ctx = contextOf(db, resident, new Date());
      const locked = await lockPhase(ctx, { id, caseId, phase: "B" });
      const answered = await submitZone(ctx, id, { box: [1, 1, 30.5, 20.25] });
      expect([locked.ok, answered.ok]).toEqual([true, true]);
      acknowledged.add(id);
    }
  };
  return { ended: Promise.all(residents.map(answer)) };
}

const reaches = async (acknowledged: Set<string>, count: number): Promise<void> => {
  while (acknowledged.size < count) await new Promise(setImmediate);
};

test("a drill: backed up during a storm of answers, destroyed and restored, every answer acknowledged before is there, none half", async () => {
  const logins = await emptyDatabase();
  await migrate(logins);
  const db = openDatabase(logins.app, { poolSize: 8 });
  await db.prisma.institution.create({ data: { name: "Hospital" } });
  const frames = folderStore(await newFolder(base));
  await importBundle(db, framesIn(frames), await writeSmallBundle(base), { dataset: "D", now: new Date() });
  const place = { store: folderStore(await newFolder(base)), seal: sealOf(randomBytes(32)) };

  const acknowledged = new Set<string>();
  const stopped = { now: false };
  const { ended } = await storm(db, acknowledged, stopped);
  await reaches(acknowledged, 50);
  // Some of the figures are made, some are due.
  await refreshDueFigures(db, new Date(), { mostCases: 10 });
  await reaches(acknowledged, 100);
  const before = [...acknowledged];
  const { missing } = await makeBackup({ url: logins.app, db, frames, version: "1", ...place });
  await reaches(acknowledged, acknowledged.size + 20);
  stopped.now = true;
  await ended;
  expect(missing).toEqual([]);

  await db.close();
  await run(server.ownerUrl, `DROP DATABASE ${new URL(logins.app).pathname.slice(1)} WITH (FORCE)`);
  await rm(frames.place, { recursive: true });

  const anew = { logins: await emptyDatabase(), frames: folderStore(await newFolder(base)) };
  const restored = await restoreBackup({ ...place, ...anew, anew: false, keepFrames: false });
  expect(restored).toMatchObject({ differing: 0, compared: true, removed: 0 });
  const rows = async <T>(sql: string): Promise<T[]> => (await run(anew.logins.app, sql)).rows;
  const stored = await rows<{ id: string; whole: boolean }>(
    "SELECT id, zone_at IS NOT NULL AND x2 = 30.5 AND iou IS NOT NULL AS whole FROM attempt",
  );
  const whole = new Set(stored.filter((each) => each.whole).map(({ id }) => id));
  expect(before.filter((id) => !whole.has(id))).toEqual([]);
  expect(stored.map(({ id }) => id).filter((id) => !acknowledged.has(id))).toEqual([]);
  // It was in the middle of the storm.
  expect(whole.size).toBeLessThan(acknowledged.size);
  // Each step and its row of the trail were written together.
  const audited = await rows<{ action: string; id: string }>(
    "SELECT action, subject_id AS id FROM audit_event WHERE action IN ('attempt.lock', 'attempt.zone') ORDER BY id",
  );
  const of = (action: string) => audited.filter((each) => each.action === action).map(({ id }) => id);
  expect(of("attempt.lock").toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
  expect(of("attempt.zone").toSorted()).toEqual([...whole].toSorted());
});
