import { boolean, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { remindersSchema } from "../../domain/practice/remind";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { reminderKey } from "./parts/reminder-key";

const switchReminders = statement({
  name: "switch-reminders",
  params: { userId: uuid, on: boolean, now: timestamp },
  sql: `UPDATE "user" SET reminders_off_at = CASE WHEN NOT $on THEN coalesce(reminders_off_at, $now) END
    WHERE id = $userId`,
});

// What was perhaps sent stays.
const dropUnsentReminders = statement({
  name: "drop-unsent-reminders",
  params: { userId: uuid, key: text },
  sql: `DELETE FROM mail WHERE user_id = $userId AND starts_with(key, $key) AND sent_at IS NULL
    AND (tries = 0 OR error IS NOT NULL)`,
});

/** Switches the actor’s reminders of what is due on or off: a mail that waits to be sent goes no more. */
export async function setReminders(
  { actor, db, now }: Context,
  input: Input<typeof remindersSchema>,
): Promise<Result<{ readonly on: boolean }>> {
  if (actor.kind !== "user") return notFound("account");
  const parsed = remindersSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { on } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly on: boolean }>> => {
    await tx.run(switchReminders, { userId: actor.id, on, now });
    if (!on) await tx.run(dropUnsentReminders, { userId: actor.id, key: reminderKey(actor.id) });
    return succeed({ on });
  });
}
