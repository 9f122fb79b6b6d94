import { endSessions } from "../../auth/end-sessions";
import { boolean, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Doer, writeAudit } from "../audit/write-audit";
import type { LockedPerson } from "./lock-person";

const setAccountActive = statement({
  name: "set-account-active",
  params: { id: uuid, active: boolean, now: timestamp },
  sql: `UPDATE "user" SET deactivated_at = CASE WHEN NOT $active THEN $now END WHERE id = $id`,
});

/**
 * Closes the account of a person who is held, or opens it again. A closed one is signed out everywhere at once, also for
 * when it is opened again; nothing else is lost.
 *
 * @param detail what the trail says besides
 */
export async function setOpen(
  tx: Queryable,
  doer: Doer,
  { id, active: before }: Pick<LockedPerson, "id" | "active">,
  active: boolean,
  detail: object = {},
): Promise<void> {
  if (before === active) return;
  const { now } = doer;
  await tx.run(setAccountActive, { id, active, now });
  if (!active) await endSessions(tx, { userId: id, but: null, now });
  await writeAudit(tx, doer, [
    { action: active ? "user.reactivate" : "user.deactivate", subject: id, detail },
  ]);
}
