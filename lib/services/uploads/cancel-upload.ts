import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { UploadView } from "../../domain/uploads/views";
import type { UploadSpool } from "../../storage/upload-spool";
import type { Context } from "../context";
import { fail, notFound, type Result } from "../result";
import { getUpload } from "./get-upload";

// One statement, and so one transaction: its end and the audit row. A process that reads it finds its claim gone.
const cancel = statement({
  name: "cancel-upload",
  params: { id: uuid, institutionId: uuid, actorId: uuid, overseesAll: boolean, error: text, now: timestamp },
  sql: `WITH cancelled AS (
      UPDATE upload SET status = 'failed', error = $error, finished_at = $now
      WHERE id = $id AND institution_id = $institutionId AND ($overseesAll OR author_id = $actorId)
        AND status IN ('receiving', 'waiting', 'running')
      RETURNING id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $actorId, 'upload.cancel', id::text FROM cancelled`,
});

/**
 * Ends an upload that has not been read to its end, one's own or, for overseers, anybody's of the institution, and frees
 * its room. What was read by then is stored.
 */
export async function cancelUpload(
  ctx: Context,
  spool: UploadSpool,
  id: string,
): Promise<Result<UploadView>> {
  const { actor, db, now } = ctx;
  const uploadId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !uploadId.success) return notFound("upload");
  const cancelled = await db.run(cancel, {
    id: uploadId.data,
    institutionId: actor.institutionId,
    actorId: actor.id,
    overseesAll: may(actor, "oversee-authoring"),
    error: t`It was cancelled. What was read by then is stored.`,
    now,
  });
  if (cancelled > 0) await spool.remove(uploadId.data);
  const upload = await getUpload(ctx, spool, uploadId.data);
  if (upload.ok && upload.value.status === "done") {
    return fail("conflict", t`It has been read to its end already: there is nothing left to cancel.`);
  }
  return upload;
}
