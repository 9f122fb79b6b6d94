import { randomUUID } from "node:crypto";
import { text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { FORMER_DOMAIN, formerNames } from "../../domain/people/former";
import { type Doer, writeAudit } from "../audit/write-audit";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { leaveCohorts } from "../people/cohort-rows";
import type { LockedPerson } from "../people/lock-person";
import { dropPersonalTexts } from "./parts/drop-personal-texts";

const endDuties = statement({
  name: "end-duties",
  params: { id: uuid },
  sql: "DELETE FROM dataset_duty WHERE user_id = $id",
});

const dropSittings = statement({
  name: "drop-sittings",
  params: { id: uuid },
  sql: "DELETE FROM sitting WHERE user_id = $id",
});

const dropReminder = statement({
  name: "drop-reminder",
  params: { id: uuid },
  sql: "DELETE FROM practice_reminder WHERE user_id = $id",
});

const renewAttemptIds = statement({
  name: "renew-attempt-ids",
  params: { id: uuid },
  sql: "UPDATE attempt SET id = gen_random_uuid() WHERE user_id = $id",
});

const becomeFormer = statement({
  name: "become-former",
  params: { id: uuid, former: uuid, email: text, name: text, now: timestamp },
  sql: `UPDATE "user" SET id = $former, email = $email, name = $name, password_hash = '-', created_at = $now,
      deactivated_at = $now, deletion_asked_at = NULL, introduced_at = NULL, reminders_off_at = NULL, records_off_at = $now
    WHERE id = $id`,
});

// Who makes figures may hold what is due, and wait for this person: not to be waited for. It goes with those figures.
const moveFiguresDue = statement({
  name: "move-figures-due",
  params: { id: uuid, former: uuid },
  sql: `WITH each AS (
      SELECT id FROM figures_due WHERE user_id = $id FOR UPDATE SKIP LOCKED
    ), whole AS (
      SELECT id FROM figures_due_all WHERE $id = ANY(user_ids) FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE figures_due SET user_id = $former WHERE id IN (SELECT id FROM each)
    )
    UPDATE figures_due_all SET user_ids = array_replace(user_ids, $id, $former) WHERE id IN (SELECT id FROM whole)`,
});

/**
 * Makes a former reader of a person who is held: keeps what cohorts and cases add up to, with a reader who has no name, no
 * address and another id. Texts by and about the person go. What stays and why: docs/leaving.md.
 *
 * @param detail what the trail says besides
 */
export async function makeFormer(
  tx: Queryable,
  doer: Doer,
  institutionId: string,
  person: LockedPerson,
  detail: object = {},
): Promise<void> {
  const { id, role } = person;
  // Written before the id changes: the row names the old id, which then belongs to nobody.
  await leaveCohorts(tx, doer, { userIds: [id] });
  await writeAudit(tx, doer, [{ action: "user.leave", subject: id, detail: { role, ...detail } }]);
  await dropPersonalTexts(tx, institutionId, person);
  await tx.run(endDuties, { id });
  await tx.run(dropSittings, { id });
  await tx.run(dropReminder, { id });
  await replacePerson(tx, person, doer.now);
  await markPastChanged(tx, [institutionId]);
}

/**
 * Makes a former reader of a person. Every foreign key follows the id (ON UPDATE CASCADE), those of tables to come too;
 * answers get other ids besides, so that no list from before leads to them.
 */
async function replacePerson(tx: Queryable, { id, role }: LockedPerson, now: Date): Promise<void> {
  const former = randomUUID();
  await tx.run(renewAttemptIds, { id });
  const email = `${former}@${FORMER_DOMAIN}`;
  await tx.run(becomeFormer, { id, former, email, name: formerNames[role], now });
  await tx.run(moveFiguresDue, { id, former });
  // Answers of the same moment are added up in the order of their ids, and the ids have changed.
  await markDue(tx, { userIds: [former], caseIds: null });
}
