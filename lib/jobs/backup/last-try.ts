import { z } from "zod";
import type { ObjectStore } from "@/lib/storage/object-store";

const NAME = "last-try.json";

const trySchema = z.object({
  at: z.iso.datetime(),
  ok: z.boolean(),
  /** The backup that was made; null where none was. */
  backup: z.string().nullable(),
  /** What went wrong, a sentence; null where nothing did. */
  why: z.string().nullable(),
});

/** How the last backup into a place went. */
export type LastTry = Readonly<z.output<typeof trySchema>>;

/** Notes how a backup went, for whoever watches the place. A place that can't be written to says so by itself. */
export const noteTry = (store: ObjectStore, last: LastTry): Promise<void> =>
  store.put(NAME, Buffer.from(`${JSON.stringify(last)}\n`)).catch(() => {});

/** Null where none was noted. */
export async function readLastTry(store: ObjectStore): Promise<LastTry | null> {
  const kept = await store.get(NAME);
  if (!kept) return null;
  try {
    return trySchema.parse(JSON.parse(kept.bytes.toString()));
  } catch {
    return null;
  }
}
