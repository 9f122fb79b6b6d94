import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { boolean, certain, uuid } from "../../db/columns";
import { statement } from "../../db/statement";

const recordsOf = statement({
  name: "records-of",
  params: { userId: uuid, institutionId: uuid },
  row: { on: certain(boolean), store: certain(boolean) },
  sql: `SELECT records_off_at IS NULL AS "on", EXISTS (
      SELECT FROM connection WHERE institution_id = $institutionId AND kind = 'xapi' AND enabled_at IS NOT NULL
    ) AS store
    FROM "user" WHERE id = $userId`,
});

/** Whether a person's answers go to a learning record store; null where their institution has none, and they never objected. */
export async function wantsRecords(db: Database, { id, institutionId }: User): Promise<boolean | null> {
  const found = await db.find(recordsOf, { userId: id, institutionId });
  if (!found) return null;
  return found.store || !found.on ? found.on : null;
}
