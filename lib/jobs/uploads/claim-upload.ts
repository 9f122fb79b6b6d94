import type { Database } from "@/lib/db/client";

/** An upload that this process reads. */
export type Claim = {
  readonly id: string;
  readonly institutionId: string;
  readonly authorId: string;
  readonly datasetName: string;
  readonly kind: "frames" | "bundle";
  readonly fileName: string;
  readonly bytes: number;
  readonly options: unknown;
  /**
   * How often its reading was begun, this time included. Every write names this number, so that a process that has lost
   * its claim writes nothing.
   */
  readonly attempt: number;
};

/** A process tells every second that it is alive, and how far it has come; after this long without a word it isn't. */
export const HEARTBEAT_MS = 1_000;
const DEAD_AFTER = "30 seconds";

const claimNext = {
  name: "claim-upload",
  text: `UPDATE upload SET status = 'running', heartbeat_at = now(), attempts = attempts + 1, done = 0, total = 0
    WHERE id = (
      SELECT id FROM upload
      WHERE status = 'waiting' OR (status = 'running' AND heartbeat_at < now() - interval '${DEAD_AFTER}')
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, institution_id AS "institutionId", author_id AS "authorId", dataset_name AS "datasetName", kind,
      file_name AS "fileName", bytes::float8 AS bytes, options, attempts AS attempt`,
};

/** Takes the upload that has waited longest, or that a dead process left; null when there is none. */
export async function claimUpload(db: Database): Promise<Claim | null> {
  const [claim] = await db.query<Claim>(claimNext, []);
  return claim ?? null;
}

/** Tells that the claim is held still, and how far it has come. @returns false where another process has it now */
export async function beat(db: Database, claim: Claim, done: number, total: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE upload SET heartbeat_at = now(), done = $3, total = $4
     WHERE id = $1 AND status = 'running' AND attempts = $2`,
    [claim.id, claim.attempt, done, total],
  );
  return rowCount === 1;
}

/** Gives an upload back that was not read to its end: it is the next to be taken. */
export async function giveBack(db: Database, claim: Claim): Promise<void> {
  await db.pool.query(
    `UPDATE upload SET status = 'waiting', attempts = attempts - 1
     WHERE id = $1 AND status = 'running' AND attempts = $2`,
    [claim.id, claim.attempt],
  );
}
