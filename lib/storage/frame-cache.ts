import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { isOwn, makeOwn } from "./own-folder";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Of what is used again and again, the time of use is written down so often. */
const TOUCH_MS = 10 * 60_000;
const SUM_BYTES = 32;
/** How much is taken away at once where there is too much. */
const LEAVES = 0.9;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** After having written so much of the most, a process counts what is there: others write, too. */
const COUNTS_AFTER = 1 / 16;

/** What was read from far away, kept on this machine for a while, by name. It never fails: what can't be kept isn't. */
export type FrameCache = {
  /** Whole, as it was kept; null where there is none. */
  read(name: string): Promise<Buffer | null>;
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** Forgets everything whose name begins so. */
  forget(beginning: string): Promise<void>;
  /** Lets go of what is of the day before yesterday, and of what has been used least where there is too much. */
  sweep(): Promise<void>;
};

/**
 * A folder that several processes of one user share:
 *
 *     <day>/<name>       the SHA-256 of what follows, 32 bytes, and it
 *
 * What lies there by another name is left alone; where somebody else could write to it, nothing is kept and nothing is read.
 * Nothing is older than the day before. One that was cut off or changed has another SHA-256, and is passed over.
 *
 * @param most bytes that it holds, and a sixteenth of that more for each process
 */
export function frameCache(folder: string, most: number, now: () => number = Date.now): FrameCache {
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const days = (): readonly [string, string] => [dayOf(now()), dayOf(now() - DAY_MS)];
  const fileOf = (day: string, name: string): string => path.join(folder, day, name.replaceAll("/", "_"));
  let uncounted = Number.POSITIVE_INFINITY;

  const readFrom = async (day: string, name: string): Promise<Buffer | null> => {
    const file = await open(fileOf(day, name), "r+").catch(() => null);
    if (!file) return null;
    try {
      const whole = await file.readFile();
      const bytes = whole.subarray(SUM_BYTES);
      const isWhole = createHash("sha256").update(bytes).digest().equals(whole.subarray(0, SUM_BYTES));
      if (isWhole) await touch(file, now());
      return isWhole ? bytes : null;
    } finally {
      await file.close();
    }
  };

  const sweep = async (): Promise<void> => {
    const kept: { file: string; bytes: number; used: number }[] = [];
    for (const day of await daysIn(folder)) {
      if (!days().includes(day)) {
        await rm(path.join(folder, day), { recursive: true, force: true });
        continue;
      }
      for (const name of await namesIn(path.join(folder, day))) {
        const file = path.join(folder, day, name);
        const found = await stat(file).catch(() => null);
        if (found) kept.push({ file, bytes: found.size, used: found.mtimeMs });
      }
    }
    uncounted = 0;
    let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
    if (bytes <= most) return;
    for (const each of kept.sort((a, b) => a.used - b.used)) {
      if (bytes <= most * LEAVES) return;
      await rm(each.file, { force: true });
      bytes -= each.bytes;
    }
  };

  const quietly = (work: Promise<void>): Promise<void> => work.catch(() => {});

  return {
    async read(name) {
      if (!(await isOwn(folder))) return null;
      for (const day of days()) {
        const found = await readFrom(day, name).catch(() => null);
        if (found) return found;
      }
      return null;
    },
    keep: (name, bytes) =>
      quietly(
        (async () => {
          if (!(await makeOwn(folder))) return;
          const file = fileOf(days()[0], name);
          const draft = `${file}.${randomBytes(6).toString("hex")}`;
          await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
          const sum = createHash("sha256").update(bytes).digest();
          try {
            await writeFile(draft, Buffer.concat([sum, bytes]), { mode: 0o600, flag: "wx" });
            await rename(draft, file);
          } catch (cause) {
            await rm(draft, { force: true });
            throw cause;
          }
          uncounted += bytes.length;
          if (uncounted > most * COUNTS_AFTER) await sweep();
        })(),
      ),
    forget: (beginning) =>
      quietly(
        (async () => {
          const start = beginning.replaceAll("/", "_");
          for (const day of await daysIn(folder)) {
            for (const name of await namesIn(path.join(folder, day))) {
              if (name.startsWith(start)) await rm(path.join(folder, day, name), { force: true });
            }
          }
        })(),
      ),
    sweep: () => quietly(sweep()),
  };
}

/** A cache that is swept every hour while this process lives: what nobody asks for goes, too. */
export function sweptCache(folder: string, most: number): FrameCache {
  const cache = frameCache(folder, most);
  setInterval(() => void cache.sweep(), HOUR_MS).unref();
  return cache;
}

async function touch(file: FileHandle, now: number): Promise<void> {
  const { mtimeMs } = await file.stat();
  if (now - mtimeMs > TOUCH_MS) await file.utimes(now / 1000, now / 1000);
}

/** What is there by another name is not of the cache, nor is what others can write to. */
const daysIn = async (folder: string): Promise<string[]> =>
  (await isOwn(folder)) ? (await namesIn(folder)).filter((name) => DAY.test(name)) : [];

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
