import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { DamagedError } from "./backup-error";
import type { Content, Contents } from "./contents";

/** How much of what is long goes into one content, before it is packed. */
const PART_BYTES = 16 * 1024 * 1024;
/** Parts that are packed and written while the next one is read. */
const AT_ONCE = 3;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export type LongContent = {
  /** How many lines it has. */
  readonly lines: number;
  /** Its length. */
  readonly bytes: number;
  /** Its parts in their order. */
  readonly parts: readonly Content[];
};

/**
 * Keeps lines of any number, cut into parts of one length and packed: a table that only grew since the backup before has
 * the same first parts.
 */
export async function keepLong(contents: Contents, lines: AsyncIterable<Buffer>): Promise<LongContent> {
  const parts: Promise<Content>[] = [];
  let [count, bytes] = [0, 0];
  const keep = async (part: Buffer): Promise<void> => {
    parts.push(pack(part).then((packed) => contents.keep(packed)));
    // One that fails is told when its turn comes.
    parts.at(-1)!.catch(() => {});
    await parts.at(-AT_ONCE);
  };
  for await (const part of inParts(lines)) {
    count += linesIn(part);
    bytes += part.length;
    await keep(part);
  }
  return { lines: count, bytes, parts: await Promise.all(parts) };
}

/** @throws DamagedError where a part is not what was kept */
export async function* readLong(
  contents: Contents,
  { lines, bytes, parts }: LongContent,
): AsyncGenerator<Buffer> {
  let [count, read] = [0, 0];
  for (const part of parts) {
    const unpacked = await unpack(await contents.read(part), { maxOutputLength: PART_BYTES }).catch(
      (cause) => {
        if (cause instanceof DamagedError) throw cause;
        throw new DamagedError(`The file ${part.name} of the backup can’t be unpacked.`);
      },
    );
    count += linesIn(unpacked);
    read += unpacked.length;
    yield unpacked;
  }
  if (read !== bytes || count !== lines) {
    throw new DamagedError("It has another length than was written.");
  }
}

async function* inParts(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let rest = chunk;
    while (length + rest.length >= PART_BYTES) {
      const fitting = rest.subarray(0, PART_BYTES - length);
      yield Buffer.concat([...held, fitting]);
      rest = rest.subarray(fitting.length);
      [held, length] = [[], 0];
    }
    if (rest.length === 0) continue;
    held.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(held);
}

const LINE_END = 0x0a;

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_END); at !== -1; at = bytes.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}
