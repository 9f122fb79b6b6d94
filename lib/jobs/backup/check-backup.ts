import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { StorageError } from "@/lib/storage/frame-storage";
import { OBJECTS_AT_ONCE, type ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";
import { contentsIn, setAside } from "./contents";
import { readFileList } from "./file-list";
import { readLong } from "./long-content";
import type { Manifest } from "./manifest";
import type { Seal } from "./seal";
import { MOST_BYTES, withinBytes } from "./within-bytes";

type Checking = {
  readonly onProgress?: ((what: string, done: number, total: number) => void) | undefined;
  /** What was found of contents that were read before, by their hashes; what is read now is added. */
  readonly checked?: Map<string, Promise<string | null>>;
  /** Puts what is damaged aside, so that the next backup keeps it anew. */
  readonly mends?: boolean;
};

/**
 * Reads all of a backup and holds every byte against its hash.
 *
 * @returns what is wrong, a sentence each
 */
export async function checkBackup(
  store: ObjectStore,
  seal: Seal,
  { tables, files }: Manifest,
  { onProgress = () => {}, checked = new Map(), mends = false }: Checking = {},
): Promise<string[]> {
  // Where nothing may be written, what is damaged is told all the same.
  const aside = (name: string): Promise<void> =>
    setAside(store, seal, name).catch((cause: unknown) => {
      if (!(cause instanceof StorageError)) throw cause;
    });
  const contents = contentsIn(store, seal, new Map(), mends ? aside : undefined);
  const wrong: string[] = [];
  const tell = (cause: unknown, what: string): void => {
    wrong.push(`${what}: ${sentenceOf(cause)}`);
  };
  for (const [done, { name, rows }] of tables.entries()) {
    onProgress("tables", done, tables.length);
    try {
      for await (const _ of readLong(contents, rows)) {
      }
    } catch (cause) {
      tell(cause, `The table ${name}`);
    }
  }
  onProgress("tables", tables.length, tables.length);
  const list = await readFileList(contents, files.list).catch((cause: unknown) => {
    tell(cause, "The list of files");
    return [];
  });
  const within = withinBytes(MOST_BYTES);
  await eachAtOnce(list, OBJECTS_AT_ONCE, async ({ name, sha256, bytes }, index) => {
    onProgress("files", index, list.length);
    if (sha256 === null) return;
    if (!checked.has(sha256))
      checked.set(
        sha256,
        within(bytes, () => contents.readBy(sha256, bytes)).then(() => null, sentenceOf),
      );
    const sentence = await checked.get(sha256)!;
    if (sentence !== null) wrong.push(`${name}: ${sentence}`);
  });
  onProgress("files", list.length, list.length);
  return wrong;
}

/** What is wrong with a content. @throws whatever else it is */
function sentenceOf(cause: unknown): string {
  if (cause instanceof BackupError) return cause.message;
  throw cause;
}
