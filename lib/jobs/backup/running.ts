import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { z } from "zod";
import { StorageError } from "@/lib/storage/frame-storage";
import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";

/** How often it is said that something is under way, and after how long of silence it is taken for dead. */
const BEAT_MS = 60_000;
const SILENT_MS = 15 * BEAT_MS;

const noteSchema = z.object({ at: z.iso.datetime(), host: z.string(), pid: z.int() });

/** What goes on in a place of backups: one is written, what none names any more is removed, one is read. */
type Kind = "backup" | "sweep" | "reading";

/** What each can't go on beside. */
const EXCLUDES: Readonly<Record<Kind, readonly Kind[]>> = {
  backup: ["backup"],
  sweep: ["backup", "sweep", "reading"],
  reading: ["sweep"],
};

const nameOf = (kind: Kind, id: string): string => (kind === "backup" ? id : `${kind}-${id}`);
const kindOf = (name: string): Kind => (/^(?:sweep|reading)(?=-)/.exec(name)?.[0] as Kind) ?? "backup";

const placeOf = (name: string): string => `running/${name}.json`;

/** What says that something has ended; a place that can't be told so takes it for dead after a while. */
export type End = () => Promise<void>;

/**
 * Says in a place that a backup is written there, so that nothing it counts on is removed meanwhile.
 *
 * @throws BackupError where another is
 */
export async function sayRunning(store: ObjectStore, backup: string): Promise<End> {
  const said = await say(store, "backup", backup);
  if (said.end) return said.end;
  throw new BackupError(
    `Another backup is being written to ${store.place}, ${said.other}. Wait for it to end; one that was killed is taken ` +
      "for ended after a quarter of an hour.",
  );
}

/**
 * Reads backups while it says so, so that nothing of them is removed meanwhile. A place that takes no notes, since it is one
 * to read alone, is read all the same.
 *
 * @throws BackupError where something is being removed
 */
export async function whileReading<T>(store: ObjectStore, work: () => Promise<T>): Promise<T> {
  const said = await say(store, "reading", randomBytes(6).toString("hex")).catch((cause: unknown) => {
    if (cause instanceof StorageError) return null;
    throw cause;
  });
  if (said && !said.end) {
    throw new BackupError(
      `Older backups are being removed from ${store.place} just now. Wait for that to end, and run it again.`,
    );
  }
  try {
    return await work();
  } finally {
    await said?.end();
  }
}

/**
 * Says that what no backup needs is being removed.
 *
 * @param within the backup that it is a part of
 * @returns null where something else goes on that may need it
 */
export const saySweeping = async (store: ObjectStore, within: string): Promise<End | null> =>
  (await say(store, "sweep", within, within)).end;

/** Whoever begins says so before it looks, and yields to any other: of two that begin at once, both may. */
async function say(
  store: ObjectStore,
  kind: Kind,
  id: string,
  beside?: string,
): Promise<{ end: End; other: null } | { end: null; other: string }> {
  const name = nameOf(kind, id);
  const note = placeOf(name);
  const beat = (): Promise<void> =>
    store.put(
      note,
      Buffer.from(JSON.stringify({ at: new Date().toISOString(), host: hostname(), pid: process.pid })),
    );
  await beat();
  let other: string | null;
  try {
    other = await findOther(store, kind, [name, beside]);
  } catch (cause) {
    await store.remove(note).catch(() => {});
    throw cause;
  }
  if (other !== null) {
    await store.remove(note);
    return { end: null, other };
  }
  let last: Promise<void> = Promise.resolve();
  const beating = setInterval(() => {
    last = beat().catch(() => {});
  }, BEAT_MS);
  beating.unref();
  const end = async (): Promise<void> => {
    clearInterval(beating);
    await last;
    // What was done is done, whether or not the place can still be told.
    await store.remove(note).catch(() => {});
  };
  return { end, other: null };
}

async function findOther(
  store: ObjectStore,
  kind: Kind,
  own: readonly (string | undefined)[],
): Promise<string | null> {
  for await (const { name } of store.list("running/")) {
    const other = /^running\/([^/]+)\.json$/.exec(name)?.[1];
    if (other === undefined || own.includes(other)) continue;
    const kept = (await store.get(name))?.bytes;
    if (!kept) continue;
    if (!isAlive(kept)) await store.remove(name);
    else if (EXCLUDES[kind].includes(kindOf(other))) return other;
  }
  return null;
}

function isAlive(bytes: Buffer): boolean {
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
