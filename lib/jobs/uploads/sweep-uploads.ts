import type { Database } from "@/lib/db/client";
import type { UploadSpool } from "@/lib/storage/upload-spool";

/** An upload that nothing came of for so long is given up. */
const GIVEN_UP_AFTER = "2 days";

/** Gives up uploads that never arrived whole, and frees the room of what has been read. */
export async function sweepUploads(db: Database, spool: UploadSpool): Promise<void> {
  await db.pool.query(
    `UPDATE upload SET status = 'failed', finished_at = now(), error = 'It never arrived whole, and was given up.'
     WHERE status = 'receiving' AND created_at < now() - interval '${GIVEN_UP_AFTER}'`,
  );
  const ids = await spool.ids();
  if (ids.length === 0) return;
  const { rows } = await db.pool.query<{ id: string }>(
    "SELECT id FROM upload WHERE id = ANY($1::uuid[]) AND status IN ('receiving', 'waiting', 'running')",
    [ids],
  );
  const wanted = new Set(rows.map(({ id }) => id));
  for (const id of ids.filter((each) => !wanted.has(each))) await spool.remove(id);
}
