import { SealError, unseal } from "../../auth/sealed";
import { nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { leaveProvider } from "../../protocols/oidc";
import { ProviderError } from "../../protocols/provider-error";
import { findEnabled, providerOf } from "../connections/open-connection";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const providerOfSession = statement({
  name: "provider-of-session",
  params: { id: uuid },
  row: { connectionId: nullable(uuid), idToken: nullable(text) },
  sql: `SELECT connection_id AS "connectionId", id_token AS "idToken" FROM session WHERE id = $id`,
});

/**
 * Where signing out goes on: at the provider that began the session, where it is to end there too; null where here is the
 * end, also while the provider can't be reached.
 *
 * @param returnTo where the provider sends people back to
 */
export async function leaveAddress(
  { actor, db, sessionId }: Context,
  returnTo: string,
): Promise<Result<{ readonly address: string | null }>> {
  if (actor.kind !== "user" || !sessionId) return notFound("account");
  const session = await db.find(providerOfSession, { id: sessionId });
  const connection = session?.connectionId ? await findEnabled(db, session.connectionId, "oidc") : null;
  if (!connection?.settings.signOutThere) return succeed({ address: null });
  try {
    const sealed = session?.idToken ?? null;
    const idToken = sealed === null ? null : unseal(sealed, `session by ${connection.id}`);
    const address = leaveProvider(await providerOf(connection), { idToken, returnTo });
    return succeed({ address: address?.href ?? null });
  } catch (error) {
    if (error instanceof ProviderError || error instanceof SealError) return succeed({ address: null });
    throw error;
  }
}
