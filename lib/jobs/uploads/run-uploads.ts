import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { integer, jsonOf, nullable, text, uuid } from "@/lib/db/columns";
import { isUnreachable } from "@/lib/db/errors";
import { statement } from "@/lib/db/statement";
import type { UploadReport } from "@/lib/domain/uploads/views";
import { t } from "@/lib/language/t";
import { log } from "@/lib/log";
import { StorageAwayError } from "@/lib/storage/frame-storage";
import type { UploadSpool } from "@/lib/storage/upload-spool";
import { beat, type Claim, claimUpload, giveBack, HEARTBEAT_MS, isHeld } from "./claim-upload";
import { type Reading, refusalOf } from "./read-upload";

/** An upload whose reading process died this often is not tried again. */
const MOST_ATTEMPTS = 3;

/** Reads an upload to its end, here or in another process. It throws what `readUpload` does. */
export type ReadUpload = (reading: Reading) => Promise<UploadReport>;

/**
 * Reads the uploads that wait, one after the other, and those that a dead process left. Stopped, it gives the one
 * under way back: another process takes it up.
 *
 * @returns how many were read to an end, good or bad
 */
export async function runUploads(
  db: Database,
  spool: UploadSpool,
  read: ReadUpload,
  signal: AbortSignal,
): Promise<number> {
  let ended = 0;
  while (!signal.aborted) {
    const claim = await claimUpload(db);
    if (!claim) return ended;
    if (claim.attempt > MOST_ATTEMPTS) {
      await end(db, claim, null, t`Reading it ended the server, more than once. Tell whoever runs Calot.`);
    } else if (!(await runClaim(db, read, claim, signal))) return ended;
    await spool.remove(claim.id);
    ended += 1;
  }
  return ended;
}

/** @returns false where it was not read to an end */
async function runClaim(
  db: Database,
  read: ReadUpload,
  claim: Claim,
  stopping: AbortSignal,
): Promise<boolean> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const progress = { done: 0, total: 0 };
  const heart = setInterval(() => {
    // A beat that doesn't get through is made up for by the next, or the claim is lost.
    beat(db, claim, progress.done, progress.total).then(
      (held) => held || lost.abort(),
      () => {},
    );
  }, HEARTBEAT_MS);
  try {
    const report = await read({
      claim,
      now: new Date(),
      signal,
      onProgress: (done, total) => Object.assign(progress, { done, total }),
    });
    return await end(db, claim, report, null);
  } catch (cause) {
    if (signal.aborted) {
      if (!lost.signal.aborted) await giveBack(db, claim);
      return false;
    }
    if (isUnreachable(cause)) throw cause;
    // It is no fault of the upload: the next round begins again, until the storage is there.
    if (cause instanceof StorageAwayError) {
      await giveBack(db, claim);
      throw cause;
    }
    return await end(db, claim, null, sentenceOf(cause, claim));
  } finally {
    clearInterval(heart);
  }
}

function sentenceOf(cause: unknown, claim: Claim): string {
  const refusal = refusalOf(cause);
  if (refusal !== null) return refusal;
  const id = randomUUID();
  log().error({ err: cause, id, upload: claim.id }, "an upload could not be read");
  return t`Something went wrong on our side. What was read by then is stored. Tell your IT this number: ${id}`;
}

const endUpload = statement({
  name: "end-upload",
  params: {
    id: uuid,
    attempt: integer,
    status: text,
    report: nullable(jsonOf(z.custom<UploadReport>())),
    error: nullable(text),
    all: nullable(integer),
    detail: jsonOf(z.custom<object>()),
  },
  sql: `WITH ended AS (
      UPDATE upload SET status = $status, report = $report, error = $error, finished_at = now(),
        done = coalesce($all, done), total = coalesce($all, total)
      WHERE ${isHeld}
      RETURNING id, institution_id, author_id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
    SELECT now(), institution_id, author_id, 'upload.end', id::text, $detail FROM ended`,
});

/** Writes how it ended, with the audit row. @returns false where another process has it by now */
async function end(
  db: Database,
  claim: Claim,
  report: UploadReport | null,
  error: string | null,
): Promise<boolean> {
  const status = error === null ? "done" : "failed";
  const all = report ? report.new + report.changed + report.unchanged + report.refused : null;
  const detail = {
    status,
    ...(report && { dataset: report.dataset, new: report.new, changed: report.changed }),
  };
  const { id, attempt } = claim;
  return (await db.run(endUpload, { id, attempt, status, report, error, all, detail })) === 1;
}
