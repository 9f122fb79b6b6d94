import type { DBSchema } from "idb";
import {
  REMEMBERED_MS,
  type RememberedRecording,
  rememberedRecordingSchema,
} from "@/lib/domain/recordings/remembered";
import { openBrowserDatabase } from "../client/browser-database";

interface Schema extends DBSchema {
  recordings: { key: string; value: RememberedRecording; indexes: { userId: string } };
}

/** What this browser remembers of a person's recordings. Where the browser keeps nothing, nothing is remembered. */
export type RememberedRecordings = {
  find(key: string): Promise<RememberedRecording | null>;
  list(): Promise<readonly RememberedRecording[]>;
  save(recording: Omit<RememberedRecording, "userId">): Promise<void>;
  forget(key: string): Promise<void>;
  close(): void;
};

const NAME = "calot-recordings";

const open = (name: string) =>
  openBrowserDatabase<Schema>(name, (db) => {
    db.createObjectStore("recordings", { keyPath: "key" }).createIndex("userId", "userId");
  });

export function rememberedRecordings(userId: string, now: () => number, name = NAME): RememberedRecordings {
  const database = open(name);
  const readable = (value: unknown): RememberedRecording | null => {
    const read = rememberedRecordingSchema.safeParse(value);
    return read.success && read.data.userId === userId ? read.data : null;
  };
  const all = async (): Promise<readonly RememberedRecording[]> => {
    const kept = await database.use((db) => db.getAllFromIndex("recordings", "userId", userId));
    return kept.flatMap((value) => readable(value) ?? []);
  };
  const forget = (key: string): Promise<void> =>
    database.use((db) => db.delete("recordings", key)).catch(() => {});
  return {
    find: (key) => database.use((db) => db.get("recordings", key)).then(readable, () => null),
    list: async () => {
      const kept = await all().catch(() => []);
      const old = kept.filter(({ at }) => at < now() - REMEMBERED_MS);
      await Promise.all(old.map(({ key }) => forget(key)));
      return kept.filter((recording) => !old.includes(recording)).toSorted((a, b) => b.at - a.at);
    },
    save: (recording) =>
      database.use(async (db) => {
        await db.put("recordings", { ...recording, userId });
      }),
    forget,
    close: () => database.close(),
  };
}

/** Forgets everything about recordings in this browser, as somebody signs out. Never fails. */
export async function forgetRecordings(name = NAME): Promise<void> {
  const database = open(name);
  await database.use((db) => db.clear("recordings")).catch(() => {});
  database.close();
}
