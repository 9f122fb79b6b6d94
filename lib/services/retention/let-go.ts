import { SYSTEM } from "../../auth/actor";
import type { Database } from "../../db/client";
import { certain, integer, text, textOf, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { constant, type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { partingLetter } from "../../domain/retention/messages";
import { dayInWords } from "../../domain/time/moment-in-words";
import { log } from "../../log";
import { makeFormer } from "../leaving/make-former";
import { sendsMails } from "../mail/sends-mails";
import { holdPerson, type LockedPerson } from "../people/lock-person";
import { day, daysInAll, daysTillAgain, goesAt, nextStep, parting, STEPS } from "./parts/departing";

/** So many people are told, or let go, in a round: the next one goes on. */
const MOST = constant(integer, 200);

// One day at a time, however far the clock has moved meanwhile, and none while a mail has not gone out or the account is open. Of
// two processes one counts.
const countDay = statement({
  name: "count-day-of-partings",
  params: { now: timestamp },
  sql: `UPDATE parting SET waited = waited + 1, counted_at = $now
    WHERE user_id IN (
      SELECT d.user_id FROM parting d JOIN "user" u ON u.id = d.user_id AND u.deactivated_at = d.closed_at
        JOIN mail f ON f.id = d.mail_id LEFT JOIN mail g ON g.id = d.again_mail_id
      WHERE d.counted_at <= $now - ${day} AND f.sent_at <= $now - ${day}
        AND (g.id IS NULL OR g.sent_at <= $now - ${day})
        AND d.waited < CASE WHEN g.id IS NULL THEN ${daysTillAgain} ELSE ${daysInAll} END
      FOR UPDATE OF d SKIP LOCKED
    )`,
});

const peopleWithStep = statement({
  name: "departing-people-with-step",
  params: { now: timestamp },
  row: { userId: uuid, institutionId: uuid },
  sql: `SELECT u.id AS "userId", u.institution_id AS "institutionId"
    FROM "user" u JOIN institution i ON i.id = u.institution_id ${parting("true")}
    WHERE i.retention_months IS NOT NULL AND u.deactivated_at IS NOT NULL AND ${nextStep()} IS NOT NULL
    ORDER BY u.deactivated_at, u.id LIMIT ${MOST}`,
});

// The rule waits until whoever is told or let go by it has been.
const holdRule = statement({
  name: "hold-retention-rule",
  params: { institutionId: uuid },
  sql: "SELECT FROM institution WHERE id = $institutionId FOR SHARE",
});

const stepOfPerson = statement({
  name: "step-of-departing-person",
  params: { userId: uuid, now: timestamp },
  row: {
    step: certain(textOf(STEPS)),
    months: certain(integer),
    institution: text,
    timeZone: text,
    closedAt: certain(timestamp),
    goesAt: certain(timestamp),
  },
  sql: `SELECT ${nextStep()} AS step, i.retention_months AS months, i.name AS institution, i.time_zone AS "timeZone",
      u.deactivated_at AS "closedAt", ${goesAt("i.retention_months")} AS "goesAt"
    FROM "user" u JOIN institution i ON i.id = u.institution_id ${parting("true")}
    WHERE u.id = $userId AND ${nextStep()} IS NOT NULL`,
});

const writeMail = statement({
  name: "write-parting-mail",
  params: { userId: uuid, address: text, subject: text, text, key: text, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO mail (user_id, address, subject, text, key, created_at, send_after)
    VALUES ($userId, $address, $subject, $text, $key, $now, $now) RETURNING id`,
});

const noteTold = statement({
  name: "note-parting-told",
  params: { userId: uuid, closedAt: timestamp, mailId: uuid, now: timestamp },
  sql: `INSERT INTO parting (user_id, closed_at, mail_id, counted_at) VALUES ($userId, $closedAt, $mailId, $now)
    ON CONFLICT (user_id) DO UPDATE
      SET closed_at = $closedAt, mail_id = $mailId, again_mail_id = NULL, waited = 0, counted_at = $now`,
});

const noteToldAgain = statement({
  name: "note-parting-told-again",
  params: { userId: uuid, mailId: uuid, now: timestamp },
  sql: "UPDATE parting SET again_mail_id = $mailId, counted_at = $now WHERE user_id = $userId",
});

/**
 * Tells people whose accounts were closed long ago that what is personal in them goes, twice, and makes former readers of
 * them when it is time. Each in a transaction of its own: one process does it, and what was done stays so when this one
 * ends. Without mails nobody can be told, no day counts, and nobody goes.
 *
 * @returns how many were let go
 */
export async function letGo(
  db: Database,
  now: Date,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  if (!sendsMails()) return 0;
  await db.run(countDay, { now });
  let gone = 0;
  for (const person of await db.all(peopleWithStep, { now })) {
    if (signal?.aborted) break;
    if ((await takeStep(db, person, now)) === "let go") gone += 1;
  }
  if (gone > 0) log().info({ gone }, "closed accounts were anonymised by their institution’s rule");
  return gone;
}

type Departing = { readonly userId: string; readonly institutionId: string };
type Step = RowOf<typeof stepOfPerson>;

async function takeStep(
  db: Database,
  { userId, institutionId }: Departing,
  now: Date,
): Promise<Step["step"] | null> {
  return inTransaction(db, async (tx) => {
    const person = await holdPerson(tx, institutionId, userId);
    if (!person) return null;
    await tx.run(holdRule, { institutionId });
    // Looked at once more: let in again, held back, done by another process, or under another rule by now.
    const found = await tx.find(stepOfPerson, { userId, now });
    if (!found) return null;
    if (found.step === "let go") {
      const doer = { actor: SYSTEM, now, institutionId };
      await makeFormer(tx, doer, institutionId, person, { retentionMonths: found.months });
    } else {
      await tellParting(tx, person, found, now);
    }
    return found.step;
  });
}

async function tellParting(tx: Queryable, person: LockedPerson, found: Step, now: Date): Promise<void> {
  const { id: userId, name, email } = person;
  const { step, institution, timeZone, closedAt, goesAt } = found;
  const days = { closedOn: dayInWords(closedAt, timeZone), goesOn: dayInWords(goesAt, timeZone) };
  const mail = await tx.get(writeMail, {
    userId,
    address: email,
    ...partingLetter(name, institution, days),
    key: `parting ${step} ${userId} ${now.toISOString()}`,
    now,
  });
  if (step === "tell") await tx.run(noteTold, { userId, closedAt, mailId: mail.id, now });
  else await tx.run(noteToldAgain, { userId, mailId: mail.id, now });
}
