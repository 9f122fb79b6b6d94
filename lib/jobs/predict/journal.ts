import { existsSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { RunManifest } from "@/lib/resgo/predictions";
import { manifestLine, predictionLine } from "@/lib/resgo/write-predictions";
import type { Reading } from "@/lib/vlm/reading";
import { holdFile } from "./hold-file";
import { type Ledger, PredictError } from "./ledger";
import { differences, differInReading, type RunIdentity } from "./manifest";
import { replaceFile } from "./replace-file";
import { type Entry, linesAt, type ScannedJournal, scanJournal } from "./scan-journal";
import { type Shard, type Task, taskKey, WHOLE } from "./task";

type Journal = Ledger & {
  /** Ends the journal; everything added is on the disk then. */
  close(): Promise<void>;
};

type JournalOptions = {
  /** The predictions file that is to come of it. */
  readonly out: string;
  readonly shard: Shard;
  readonly manifest: RunManifest;
  readonly rectify: boolean;
  /** Those of all parts. */
  readonly tasks: readonly Task[];
  /** Reads an answer again as the manifest says, where it was read in another unit or order. */
  readonly reread: (reading: Reading, task: Task) => Reading;
};

/** Lines are in the operating system's hands at once, and on the disk this much later at most. */
const SYNC_MS = 1_000;

/**
 * Opens the journal of a run, or of a part of it, beside its predictions file, and takes up what earlier starts and
 * other parts have read. A line is written as soon as its frame is read, so that a process killed at any byte loses
 * what it was reading and nothing else. It is synced to the disk once a second: a power cut costs a second's frames,
 * which are read again, where syncing every line would hold up a fast server.
 *
 * @throws PredictError when the journals are of a run with another model, prompt or parameters, or in use
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { out, shard, manifest, rectify } = options;
  const file = journalOf(out, shard);
  const release = await holdFile(file);
  try {
    if (existsSync(file)) await rereadJournal(file, options);
    const known = await readJournals(out, manifest);
    if (known.journals.size === 0 && existsSync(out)) {
      throw new PredictError(
        `${out} is there already, and is of no run that could be gone on with. Give another --out.`,
      );
    }
    const own = known.journals.get(file);
    const handle = await open(file, "a");
    // Only what a line feed ends was ever told; the rest would spoil the line that comes after it.
    await handle.truncate(own?.manifest ? own.end : 0);
    const write = writer(handle);
    if (!own?.manifest) await write(`${manifestLine(manifest)}\n`);
    const add = (task: Task, said: string) => write(`${entryLine(taskKey(task, rectify), said)}\n`);
    return {
      earlier: (task) => known.entries.get(taskKey(task, rectify))?.said ?? null,
      async wordsOf(task) {
        const entry = known.entries.get(taskKey(task, rectify));
        if (entry?.said.kind !== "read") return null;
        for await (const line of linesAt([entry.place])) return readingSchema.parse(line).raw;
        return null;
      },
      addReading: (task, reading) => add(task, `"line":${predictionLine(task, reading)}`),
      addFailure: (task, why) => add(task, `"failure":${JSON.stringify(why)}`),
      async close() {
        try {
          await write.end();
        } finally {
          await release();
        }
      },
    };
  } catch (cause) {
    await release();
    throw cause;
  }
}

/**
 * Reads every answer of a journal again, where it was read in another unit or order than is asked for now; in its
 * place stands the new one, whole or not at all. An answer about a frame that is no task is left out.
 */
async function rereadJournal(
  file: string,
  { manifest, rectify, tasks, reread }: JournalOptions,
): Promise<void> {
  const scanned = await scanJournal(file);
  if (scanned.manifest === null || !differInReading(scanned.manifest as RunIdentity, manifest)) return;
  const lines = async function* (): AsyncGenerator<string> {
    yield manifestLine(manifest);
    for (const task of tasks) {
      const key = taskKey(task, rectify);
      const entry = scanned.entries.get(key);
      if (!entry) continue;
      const { said, place } = entry;
      if (said.kind === "failed") yield entryLine(key, `"failure":${JSON.stringify(said.why)}`);
      else
        for await (const line of linesAt([place]))
          yield entryLine(key, `"line":${predictionLine(task, reread(readingSchema.parse(line), task))}`);
    }
  };
  await replaceFile(file, lines());
}

const readingSchema = z.looseObject({
  raw: z.object({ turn1: z.string().nullable(), turn2: z.string().nullable() }),
  samples: z.array(z.looseObject({})).nullable().default(null),
}) as unknown as z.ZodType<Reading>;

/** An entry, without the line feed. */
const entryLine = (key: string, said: string): string => `{"key":${JSON.stringify(key)},${said}}`;

/** Appends to a file in order, and syncs it every second in which something was written. */
function writer(handle: Awaited<ReturnType<typeof open>>) {
  let last: Promise<void> = Promise.resolve();
  let syncing: NodeJS.Timeout | null = null;
  const write = (text: string): Promise<void> => {
    last = last.then(() => handle.appendFile(text));
    syncing ??= setTimeout(() => {
      syncing = null;
      last = last.then(() => handle.datasync());
      // Whoever writes next, or ends, is told.
      last.catch(() => {});
    }, SYNC_MS);
    return last;
  };
  write.end = async (): Promise<void> => {
    if (syncing) clearTimeout(syncing);
    try {
      await last;
      await handle.datasync();
    } finally {
      await handle.close();
    }
  };
  return write;
}

/** What all parts of a run have read so far. */
type KnownEntries = {
  readonly journals: ReadonlyMap<string, ScannedJournal>;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The first line of the first journal; null where there is none. */
  readonly manifest: unknown;
};

/**
 * Reads every journal of a predictions file.
 *
 * @throws PredictError when one is of another run than the manifest's
 */
export async function readJournals(out: string, manifest: RunIdentity): Promise<KnownEntries> {
  const journals = new Map<string, ScannedJournal>();
  const entries = new Map<string, Entry>();
  for (const file of await journalsOf(out)) {
    const scanned = await scanJournal(file);
    journals.set(file, scanned);
    if (scanned.manifest === null) continue;
    // Another part's that is not yet read again: its frames are missing until it is.
    if (differInReading(scanned.manifest as RunIdentity, manifest)) continue;
    const others = differences(scanned.manifest as RunIdentity, manifest);
    if (others.length > 0) {
      throw new PredictError(
        `${file} is of another run: ${others.join("; ")}. Give this run another --out, or run it as that one was.`,
      );
    }
    for (const [key, entry] of scanned.entries) {
      if (entry.said.kind === "read" || !entries.has(key)) entries.set(key, entry);
    }
  }
  const [first] = [...journals.values()].filter(
    (journal) => journal.manifest !== null && !differInReading(journal.manifest as RunIdentity, manifest),
  );
  return { journals, entries, manifest: first?.manifest ?? null };
}

function journalOf(out: string, shard: Shard): string {
  return shard.of === WHOLE.of ? `${out}.journal` : `${out}.journal-${shard.index}-of-${shard.of}`;
}

/** The journals beside a predictions file, in the order of their parts. */
async function journalsOf(out: string): Promise<string[]> {
  const folder = path.dirname(out);
  const prefix = `${path.basename(out)}.journal`;
  const collator = new Intl.Collator("en", { numeric: true });
  return (await readdir(folder))
    .filter((name) => name.startsWith(prefix) && /^(?:-\d+-of-\d+)?$/.test(name.slice(prefix.length)))
    .sort(collator.compare)
    .map((name) => path.join(folder, name));
}
