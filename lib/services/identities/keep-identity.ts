import { text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Doer, writeAudit } from "../audit/write-audit";
import { identityToOpen, insertIdentity } from "./parts/identity-rows";

const dropOtherIdentities = statement({
  name: "drop-other-identities",
  params: { userId: uuid, issuer: text, subject: text },
  sql: "DELETE FROM external_identity WHERE user_id = $userId AND issuer = $issuer AND subject <> $subject",
});

type Kept = {
  readonly institutionId: string;
  readonly userId: string;
  readonly connectionId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly label: string;
};

/**
 * Has an account that a directory made be opened by who its person is at a provider, and by nobody else of that provider.
 *
 * @returns false where that identity opens another account
 */
export async function keepIdentity(tx: Queryable, doer: Doer, identity: Kept): Promise<boolean> {
  const { userId, connectionId } = identity;
  await tx.run(dropOtherIdentities, identity);
  const made = await tx.find(insertIdentity, { ...identity, now: doer.now });
  if (!made) return (await tx.find(identityToOpen, identity))?.userId === userId;
  const detail = { connection: connectionId };
  await writeAudit(tx, doer, [{ action: "identity.link", subject: userId, detail }]);
  return true;
}
