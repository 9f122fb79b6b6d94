import type { Database } from "@/lib/db/client";
import { boolean, text, uuid, uuids } from "@/lib/db/columns";
import { lockKeeper } from "@/lib/db/lock-keeper";
import { statement } from "@/lib/db/statement";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { LOCK_NOT_AVAILABLE, PATIENCE, PICTURES } from "./import-lock";

const lockPictures = statement({
  name: "lock-pictures",
  params: { pictures: text },
  sql: "SELECT pg_advisory_xact_lock(hashtextextended($pictures, 0))",
});

/** Of a clip `k`: no case has it, and none would have it again once an import is taken back. */
const isUnusedClip = `k.removed_at IS NULL AND NOT EXISTS (SELECT FROM "case" c WHERE c.clip_id = k.id)
    AND NOT EXISTS (SELECT FROM import_change h WHERE h.kind = 'case' AND h.before->>'clipId' = k.id::text)`;

// Its file stays where it ends at another picture too.
const unusedClips = statement({
  name: "unused-clips",
  row: { id: uuid, sha256: text, alone: boolean },
  sql: `SELECT k.id, k.sha256, NOT EXISTS (SELECT FROM clip o WHERE o.sha256 = k.sha256 AND o.id <> k.id) AS alone
    FROM clip k WHERE ${isUnusedClip} ORDER BY k.id`,
});

const deleteClips = statement({
  name: "delete-unused-clips",
  params: { ids: uuids },
  sql: `DELETE FROM clip k WHERE k.id = ANY($ids) AND ${isUnusedClip}`,
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
 * Removes the pictures that no case shows, or showed, and the clips that none has, from the storage: those of imports that
 * were taken back. While an
 * import is under way, which may be about to use them, it does nothing; the server asks again every hour.
 *
 * @returns how many pictures were removed; null where an import is under way
 * @throws StorageError where the storage can't be written to: the next round goes on
 */
export function sweepPictures(db: Database, storage: FrameStorage): Promise<number | null> {
  return whileNoneComes(db, async () => {
    const clips = await db.all(unusedClips);
    for (const { sha256, alone } of clips) if (alone) await storage.removeClip(sha256);
    await db.run(deleteClips, { ids: clips.map(({ id }) => id) });
    const frames = await db.all(unusedFrames);
    // Its row goes last: cut off in between, the next round finds it.
    for (const { sha256 } of frames) await storage.removeFrame(sha256);
    return await db.run(deleteFrames, { ids: frames.map(({ id }) => id) });
  });
}

/** Does something while no import is under way, which may be about to use what is there; null where one is. */
export async function whileNoneComes<T>(db: Database, work: () => Promise<T>): Promise<T | null> {
  const keeper = await lockKeeper(db);
  try {
    await keeper.waitAtMost(PATIENCE);
    await keeper.run(lockPictures, { pictures: PICTURES });
    return await work();
  } catch (cause) {
    if ((cause as { code?: string }).code === LOCK_NOT_AVAILABLE) return null;
    throw cause;
  } finally {
    await keeper.letGo();
  }
}
