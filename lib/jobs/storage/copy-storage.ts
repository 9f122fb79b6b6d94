import type { Database } from "@/lib/db/client";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { hashOfName, SHELVES } from "@/lib/storage/frame-names";
import { OBJECTS_AT_ONCE, type ObjectStore } from "@/lib/storage/object-store";
import { checkObject } from "./check-object";
import { namedObjects, namedStill } from "./named-objects";

export type CopyReport = {
  readonly named: number;
  readonly copied: number;
  readonly copiedBytes: number;
  /** Were there before, of the same size. */
  readonly there: number;
  /** Names of what the database names and the first place hasn't got, or has damaged: they were not copied. */
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
};

/**
 * Copies all that the database names from one place to another, holding each to its SHA-256 before it is put. What is there
 * is left out, so that it goes on where it was cut off, and a second time takes what came meanwhile.
 *
 * @param anew copies what is there too
 */
export async function copyStorage(
  db: Database,
  from: ObjectStore,
  to: ObjectStore,
  { anew = false, onProgress }: { anew?: boolean; onProgress?: (done: number, total: number) => void } = {},
): Promise<CopyReport> {
  const names = (await namedObjects(db)).map(({ name }) => name).sort();
  const [before, after] = [await sizesIn(from), anew ? new Map<string, number>() : await sizesIn(to)];
  const wanted = names.filter((name) => !after.has(name) || after.get(name) !== before.get(name));
  const [missing, damaged]: [string[], string[]] = [[], []];
  let [copied, copiedBytes, done] = [0, 0, names.length - wanted.length];
  await eachAtOnce(wanted, OBJECTS_AT_ONCE, async (name) => {
    const checked = await checkObject(from, name);
    if ("bytes" in checked) {
      await to.put(name, checked.bytes, { summed: hashOfName(name) === null });
      copied += 1;
      copiedBytes += checked.bytes.length;
    } else {
      (checked.is === "missing" ? missing : damaged).push(name);
    }
    done += 1;
    onProgress?.(done, names.length);
  });
  return {
    ...{ named: names.length, copied, copiedBytes, there: names.length - wanted.length },
    missing: (await namedStill(db, missing)).sort(),
    damaged: (await namedStill(db, damaged)).sort(),
  };
}

/** The sizes of all that is kept of frames and clips, in bytes, by name. */
async function sizesIn(store: ObjectStore): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const shelf of SHELVES) {
    for await (const { name, bytes } of store.list(`${shelf}/`)) sizes.set(name, bytes);
  }
  return sizes;
}
