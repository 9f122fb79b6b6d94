import { boolean, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Input } from "../../domain/view";
import { recordsSchema } from "../../domain/xapi/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

const switchRecords = statement({
  name: "switch-records",
  params: { userId: uuid, on: boolean, now: timestamp },
  sql: `UPDATE "user" SET records_off_at = CASE WHEN NOT $on THEN $now END
    WHERE id = $userId AND (records_off_at IS NULL) <> $on`,
});

// What is being sent at this moment may arrive; whoever sends next looks whether the person objects.
const dropUnsentRecords = statement({
  name: "drop-unsent-records",
  params: { userId: uuid },
  sql: `DELETE FROM delivery d USING connection c
    WHERE c.id = d.connection_id AND c.kind = 'xapi' AND d.user_id = $userId AND d.version > d.sent_version`,
});

const dropWaitingRecords = statement({
  name: "drop-waiting-records",
  params: { userId: uuid },
  sql: "DELETE FROM record_waiting w USING attempt t WHERE t.id = w.attempt_id AND t.user_id = $userId",
});

/** Has the actor's answers told to learning record stores or not: what waits to be told goes no more. */
export async function setRecords(
  { actor, db, now }: Context,
  input: Input<typeof recordsSchema>,
): Promise<Result<{ readonly on: boolean }>> {
  if (actor.kind !== "user") return notFound("account");
  const parsed = recordsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { on } = parsed.data;
  const userId = actor.id;
  return inTransaction(db, async (tx): Promise<Result<{ readonly on: boolean }>> => {
    const changed = await tx.run(switchRecords, { userId, on, now });
    if (!on) {
      await tx.run(dropUnsentRecords, { userId });
      await tx.run(dropWaitingRecords, { userId });
    }
    if (changed > 0)
      await writeAudit(tx, { actor, now }, [{ action: "user.records", subject: userId, detail: { on } }]);
    return succeed({ on });
  });
}
