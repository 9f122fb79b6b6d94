import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ReferenceLine, referenceLine } from "./reference-lines";

/**
 * Writes references as JSON Lines (docs/resgo-format.md), in the order given. The file is there whole or not at
 * all: it is written beside its place, and then put there.
 */
export async function writeReference(file: string, references: Iterable<ReferenceLine>): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(chunksOf(references)), createWriteStream(unfinished, { flags: "wx" }));
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}

const CHUNK_LENGTH = 256 * 1024;

/** Many lines at once: a stream takes a few large pieces far faster than a million small ones. */
function* chunksOf(references: Iterable<ReferenceLine>): Generator<string> {
  let chunk = "";
  for (const reference of references) {
    chunk += referenceLine(reference);
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}
