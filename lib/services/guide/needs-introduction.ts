import { may } from "../../auth/policy";
import { boolean, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";

const introduction = statement({
  name: "needs-introduction",
  params: { readerId: uuid },
  row: { needed: boolean },
  sql: `SELECT u.role = 'resident' AND u.introduced_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.user_id = u.id) AS needed
    FROM "user" u WHERE u.id = $readerId`,
});

/**
 * Whether the first case, which explains itself, comes before the first real one: for a resident who has answered
 * nothing, and has neither finished nor skipped it.
 */
export async function needsIntroduction({ actor, db }: Context): Promise<boolean> {
  if (!may(actor, "practise")) return false;
  return (await db.find(introduction, { readerId: actor.id }))?.needed ?? false;
}
