import { SYSTEM } from "../../auth/actor";
import { hashSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { LOGOUT_TOKEN_S, readLogoutToken } from "../../protocols/oidc";
import type { ProviderProblem } from "../../protocols/provider-error";
import { writeAudit } from "../audit/write-audit";
import { findEnabled, providerOf } from "../connections/open-connection";
import { takeToken } from "./parts/used-token";
import { wayProblemOf } from "./parts/way-problem";

const deleteOldTokens = statement({
  name: "delete-old-tokens",
  params: { now: timestamp },
  sql: "DELETE FROM used_token WHERE expires_at < $now",
});

/** Forgets messages that are too old to be taken by themselves. */
export async function sweepUsedTokens(on: Queryable, now: Date): Promise<void> {
  await on.run(deleteOldTokens, { now });
}

// A session of the provider's, where it names one; else every session of the person's that it began.
const endTheirs = statement({
  name: "end-providers-sessions",
  params: {
    connectionId: uuid,
    institutionId: uuid,
    issuer: text,
    subject: nullable(text),
    providerSession: nullable(text),
    now: timestamp,
  },
  row: { userId: uuid },
  sql: `UPDATE session s SET ended_at = $now
    WHERE s.connection_id = $connectionId AND s.ended_at IS NULL
      AND ($providerSession IS NULL OR s.provider_session = $providerSession)
      AND ($subject IS NULL OR s.user_id = (
        SELECT e.user_id FROM external_identity e
        WHERE e.institution_id = $institutionId AND e.issuer = $issuer AND e.subject = $subject
      ))
    RETURNING s.user_id AS "userId"`,
});

type Answer =
  | { readonly outcome: "ended"; readonly sessions: number }
  | { readonly outcome: "refused" | "away" };

/**
 * Ends sessions because their provider says so. The same token is taken once; sent again, it has the same answer and ends
 * nothing.
 */
export async function endProviderSessions(
  { db, now }: { readonly db: Database; readonly now: Date },
  connectionId: string,
  token: string,
): Promise<Answer> {
  const connection = await findEnabled(db, connectionId, "oidc");
  if (!connection) return { outcome: "refused" };
  let read: Awaited<ReturnType<typeof readLogoutToken>>;
  try {
    read = await readLogoutToken(await providerOf(connection), token);
  } catch (error) {
    const away: ProviderProblem = "unreachable";
    return { outcome: wayProblemOf(error, connectionId) === away ? "away" : "refused" };
  }
  const { issuer, tokenId, subject, providerSession } = read;
  const { institutionId } = connection;
  return inTransaction(db, async (tx): Promise<Answer> => {
    const expiresAt = new Date(now.getTime() + 2 * LOGOUT_TOKEN_S * 1000);
    const isNew = await takeToken(tx, { hash: hashSecret(`${issuer}\n${tokenId}`), expiresAt });
    if (!isNew) return { outcome: "ended", sessions: 0 };
    const ended = await tx.all(endTheirs, {
      connectionId,
      institutionId,
      issuer,
      subject,
      providerSession,
      now,
    });
    const people = [...new Set(ended.map(({ userId }) => userId))];
    await writeAudit(
      tx,
      { actor: SYSTEM, now, institutionId },
      people.map((userId) => ({
        action: "identity.sign-out",
        subject: userId,
        detail: { connection: connectionId },
      })),
    );
    return { outcome: "ended", sessions: ended.length };
  });
}
