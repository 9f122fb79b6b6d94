import { randomUUID } from "node:crypto";
import type { Queryable } from "../../../db/queryable";
import type { Subject } from "../../../domain/connections/claims";
import { identityLinked } from "../../../domain/identities/messages";
import { type Doer, writeAudit } from "../../audit/write-audit";
import { tell } from "../../notices/tell";
import { identityToOpen, insertIdentity } from "./identity-rows";

type ToLink = Subject & {
  readonly institutionId: string;
  readonly userId: string;
  readonly connectionId: string;
  readonly provider: string;
  readonly label: string;
  /** Whether the person has the account already, and is to know of it. */
  readonly tells: boolean;
};

/**
 * Has an account opened by an identity from now on; one that opens it already stays.
 *
 * @returns the identity's id; null where it opens another account, or this one is closed or of another institution
 */
export async function link(
  tx: Queryable,
  ctx: Doer,
  { provider, tells, ...identity }: ToLink,
): Promise<string | null> {
  const { now } = ctx;
  const { userId, institutionId, connectionId, label } = identity;
  const made = await tx.find(insertIdentity, { ...identity, now });
  if (!made) {
    const there = await tx.find(identityToOpen, identity);
    return there?.userId === userId && there.active ? there.id : null;
  }
  const detail = { connection: connectionId };
  await writeAudit(tx, ctx, [{ action: "identity.link", subject: userId, institutionId, detail }]);
  if (tells) {
    const telling = {
      userId,
      message: identityLinked(provider, label),
      key: `identity.link ${randomUUID()}`,
    };
    await tell(tx, [telling], { kind: "identity.link", href: "/account", now });
  }
  return made.id;
}
