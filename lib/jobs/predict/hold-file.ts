import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { PredictError } from "./ledger";

const BEAT_MS = 2_000;
/** A holder that has been silent for this many beats has ended. */
const SILENT_BEATS = 4;

const heldHere = new Set<string>();

/**
 * Keeps a file to this process until it is released, by a file beside it in which the holder's life beats: no lock
 * of the operating system's holds on every share that several machines write to. A holder that was killed is found
 * out at once on the same machine, and within eight seconds from another.
 *
 * @param beatMs how often it beats, in milliseconds
 * @returns what releases it
 * @throws PredictError when another process holds it
 */
export async function holdFile(file: string, beatMs = BEAT_MS): Promise<() => Promise<void>> {
  if (heldHere.has(file)) throw inUse(file);
  const lock = `${file}.lock`;
  const self = `${hostname()} ${process.pid} ${randomBytes(6).toString("hex")}`;
  await takeOver(file, lock, beatMs);
  try {
    await writeFile(lock, beat(self, 0), { flag: "wx" });
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === "EEXIST" ? inUse(file) : cause;
  }
  heldHere.add(file);
  let count = 0;
  const beating = setInterval(() => {
    count += 1;
    writeFile(lock, beat(self, count)).catch(() => {});
  }, beatMs);
  beating.unref();
  return async () => {
    clearInterval(beating);
    heldHere.delete(file);
    await rm(lock, { force: true });
  };
}

const beat = (self: string, count: number): string => `${self} ${count}\n`;

/** Removes the lock of a holder that is gone. */
async function takeOver(file: string, lock: string, beatMs: number): Promise<void> {
  const first = await readLock(lock);
  if (first === null) return;
  if (!isGone(first)) {
    for (let beats = 0; beats < SILENT_BEATS; beats++) {
      await pause(beatMs);
      if ((await readLock(lock)) !== first) throw inUse(file);
    }
  }
  // Of several that find it silent, one moves it away.
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  await rename(lock, aside).catch(() => {});
  await rm(aside, { force: true });
}

async function readLock(lock: string): Promise<string | null> {
  return readFile(lock, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return null;
    throw cause;
  });
}

/** Whether the holder ran on this machine and runs no more. In a container, process ids come again soon. */
function isGone(content: string): boolean {
  const [host, pid] = content.split(" ");
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return Number(pid) === process.pid;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function inUse(file: string): PredictError {
  return new PredictError(`Another process writes to ${file}. Wait for it to end, or stop it.`);
}
