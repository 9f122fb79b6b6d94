import { certain, integer, nullable, text, textOf, timestamp, uuid } from "../../../db/columns";
import { constant, statement } from "../../../db/statement";
import { TOLD_DAYS } from "../../../domain/retention/schedule";
import { heldBackSchema } from "../../../domain/retention/views";
import { isPerson } from "../../../sql/people";
import { span } from "../../../sql/time";
import { role } from "../../../sql/types";
import { isWaiting } from "../../mail/claim-mail";

const DAY_MS = 24 * 60 * 60 * 1000;
export const day = span(DAY_MS);
const [beforeFirst, beforeAgain] = [span(TOLD_DAYS.first * DAY_MS), span(TOLD_DAYS.again * DAY_MS)];

/** So many days are waited in all, and so many of them before a person is told once more. */
export const daysInAll = constant(integer, TOLD_DAYS.first);
export const daysTillAgain = constant(integer, TOLD_DAYS.first - TOLD_DAYS.again);

const unsent = (mail: string): string =>
  `(${mail}.id IS NOT NULL AND ${mail}.sent_at IS NULL AND NOT (${isWaiting(`${mail}.`)}))`;

// After so long a telling that never went out is made anew: a mail server that was away is there again by then.
const lost = (mail: string): string =>
  `(${mail}.id IS NOT NULL AND ${mail}.sent_at IS NULL AND ${mail}.created_at <= $now - ${beforeFirst})`;

/**
 * A join of what counts of a person `u`'s telling: null where they are to be told, for the first time or anew. It counts for the
 * closing that it told of, and for the address that it went to. `$now` is the moment.
 */
export const parting = (isRule: string): string => `LEFT JOIN LATERAL (
    SELECT d.waited, d.again_mail_id AS again_id, f.sent_at AS told_at, ${unsent("f")} OR ${unsent("g")} AS unsent
    FROM parting d JOIN mail f ON f.id = d.mail_id LEFT JOIN mail g ON g.id = d.again_mail_id
    WHERE d.user_id = u.id AND d.closed_at = u.deactivated_at AND f.address = u.email AND ${isRule}
      AND NOT ${lost("f")} AND NOT ${lost("g")}
  ) p ON true`;

/** SQL for when a closed account is so old that what is personal in it goes. */
const isDue = (months: string): string => `(u.deactivated_at + make_interval(months => ${months}))`;

/** SQL for from when on what is personal goes, at the earliest: not before its person was told for long enough. */
export const goesAt = (months: string): string =>
  `greatest(${isDue(months)}, $now + (${daysInAll} - coalesce(p.waited, 0)) * ${day})`;

/** SQL for what holds a person `u` back; null where nothing does. */
const heldBack = `CASE
    WHEN p.unsent THEN 'mail'
    WHEN EXISTS (SELECT FROM dispute d WHERE d.reader_id = u.id AND d.status = 'open') THEN 'question'
    WHEN EXISTS (
      SELECT FROM assignment_reader r JOIN assignment a ON a.id = r.assignment_id
      WHERE r.user_id = u.id AND (a.results_released_at IS NULL OR a.results_released_at > $now)
        AND EXISTS (SELECT FROM attempt t WHERE t.assignment_id = a.id AND t.user_id = u.id)
    ) THEN 'results'
    WHEN EXISTS (SELECT FROM upload f WHERE f.author_id = u.id AND f.status IN ('waiting', 'running')) THEN 'upload'
  END`;

const isGone = `u.deactivated_at IS NOT NULL AND ${isPerson("u")}`;

/** What is done with a person now: told, told once more, or let go. */
export const STEPS = ["tell", "tell again", "let go"] as const;

/** SQL for what is to be done with a person `u` of an institution `i` now; null for nothing. */
export const nextStep = (months = "i.retention_months"): string => `CASE
    WHEN ${months} IS NULL OR NOT (${isGone}) THEN NULL
    WHEN p.waited IS NULL THEN CASE WHEN ${isDue(months)} - ${beforeFirst} <= $now THEN 'tell' END
    WHEN p.again_id IS NULL THEN
      CASE WHEN p.waited >= ${daysTillAgain} AND ${isDue(months)} - ${beforeAgain} <= $now THEN 'tell again' END
    WHEN p.waited >= ${daysInAll} AND ${isDue(months)} <= $now AND ${heldBack} IS NULL THEN 'let go'
  END`;

const reason = textOf(heldBackSchema.options);

// Of another rule than the one that holds nobody was told yet.
export const departingPeople = statement({
  name: "departing-people",
  params: { institutionId: uuid, months: integer, now: timestamp, most: integer },
  row: {
    id: uuid,
    name: text,
    role,
    closedAt: certain(timestamp),
    goesAt: certain(timestamp),
    toldAt: nullable(timestamp),
    heldBack: nullable(reason),
    all: certain(integer),
  },
  sql: `SELECT u.id, u.name, u.role, u.deactivated_at AS "closedAt", ${goesAt("$months")} AS "goesAt",
      p.told_at AS "toldAt", ${heldBack} AS "heldBack", (count(*) OVER ())::int AS "all"
    FROM "user" u JOIN institution i ON i.id = u.institution_id ${parting("i.retention_months = $months")}
    WHERE u.institution_id = $institutionId AND ${isGone}
    ORDER BY "goesAt", u.deactivated_at, u.id LIMIT $most`,
});
