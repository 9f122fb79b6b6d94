import { eachAtOnce } from "@/lib/resgo/each-at-once";
import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";
import { contentsIn } from "./contents";
import { readFileList } from "./file-list";
import { readLong } from "./long-content";
import type { Manifest } from "./manifest";
import type { Seal } from "./seal";
import { MOST_BYTES, withinBytes } from "./within-bytes";

/** Files that are read at once. */
const AT_ONCE = 8;

/**
 * Reads all of a backup and holds every byte against its hash.
 *
 * @param checked what was found of contents that were read before, by their hashes; what is read now is added
 * @returns what is wrong, a sentence each
 */
export async function checkBackup(
  store: ObjectStore,
  seal: Seal,
  { tables, files }: Manifest,
  onProgress: (what: string, done: number, total: number) => void = () => {},
  checked = new Map<string, Promise<string | null>>(),
): Promise<string[]> {
  const contents = contentsIn(store, seal);
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
  await eachAtOnce(list, AT_ONCE, async ({ name, sha256, bytes }, index) => {
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
