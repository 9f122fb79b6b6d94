import { hostname } from "node:os";
import { z } from "zod";
import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";

/** How often a backup says that it is under way, and after how long of silence it is taken for dead. */
const BEAT_MS = 60_000;
const SILENT_MS = 15 * BEAT_MS;

const noteSchema = z.object({ at: z.iso.datetime(), host: z.string(), pid: z.int() });

const placeOf = (backup: string): string => `running/${backup}.json`;

/**
 * Says in a place that a backup is written there, so that nothing it counts on is removed meanwhile.
 *
 * @returns what says that it has ended
 * @throws BackupError where another is
 */
export async function sayRunning(store: ObjectStore, backup: string): Promise<() => Promise<void>> {
  const beat = (): Promise<void> =>
    store.put(
      placeOf(backup),
      Buffer.from(JSON.stringify({ at: new Date().toISOString(), host: hostname(), pid: process.pid })),
    );
  await beat();
  const end = (): Promise<void> => store.remove(placeOf(backup));
  // Of two that begin at once, each says so before it looks: the one that was begun first goes on.
  const other = await findOther(store, backup);
  if (other !== null) {
    await end();
    throw new BackupError(
      `Another backup is being written to ${store.place}, ${other}. Wait for it to end; one that was killed is taken for ` +
        "ended after a quarter of an hour.",
    );
  }
  const beating = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  beating.unref();
  return async () => {
    clearInterval(beating);
    await end();
  };
}

async function findOther(store: ObjectStore, backup: string): Promise<string | null> {
  for await (const { name } of store.list("running/")) {
    const other = /^running\/([^/]+)\.json$/.exec(name)?.[1];
    if (other === undefined || other === backup) continue;
    const kept = await store.get(name);
    if (kept && (await isAlive(kept.bytes))) {
      if (other < backup) return other;
    } else await store.remove(name);
  }
  return null;
}

async function isAlive(bytes: Buffer): Promise<boolean> {
  const note = noteSchema.safeParse(parse(bytes.toString()));
  if (!note.success) return false;
  const { at, host, pid } = note.data;
  if (Date.now() - Date.parse(at) > SILENT_MS) return false;
  if (host !== hostname()) return true;
  // In a container a process has the number of the one before.
  if (pid === process.pid) return ofThisProcess(at);
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

const ofThisProcess = (at: string): boolean => Date.parse(at) > Date.now() - process.uptime() * 1000;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
