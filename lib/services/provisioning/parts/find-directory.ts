import { timingSafeEqual } from "node:crypto";
import { hashSecret } from "../../../auth/secret";
import type { Database } from "../../../db/client";
import { certain, nullable, text, timestamp, uuid } from "../../../db/columns";
import { statement } from "../../../db/statement";
import { findEnabled } from "../../connections/open-connection";
import type { Directory } from "./directory";

const tokenOfConnection = statement({
  name: "token-of-connection",
  params: { id: uuid },
  row: { hash: certain(text) },
  sql: "SELECT token_hash AS hash FROM connection WHERE id = $id AND token_hash IS NOT NULL",
});

/**
 * The directory that shows its token.
 *
 * @param authorization the header
 * @param base where its resources are
 * @returns null where the connection is off, is none, or has another token
 */
export async function findDirectory(
  { db, now }: { readonly db: Database; readonly now: Date },
  connectionId: string,
  authorization: string | null,
  base: string,
): Promise<Directory | null> {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization?.trim() ?? "") ?? [];
  const connection = token ? await findEnabled(db, connectionId, "scim") : null;
  const kept = connection ? await db.find(tokenOfConnection, { id: connection.id }) : null;
  if (!token || !connection || !kept) return null;
  const isIts = timingSafeEqual(Buffer.from(hashSecret(token)), Buffer.from(kept.hash));
  return isIts ? { db, now, connection, base } : null;
}

const noteHeard = statement({
  name: "note-connection-heard",
  params: { id: uuid, problem: nullable(text), now: timestamp },
  sql: `UPDATE connection SET heard_at = $now, problem = coalesce($problem, problem),
      problem_at = CASE WHEN $problem IS NULL THEN problem_at ELSE $now END
    WHERE id = $id AND ($problem IS NOT NULL OR heard_at IS NULL OR heard_at < $now - interval '1 minute')`,
});

const MOST_LETTERS = 500;

/** Notes that a directory was heard, to the minute, and what it asked that could not be done. */
export async function hearDirectory(
  { db, now, connection: { id } }: Directory,
  problem: string | null,
): Promise<void> {
  await db.run(noteHeard, { id, problem: problem?.slice(0, MOST_LETTERS) ?? null, now });
}
