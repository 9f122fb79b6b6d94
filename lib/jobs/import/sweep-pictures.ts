import type { Database } from "@/lib/db/client";
import { text, uuid, uuids } from "@/lib/db/columns";
import { ownConnection } from "@/lib/db/own-connection";
import { statement } from "@/lib/db/statement";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { LOCK_NOT_AVAILABLE, PATIENCE, PICTURES } from "./import-lock";

const lockPictures = statement({
  name: "lock-pictures",
  params: { pictures: text },
  sql: "SELECT pg_advisory_lock(hashtextextended($pictures, 0))",
});

/** Of a frame `f`: no version of a case shows it. */
const isUnused = "NOT EXISTS (SELECT FROM case_version v WHERE v.frame_id = f.id)";

// One that was removed for good stays known: it is never taken in again.
const unusedFrames = statement({
  name: "unused-frames",
  row: { id: uuid, sha256: text },
  sql: `SELECT f.id, f.sha256 FROM frame f WHERE f.removed_at IS NULL AND ${isUnused} ORDER BY f.id`,
});

const deleteFrames = statement({
  name: "delete-unused-frames",
  params: { ids: uuids },
  sql: `DELETE FROM frame f WHERE f.id = ANY($ids) AND ${isUnused}`,
});

/**
 * Removes the pictures that no case shows, or showed, from the storage: those of imports that were taken back. While an
 * import is under way, which may be about to use them, it does nothing; the server asks again every hour.
 *
 * @returns how many were removed; null where an import is under way
 * @throws StorageError where the storage can't be written to: the next round goes on
 */
export async function sweepPictures(db: Database, storage: FrameStorage): Promise<number | null> {
  const own = await ownConnection(db);
  try {
    await own.utility(`SET lock_timeout = '${PATIENCE}'`);
    await own.run(lockPictures, { pictures: PICTURES });
    const frames = await own.all(unusedFrames);
    // Its row goes last: cut off in between, the next round finds it.
    for (const { sha256 } of frames) await storage.removeFrame(sha256);
    return await own.run(deleteFrames, { ids: frames.map(({ id }) => id) });
  } catch (cause) {
    if ((cause as { code?: string }).code === LOCK_NOT_AVAILABLE) return null;
    throw cause;
  } finally {
    own.end();
  }
}
