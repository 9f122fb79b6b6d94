import type { Database } from "../../db/client";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { FrameStorage } from "../../storage/frame-storage";

const removedFrames = statement({
  name: "removed-frames",
  params: { frameId: nullable(uuid) },
  row: { id: uuid, sha256: text },
  sql: `SELECT id, sha256 FROM frame WHERE removed_at IS NOT NULL AND ($frameId IS NULL OR id = $frameId)
    ORDER BY removed_at, id`,
});

const setErased = statement({
  name: "set-erased",
  params: { frameId: uuid, now: timestamp },
  sql: "UPDATE frame SET erased_at = $now WHERE id = $frameId AND erased_at IS NULL",
});

const removedClips = statement({
  name: "removed-clips",
  row: { sha256: text },
  sql: "SELECT DISTINCT sha256 FROM clip WHERE removed_at IS NOT NULL ORDER BY sha256",
});

/**
 * Erases the files of pictures that were removed, and of the clips that went with them, again where they are back: an import that was under way may have
 * brought one. For the server by itself, and whoever removes one; callers have authorized.
 *
 * @param only one frame, and all clips; all that were removed where it is left out
 * @returns how many pictures have no file left
 * @throws StorageError where the storage can't be written to: nothing is lost, and the next round goes on
 */
export async function eraseRemoved(
  db: Database,
  storage: FrameStorage,
  now: Date,
  only: string | null = null,
): Promise<{ readonly erased: number }> {
  for (const { sha256 } of await db.all(removedClips)) await storage.removeClip(sha256);
  const frames = await db.all(removedFrames, { frameId: only });
  for (const { id, sha256 } of frames) {
    await storage.removeFrame(sha256);
    await db.run(setErased, { frameId: id, now });
  }
  return { erased: frames.length };
}
