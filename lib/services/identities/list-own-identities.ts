import { nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnIdentity } from "../../domain/connections/views";
import { t } from "../../language/t";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const ownIdentities = statement({
  name: "identities-of-person",
  params: { userId: uuid },
  row: { id: uuid, provider: nullable(text), label: text, linkedAt: timestamp, lastAt: nullable(timestamp) },
  sql: `SELECT e.id, c.name AS provider, e.label, e.linked_at AS "linkedAt", e.last_at AS "lastAt"
    FROM external_identity e LEFT JOIN connection c ON c.id = e.connection_id
    WHERE e.user_id = $userId ORDER BY e.linked_at, e.id`,
});

/** By what else than a password the actor's account opens. */
export async function listOwnIdentities({ actor, db }: Context): Promise<Result<readonly OwnIdentity[]>> {
  if (actor.kind !== "user") return notFound("account");
  const rows = await db.all(ownIdentities, { userId: actor.id });
  return succeed(
    rows.map(({ provider, linkedAt, lastAt, ...row }) => ({
      ...row,
      provider: provider ?? t`A provider that is no longer connected`,
      linkedAt: linkedAt.toISOString(),
      lastAt: lastAt?.toISOString() ?? null,
    })),
  );
}
