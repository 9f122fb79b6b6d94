import type { Database } from "../../db/client";
import {
  bigint,
  boolean,
  integer,
  nullable,
  records,
  smallint,
  text,
  texts,
  timestamp,
  uuid,
  uuids,
} from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { constant, type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { dueMail, REMINDER_HOURS, reminderOf } from "../../domain/practice/remind";
import { dayOf } from "../../domain/time/day";
import { momentOf } from "../../domain/time/zoned-time";
import { caseTables } from "../../sql/cases";
import { span } from "../../sql/time";
import { practicable } from "../../sql/visibility";
import { addressOf, linkTo } from "../mail/link-to";
import { loadDue } from "../practice/load-due";
import { REMINDERS_HREF, reminderKey } from "./parts/reminder-key";

/** So many readers are looked at in a round: a fraction of a second’s work, with others answering beside it. */
const READERS_A_ROUND = 25;

/** How long a reminder is kept that was written. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** Of Postgres' advisory locks: one process looks at a time. */
const tryRemindersLock = statement({
  name: "try-reminders-lock",
  row: { mine: boolean },
  sql: `SELECT pg_try_advisory_xact_lock(${constant(bigint, 7_204_003)}) AS mine`,
});

const clock = "($now AT TIME ZONE n.time_zone)";
const hour = (time: string): string => `${constant(text, time)}::time`;

// Each is looked at once a day. Whoever switches reminders off meanwhile waits, and then finds what was written.
const lookAtReaders = statement({
  name: "look-at-readers",
  params: { now: timestamp },
  row: {
    id: uuid,
    name: text,
    email: text,
    institution_id: uuid,
    time_zone: text,
    today: text,
    answered_at: nullable(timestamp),
    reminded_on: nullable(text),
    times: nullable(smallint),
  },
  sql: `WITH chosen AS (
      SELECT u.id, u.name, u.email, u.institution_id, n.time_zone, ${clock}::date AS today, r.reminded_on, r.times
      FROM institution n
      JOIN "user" u ON u.institution_id = n.id
      LEFT JOIN practice_reminder r ON r.user_id = u.id
      WHERE ${clock}::time >= ${hour(REMINDER_HOURS.from)} AND ${clock}::time < ${hour(REMINDER_HOURS.writtenUntil)}
        AND u.role = 'resident' AND u.deactivated_at IS NULL AND u.deletion_asked_at IS NULL
        AND u.reminders_off_at IS NULL AND coalesce(r.looked_on < ${clock}::date, true)
      ORDER BY u.id LIMIT ${constant(integer, READERS_A_ROUND)} FOR SHARE OF u SKIP LOCKED
    ), looked AS (
      INSERT INTO practice_reminder (user_id, looked_on) SELECT id, today FROM chosen
      ON CONFLICT (user_id) DO UPDATE SET looked_on = EXCLUDED.looked_on
    )
    SELECT k.id, k.name, k.email, k.institution_id, k.time_zone, k.today::text AS today,
      (SELECT max(t.locked_at) FROM attempt t WHERE t.user_id = k.id) AS answered_at,
      k.reminded_on::text AS reminded_on, k.times
    FROM chosen k ORDER BY k.id`,
});

const anyCase = statement({
  name: "any-case-to-practise",
  params: { readerId: uuid, institutionId: uuid, now: timestamp },
  row: { found: boolean },
  sql: `SELECT EXISTS (SELECT FROM ${caseTables} WHERE ${practicable}) AS found`,
});

const writeReminders = statement({
  name: "write-reminders",
  params: { written: records, now: timestamp },
  sql: `WITH written AS (
      SELECT * FROM jsonb_to_recordset($written) AS x("userId" uuid, address text, subject text, text text, key text,
        day date, times smallint, before timestamptz, "switchOff" text)
    ), mailed AS (
      INSERT INTO mail (user_id, address, subject, text, key, created_at, send_after, send_before, switch_off)
      SELECT "userId", address, subject, text, key, $now, $now, before, "switchOff" FROM written
      ON CONFLICT (key) DO NOTHING
    )
    UPDATE practice_reminder r SET reminded_on = w.day, times = w.times FROM written w WHERE r.user_id = w."userId"`,
});

const dropOldReminders = statement({
  name: "drop-old-reminders",
  params: { userIds: uuids, keys: texts, now: timestamp },
  sql: `DELETE FROM mail m USING unnest($userIds, $keys) AS x(user_id, key)
    WHERE m.user_id = x.user_id AND starts_with(m.key, x.key) AND m.created_at < $now - ${span(KEPT_FOR_MS)}`,
});

/**
 * Reminds residents by mail of what is due in practice, in the morning by their institution’s clocks: some of those who
 * were not looked at today. That they were is stored with the mails, so that each gets one at most, however many
 * processes are at it or are killed. Where another process is at it, nothing is done.
 *
 * @returns how many were looked at, and how many of them are reminded
 */
export async function remindOfDue(
  db: Database,
  now: Date,
): Promise<{ readonly looked: number; readonly reminded: number }> {
  return inTransaction(db, async (tx) => {
    if (!(await tx.get(tryRemindersLock)).mine) return { looked: 0, reminded: 0 };
    const readers = await tx.all(lookAtReaders, { now });
    const written = [];
    for (const reader of readers) {
      const reminder = await reminderFor(tx, reader, now);
      if (reminder) written.push(reminder);
    }
    if (written.length > 0) {
      await tx.run(writeReminders, { written, now });
      const userIds = written.map(({ userId }) => userId);
      await tx.run(dropOldReminders, { userIds, keys: userIds.map((id) => reminderKey(id)), now });
    }
    return { looked: readers.length, reminded: written.length };
  });
}

async function reminderFor(tx: Queryable, reader: RowOf<typeof lookAtReaders>, now: Date) {
  const { id, today, time_zone: timeZone, answered_at: answeredAt, reminded_on: on, times: before } = reader;
  if (!answeredAt) return null;
  const last = on && before ? { on, times: before } : null;
  const times = reminderOf(today, dayOf(answeredAt, timeZone), last);
  if (times === null) return null;
  const state = await loadDue(tx, { id, timeZone }, now);
  if (state.due === 0) return null;
  const asking = { readerId: id, institutionId: reader.institution_id, now };
  if (!(await tx.get(anyCase, asking)).found) return null;
  const links = { practice: linkTo("/practice"), switchOff: linkTo(REMINDERS_HREF) };
  return {
    ...dueMail(reader.name, state, links),
    userId: id,
    address: reader.email,
    key: reminderKey(id, today),
    day: today,
    times,
    before: momentOf(`${today}T${REMINDER_HOURS.sentUntil}`, timeZone),
    switchOff: addressOf(REMINDERS_HREF),
  };
}
