import type { Database } from "@/lib/db/client";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { SHELVES } from "@/lib/storage/frame-names";
import { StorageError } from "@/lib/storage/frame-storage";
import { OBJECTS_AT_ONCE, type ObjectStore } from "@/lib/storage/object-store";
import { whileNoneComes } from "../import/sweep-pictures";
import { checkObject } from "./check-object";
import { namedObjects, namedStill } from "./named-objects";

/** What is younger may be named in a moment: a picture is stored before the database names it. */
const ORPHAN_AFTER_MS = 86_400_000;

export type VerifyReport = {
  readonly named: number;
  /** Read to the end, and right. */
  readonly right: number;
  readonly bytes: number;
  /** Pictures that had no SHA-256 kept beside them: they can be shown, and have one from now on. */
  readonly summed: number;
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
  /** What no row names, for more than a day. */
  readonly orphans: readonly { readonly name: string; readonly bytes: number }[];
};

/** Reads all that the database names, to the last byte, and looks for what it doesn't name. */
export async function verifyStorage(
  db: Database,
  store: ObjectStore,
  { now, onProgress }: { now: Date; onProgress?: (done: number, total: number) => void },
): Promise<VerifyReport> {
  const names = (await namedObjects(db)).map(({ name }) => name).sort();
  const [missing, damaged]: [string[], string[]] = [[], []];
  let [right, bytes, summed, done] = [0, 0, 0, 0];
  await eachAtOnce(names, OBJECTS_AT_ONCE, async (name) => {
    const checked = await checkObject(store, name);
    if ("bytes" in checked) {
      right += 1;
      bytes += checked.bytes.length;
      if (checked.is === "unsummed" && (await sum(store, name, checked.bytes))) summed += 1;
    } else {
      (checked.is === "missing" ? missing : damaged).push(name);
    }
    done += 1;
    onProgress?.(done, names.length);
  });
  return {
    ...{ named: names.length, right, bytes, summed },
    missing: (await namedStill(db, missing)).sort(),
    damaged: (await namedStill(db, damaged)).sort(),
    orphans: await orphansIn(db, store, now),
  };
}

/** Keeps its SHA-256 beside a picture; false where the place can only be read. */
async function sum(store: ObjectStore, name: string, bytes: Buffer): Promise<boolean> {
  try {
    await store.put(name, bytes, { summed: true });
    return true;
  } catch (cause) {
    if (cause instanceof StorageError) return false;
    throw cause;
  }
}

/**
 * Removes what no row names, for more than a day, while no import is under way, which may be about to use it.
 *
 * @returns their names; null where an import is under way
 */
export function removeOrphans(db: Database, store: ObjectStore, now: Date): Promise<string[] | null> {
  return whileNoneComes(db, async () => {
    const orphans = await orphansIn(db, store, now);
    await eachAtOnce(orphans, OBJECTS_AT_ONCE, ({ name }) => store.remove(name));
    return orphans.map(({ name }) => name);
  });
}

async function orphansIn(db: Database, store: ObjectStore, now: Date): Promise<VerifyReport["orphans"]> {
  const found: { name: string; bytes: number }[] = [];
  for (const shelf of SHELVES) {
    for await (const { name, bytes, at } of store.list(`${shelf}/`)) {
      if (now.getTime() - at.getTime() > ORPHAN_AFTER_MS) found.push({ name, bytes });
    }
  }
  // Asked after it was listed: what was named meanwhile is.
  const named = new Set((await namedObjects(db)).map(({ name }) => name));
  return found.filter(({ name }) => !named.has(name));
}
