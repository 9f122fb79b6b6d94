import type { ValuesOf } from "../../db/columns";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { role } from "../../sql/types";

const params = {
  institutionId: uuid,
  email: text,
  name: text,
  role,
  passwordHash: text,
  /** That the person, a resident, is in from now on. */
  cohortId: nullable(uuid),
  now: timestamp,
};

const insertAccount = statement({
  name: "insert-account",
  params,
  row: { id: uuid },
  sql: `WITH made AS (
      INSERT INTO "user" (institution_id, email, name, role, password_hash, created_at)
      VALUES ($institutionId, $email, $name, $role, $passwordHash, $now) ON CONFLICT (email) DO NOTHING RETURNING id
    ), joined AS (
      INSERT INTO membership (user_id, cohort_id, joined_at)
      SELECT id, $cohortId, $now FROM made WHERE $cohortId IS NOT NULL
    )
    SELECT id FROM made`,
});

/** @returns the account's id; null where the address has one already, in whichever institution */
export async function makeAccount(tx: Queryable, account: ValuesOf<typeof params>): Promise<string | null> {
  return (await tx.find(insertAccount, account))?.id ?? null;
}
