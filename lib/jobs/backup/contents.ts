import type { Listed, ObjectStore } from "@/lib/storage/object-store";
import { BackupError, DamagedError } from "./backup-error";
import { getKept } from "./get-kept";
import { type Seal, sha256Of } from "./seal";

/** A content of backups: what it is called where it is kept, and how long it is. */
export type Content = { readonly name: string; readonly bytes: number };

/** What backups are made of: bytes, each kept once under a name that follows from them. */
export type Contents = {
  /** Whether a content with this hash is there, in its whole length. */
  has(sha256: string, bytes: number): boolean;
  /** Keeps a content, unless it is there. */
  keep(bytes: Uint8Array): Promise<Content>;
  /** @throws DamagedError where it is gone, or not what was kept */
  read(content: Content): Promise<Buffer>;
  /** The same by its hash. */
  readBy(sha256: string, bytes: number): Promise<Buffer>;
  /** Bytes that were written, and in how many files, as it keeps them. */
  written(): { readonly files: number; readonly bytes: number };
};

/** The folder of the contents under one key: another key names the same bytes by other names. */
export const folderOf = (key: string | null): string => `contents/${key ?? "plain"}`;

const placeOf = (seal: Seal, name: string): string => `${folderOf(seal.key)}/${name.slice(0, 2)}/${name}`;

/** What is there under a key, each by its name alone. */
export async function* listContents(store: ObjectStore, key: string | null): AsyncGenerator<Listed> {
  for await (const { name, bytes, at } of store.list(`${folderOf(key)}/`)) {
    yield { name: name.slice(name.lastIndexOf("/") + 1), bytes, at };
  }
}

/** The same: lengths by name. */
export async function lengthsOfContents(
  store: ObjectStore,
  key: string | null,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { name, bytes } of listContents(store, key)) found.set(name, bytes);
  return found;
}

/**
 * @param there what is there already; empty where everything is to be read alone
 * @param onDamaged told what can't be read as it was kept
 */
export function contentsIn(
  store: ObjectStore,
  seal: Seal,
  there = new Map<string, number>(),
  onDamaged: (name: string) => Promise<void> = async () => {},
): Contents {
  let files = 0;
  let written = 0;
  const has = (name: string, bytes: number): boolean => there.get(name) === seal.sizeOf(bytes);
  const readKept = async ({ name, bytes }: Content): Promise<Buffer> => {
    const kept = await getKept(store, placeOf(seal, name));
    if (!kept) throw new DamagedError(`The file ${name} of the backup is gone.`);
    if (kept.length !== seal.sizeOf(bytes)) {
      throw new DamagedError(
        `The file ${name} of the backup is damaged: it has another length than was written.`,
      );
    }
    return seal.open(name, kept);
  };
  const read = (content: Content): Promise<Buffer> =>
    readKept(content).catch(async (cause: unknown) => {
      if (cause instanceof DamagedError) await onDamaged(content.name);
      throw cause;
    });
  return {
    has: (sha256, bytes) => has(seal.nameOf(sha256), bytes),
    async keep(bytes) {
      const name = seal.nameOf(sha256Of(bytes));
      if (!has(name, bytes.length)) {
        const closed = seal.close(name, bytes);
        await store.put(placeOf(seal, name), closed);
        there.set(name, closed.length);
        files += 1;
        written += closed.length;
      }
      return { name, bytes: bytes.length };
    },
    read,
    readBy: (sha256, bytes) => read({ name: seal.nameOf(sha256), bytes }),
    written: () => ({ files, bytes: written }),
  };
}

/** Removes a content. */
export const removeContent = (store: ObjectStore, seal: Seal, name: string): Promise<void> =>
  store.remove(placeOf(seal, name));

/**
 * Puts a content aside that is not what was kept, where it lies for whoever wants to look: the next backup keeps it anew, by
 * which older ones are whole again. One that the place can't give just now, or that is right by now, stays where it is.
 */
export async function setAside(store: ObjectStore, seal: Seal, name: string): Promise<void> {
  const place = placeOf(seal, name);
  const kept = await store.get(place);
  if (!kept || isRight(seal, name, kept.bytes)) return;
  await store.put(`damaged/${name}`, kept.bytes);
  await store.remove(place);
}

function isRight(seal: Seal, name: string, kept: Buffer): boolean {
  try {
    seal.open(name, kept);
    return true;
  } catch {
    return false;
  }
}

/** @throws BackupError where a content that a backup is about to name has gone: another program removed it */
export async function assertThere(store: ObjectStore, seal: Seal, named: Iterable<Content>): Promise<void> {
  const there = await lengthsOfContents(store, seal.key);
  for (const { name, bytes } of named) {
    if (there.get(name) === seal.sizeOf(bytes)) continue;
    throw new BackupError(
      `The file ${name} went while the backup was made. Run it again, and nothing beside it.`,
    );
  }
}
