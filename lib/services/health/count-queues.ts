import type { Database } from "../../db/client";
import { float, integer, nullable, timestamp } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { isGivenUp, isWaiting } from "../mail/claim-mail";
import { isWaiting as isToBeTold } from "../outbox/claim-delivery";

/** More than so many are not counted: it says enough, and counting ten million takes a second. */
const MOST_COUNTED = 100_000;

const atMost = (of: string): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM ${of} LIMIT ${MOST_COUNTED}) q)::int`;

const age = (moment: string): string => `extract(epoch FROM $now - ${moment})::float8`;

const queues = statement({
  name: "count-queues",
  params: { now: timestamp },
  row: {
    mails: integer,
    mailsOldest: nullable(float),
    failedMails: integer,
    deliveries: integer,
    deliveriesOldest: nullable(float),
    failedDeliveries: integer,
    uploads: integer,
    uploadsRunning: integer,
    uploadsOldest: nullable(float),
    figures: integer,
    figuresOfCases: integer,
    estimates: integer,
    estimatesBehind: nullable(float),
    lateAnswers: integer,
  },
  sql: `SELECT
      ${atMost(`mail m WHERE ${isWaiting("m.")}`)} AS mails,
      (SELECT ${age("min(m.send_after)")} FROM mail m WHERE ${isWaiting("m.")} AND m.send_after <= $now) AS "mailsOldest",
      ${atMost(`mail m WHERE ${isGivenUp("m.")}`)} AS "failedMails",
      ${atMost(`delivery d WHERE ${isToBeTold("d.")}`)} AS deliveries,
      (SELECT ${age("min(d.due_at)")} FROM delivery d JOIN connection c ON c.id = d.connection_id
        WHERE ${isToBeTold("d.")} AND d.due_at <= $now AND c.enabled_at IS NOT NULL) AS "deliveriesOldest",
      ${atMost("delivery WHERE dead_at IS NOT NULL")} AS "failedDeliveries",
      ${atMost("upload WHERE status = 'waiting'")} AS uploads,
      ${atMost("upload WHERE status = 'running'")} AS "uploadsRunning",
      (SELECT ${age("min(u.created_at)")} FROM upload u WHERE u.status = 'waiting') AS "uploadsOldest",
      ${atMost("figures_due")} AS figures,
      ${atMost("case_due")} AS "figuresOfCases",
      ${atMost("estimates_due")} AS estimates,
      (SELECT ${age("folded_until")} FROM estimates_state) AS "estimatesBehind",
      ${atMost("late_answer WHERE decided_at IS NULL AND barred IS NULL")} AS "lateAnswers"`,
});

/** What waits in the database to be done, of all institutions: how much, and for how long, in seconds. */
export type Queues = RowOf<typeof queues>;

export const countQueues = (db: Pick<Database, "get">, now: Date): Promise<Queues> => db.get(queues, { now });
