import { z } from "zod";
import { DamagedError } from "./backup-error";
import type { Contents } from "./contents";
import { type LongContent, readLong } from "./long-content";

/** A file of the storage in a backup; one without a hash was missing when it was made. */
export type ListedFile = {
  readonly name: string;
  readonly sha256: string | null;
  readonly bytes: number;
};

const NAME = /^(?:originals|renditions|clips)\/[0-9a-f]{2}\/[0-9a-f]{64}[a-z0-9.-]{1,16}$/;
const line = z.tuple([
  z.string().regex(NAME),
  z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  z.int().min(0),
]);

/** A backup's list of files, a line each. */
export async function* writeFileList(files: readonly ListedFile[]): AsyncGenerator<Buffer> {
  const AT_ONCE = 1_000;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const lines = files
      .slice(at, at + AT_ONCE)
      .map(({ name, sha256, bytes }) => JSON.stringify([name, sha256, bytes]));
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
}

/** @throws DamagedError where it is not one */
export async function readFileList(contents: Contents, list: LongContent): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  let rest = "";
  for await (const part of readLong(contents, list)) {
    const lines = (rest + part.toString("latin1")).split("\n");
    rest = lines.pop()!;
    for (const each of lines) files.push(readLine(each));
  }
  return files;
}

function readLine(text: string): ListedFile {
  try {
    const [name, sha256, bytes] = line.parse(JSON.parse(text));
    return { name, sha256, bytes };
  } catch {
    throw new DamagedError("The backup’s list of files can’t be read.");
  }
}
