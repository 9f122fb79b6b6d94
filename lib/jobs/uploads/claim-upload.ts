import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { bigint, integer, jsonOf, text, textOf, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { UPLOAD_KINDS } from "@/lib/domain/uploads/new-upload";
import { span } from "@/lib/sql/time";

/** A process tells every second that it is alive, and how far it has come; after this long without a word it isn't. */
export const HEARTBEAT_MS = 1_000;
const DEAD_AFTER_MS = 30_000;

const claimNext = statement({
  name: "claim-upload",
  row: {
    id: uuid,
    institutionId: uuid,
    authorId: uuid,
    datasetName: text,
    kind: textOf(UPLOAD_KINDS),
    fileName: text,
    bytes: bigint,
    options: jsonOf(z.unknown()),
    /**
     * How often its reading was begun, this time included. Every write names this number, so that a process that has
     * lost its claim writes nothing.
     */
    attempt: integer,
  },
  sql: `UPDATE upload SET status = 'running', heartbeat_at = now(), attempts = attempts + 1, done = 0, total = 0,
      taken_back_at = NULL
    WHERE id = (
      SELECT id FROM upload
      WHERE status = 'waiting'
        OR (status = 'running' AND heartbeat_at < now() - ${span(DEAD_AFTER_MS)})
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, institution_id AS "institutionId", author_id AS "authorId", dataset_name AS "datasetName", kind,
      file_name AS "fileName", bytes, options, attempts AS attempt`,
});

/** An upload that this process reads. */
export type Claim = RowOf<typeof claimNext>;

const claimed = { id: uuid, attempt: integer };
/** Whether a process that read an upload has it still. */
export const isHeld = `id = $id AND status = 'running' AND attempts = $attempt`;

const beatUpload = statement({
  name: "beat-upload",
  params: { ...claimed, done: integer, total: integer },
  sql: `UPDATE upload SET heartbeat_at = now(), done = $done, total = $total WHERE ${isHeld}`,
});

const giveUploadBack = statement({
  name: "give-upload-back",
  params: claimed,
  sql: `UPDATE upload SET status = 'waiting', attempts = attempts - 1 WHERE ${isHeld}`,
});

/** Takes the upload that has waited longest, or that a dead process left; null when there is none. */
export const claimUpload = (db: Database): Promise<Claim | null> => db.find(claimNext);

/** Tells that the claim is held still, and how far it has come. @returns false where another process has it now */
export const beat = async (
  db: Database,
  { id, attempt }: Claim,
  done: number,
  total: number,
): Promise<boolean> => (await db.run(beatUpload, { id, attempt, done, total })) === 1;

/** Gives an upload back that was not read to its end: it is the next to be taken. */
export async function giveBack(db: Database, { id, attempt }: Claim): Promise<void> {
  await db.run(giveUploadBack, { id, attempt });
}
