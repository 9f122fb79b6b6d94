import type { Database } from "@/lib/db/client";
import { text, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { t } from "@/lib/language/t";
import { span } from "@/lib/sql/time";
import type { UploadSpool } from "@/lib/storage/upload-spool";

/** An upload that nothing came of for so long is given up. */
const GIVEN_UP_AFTER_MS = 2 * 24 * 60 * 60 * 1000;

const giveUploadsUp = statement({
  name: "give-uploads-up",
  params: { why: text },
  sql: `UPDATE upload SET status = 'failed', finished_at = now(), error = $why
    WHERE status = 'receiving' AND created_at < now() - ${span(GIVEN_UP_AFTER_MS)}`,
});

const uploadsToKeep = statement({
  name: "uploads-to-keep",
  params: { ids: uuids },
  row: { id: uuid },
  sql: "SELECT id FROM upload WHERE id = ANY($ids) AND status IN ('receiving', 'waiting', 'running')",
});

/** Gives up uploads that never arrived whole, and frees the room of what has been read. */
export async function sweepUploads(db: Database, spool: UploadSpool): Promise<void> {
  await db.run(giveUploadsUp, { why: t`It never arrived whole, and was given up.` });
  const ids = await spool.ids();
  if (ids.length === 0) return;
  const wanted = new Set((await db.all(uploadsToKeep, { ids })).map(({ id }) => id));
  for (const id of ids.filter((each) => !wanted.has(each))) await spool.remove(id);
}
