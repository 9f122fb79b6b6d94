import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import type { Earlier } from "./ledger";

/** Where the bytes of an entry's prediction line stand in its journal. */
export type Place = { readonly file: string; readonly start: number; readonly length: number };

/** The last entry of a journal about a task. */
export type Entry = { readonly place: Place; readonly said: Earlier };

export type ScannedJournal = {
  /** As its first line has it; null when the file is empty, or was cut short within that line. */
  readonly manifest: unknown;
  /** By the tasks' keys. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The end of the last whole line, in bytes: what follows was torn off. */
  readonly end: number;
};

const entrySchema = z.union([
  z.object({ key: z.string(), line: z.looseObject({ error: z.string().nullable() }) }),
  z.object({ key: z.string(), failure: z.string() }),
]);

/**
 * Reads a journal, whatever became of its writer. A line without its line feed was never finished; one that can't be
 * read is passed over, and its frame is read again.
 */
export async function scanJournal(file: string): Promise<ScannedJournal> {
  let manifest: unknown = null;
  const entries = new Map<string, Entry>();
  let end = 0;
  for await (const { start, bytes } of wholeLines(file)) {
    end = start + bytes.length + 1;
    const value = parse(bytes);
    if (start === 0) {
      manifest = value;
      continue;
    }
    const entry = entrySchema.safeParse(value);
    if (!entry.success) continue;
    const said: Earlier =
      "failure" in entry.data
        ? { kind: "failed", why: entry.data.failure }
        : { kind: "read", error: entry.data.line.error };
    entries.set(entry.data.key, { place: { file, start, length: bytes.length }, said });
  }
  return { manifest, entries, end };
}

/** The prediction lines of entries, one after the other. */
export async function* linesAt(places: readonly Place[]): AsyncGenerator<unknown> {
  const files = new Map<string, FileHandle>();
  try {
    for (const { file, start, length } of places) {
      const handle = files.get(file) ?? (await open(file));
      files.set(file, handle);
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, start);
      yield (JSON.parse(buffer.toString("utf8")) as { line: unknown }).line;
    }
  } finally {
    for (const handle of files.values()) await handle.close();
  }
}

/** The lines of a file that end in a line feed, without it, and where they begin. */
async function* wholeLines(file: string): AsyncGenerator<{ start: number; bytes: Buffer }> {
  let parts: Buffer[] = [];
  let start = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const bytes = Buffer.concat([...parts, chunk.subarray(from, at)]);
      parts = [];
      yield { start, bytes };
      start += bytes.length + 1;
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
