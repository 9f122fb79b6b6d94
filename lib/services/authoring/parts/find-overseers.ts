import { rolesThatMay } from "@/lib/auth/policy";
import { texts, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const overseersOfAuthoring = statement({
  name: "overseers-of-authoring",
  params: { institutionId: uuid, roles: texts },
  row: { id: uuid },
  sql: `SELECT id FROM "user" WHERE institution_id = $institutionId AND role::text = ANY($roles)
    AND deactivated_at IS NULL ORDER BY id`,
});

/** Those of an institution who say who annotates, checks and reviews: open accounts alone. */
export async function findOverseers(tx: Queryable, institutionId: string): Promise<string[]> {
  const roles = [...rolesThatMay("oversee-authoring")];
  const found = await tx.all(overseersOfAuthoring, { institutionId, roles });
  return found.map(({ id }) => id);
}
