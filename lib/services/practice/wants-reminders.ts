import type { User } from "../../auth/actor";
import { boolean, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

const remindersOf = statement({
  name: "reminders-of",
  params: { userId: uuid },
  row: { on: boolean },
  sql: `SELECT role = 'resident' AND reminders_off_at IS NULL AS "on" FROM "user" WHERE id = $userId`,
});

/** Whether a person is reminded of what is due: residents are, until they switch it off. The caller has authorized. */
export async function wantsReminders(db: Queryable, { id }: Pick<User, "id">): Promise<boolean> {
  return (await db.find(remindersOf, { userId: id }))?.on ?? false;
}
