import type { JWK } from "jose";
import { z } from "zod";
import { unseal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import { certain, text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type LtiKeys, ltiKeysSchema, publicKeysOf } from "../../protocols/lti/keys";

/**
 * Calot's own keys at a platform.
 *
 * @throws SealError where they can't be opened
 */
export const keysOf = (connection: { readonly id: string; readonly secret: string | null }): LtiKeys =>
  ltiKeysSchema.parse(JSON.parse(unseal(connection.secret ?? "", connectionPlace(connection.id))));

const keysToTell = statement({
  name: "lti-keys-to-tell",
  params: { id: uuid },
  row: { id: uuid, secret: certain(text) },
  sql: "SELECT id, secret FROM connection WHERE id = $id AND kind = 'lti' AND secret IS NOT NULL",
});

/** The public halves of Calot's keys at a platform, also of one that is off; null where there is no such connection. */
export async function tellKeys(db: Queryable, id: string): Promise<{ readonly keys: readonly JWK[] } | null> {
  const connectionId = z.uuid().safeParse(id);
  const found = connectionId.success ? await db.find(keysToTell, { id: connectionId.data }) : null;
  return found && publicKeysOf(keysOf(found));
}
