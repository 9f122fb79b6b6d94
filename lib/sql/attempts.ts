import { ZONE_TIME_MS } from "../domain/attempts/zone-time";
import { tellsOfReference } from "./modes";
import { span } from "./time";
import { resultWithheld, toldAt } from "./visibility";

/** lib/domain/attempts/state.ts as SQL, over an attempt `t` unless another is named. `now` is an SQL expression. */

/** The latest moment at which an attempt was locked whose time for a zone has passed by `now`. */
export const lapsedAt = (now: string): string => `(${now} - ${span(ZONE_TIME_MS)})`;

/** Whether its reader began another attempt at the same case later. */
export const superseded = (t = "t"): string => `EXISTS (
    SELECT 1 FROM attempt o WHERE o.user_id = ${t}.user_id AND o.case_id = ${t}.case_id AND o.ordinal > ${t}.ordinal
  )`;

/** Whether all of it is stored: its zone and, in a second look, its last answer. */
const complete = (t: string): string =>
  `(${t}.zone_at IS NOT NULL AND (NOT ${t}.aided OR ${t}.last_at IS NOT NULL))`;

/** Whether the time for what comes next has passed: for the zone or, in a second look, for the last answer. */
const lapsed = (now: string, t: string): string =>
  `coalesce(${t}.zone_at, ${t}.locked_at) <= ${lapsedAt(now)}`;

/**
 * Whether it is over: all of it is stored, or another was begun or its time has passed, by which it became a miss or, in
 * a second look, the first answer stands.
 */
export const isOver = (now: string, t = "t"): string =>
  `(${complete(t)} OR ${lapsed(now, t)} OR ${superseded(t)})`;

/** Whether it has a result that may be told: its zone is stored, and it is over. Nothing is told before. */
export const isScored = (now: string, t = "t"): string => `(${t}.zone_at IS NOT NULL AND ${isOver(now, t)})`;

/** Whether its second look waits for its last answer, or waited in vain. */
export const lacksLast = (t = "t"): string => `(${t}.aided AND ${t}.last_at IS NULL)`;

/** `waitsForZone` of lib/domain/attempts/late-zone.ts. */
export const waitsForZone = (t = "t"): string => `(${t}.zone_at IS NULL AND ${t}.assignment_id IS NULL
    AND NOT ${tellsOfReference(`${t}.mode`, `${t}.aided`)} AND NOT ${superseded(t)})`;

/** Whether its zone came when it was a miss already. */
export const cameLate = (t = "t"): string =>
  `coalesce(${t}.zone_at >= ${t}.locked_at + ${span(ZONE_TIME_MS)}, false)`;

/** Whether it is one of the answers that its assignment asks for: over, and at a case that was not taken out meanwhile. */
export const doneInAssignment = (now: string): string => `(${isOver(now)} AND EXISTS (
    SELECT 1 FROM assignment_item asked WHERE asked.assignment_id = t.assignment_id AND asked.case_id = t.case_id
  ))`;

/**
 * How many of the cases `asked` (an SQL list) a reader has answered in an assignment: those with an attempt that is over. What is
 * seldom asked, whether one was superseded, is found by the key: the rest an index tells alone.
 */
export const answeredOf = (asked: string, assignment: string, reader: string, now: string): string => `(
    SELECT count(DISTINCT t.case_id) FROM attempt t
    WHERE t.assignment_id = ${assignment} AND t.user_id = ${reader} AND t.case_id = ANY(${asked})
      AND (${complete("t")} OR ${lapsed(now, "t")} OR EXISTS (
        SELECT 1 FROM attempt e WHERE e.assignment_id = t.assignment_id AND e.user_id = t.user_id AND e.case_id = t.case_id
          AND ${superseded("e")}
      ))
  )`;

/** When an attempt that is over came to be so: by what was stored last, by the next attempt at the case, or by time. */
const overAt = `coalesce(CASE WHEN NOT t.aided THEN t.zone_at ELSE t.last_at END,
    least(coalesce(t.zone_at, t.locked_at) + ${span(ZONE_TIME_MS)}, (
      SELECT o.locked_at FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal = t.ordinal + 1
    )))`;

/**
 * Whether its reader may know how it went: it is over. What became of it while an unreleased assignment withheld the case
 * is told nowhere: figures would tell.
 */
export const toldAttempt = (now: string): string => `${isOver(now)} AND NOT ${resultWithheld(now, overAt)}`;

/** Whether it counts in figures: a first attempt whose reader may know how it went. */
export const countedFirstAttempt = (now: string): string => `t.ordinal = 1 AND ${toldAttempt(now)}`;

/** When an attempt that counts came to do so: when it was over, or when the last assignment that withheld it told. */
export const countedAt = `greatest(${overAt}, ${toldAt(overAt)})`;

/** Whether a reader came to the end of an attempt at a case after a moment. */
export const answeredAfter = (since: string, reader: string, caseId: string, now: string): string => `EXISTS (
    SELECT FROM attempt t WHERE t.user_id = ${reader} AND t.case_id = ${caseId}
      AND (${complete("t")} OR ${lapsed(now, "t")}) AND ${overAt} > ${since}
  )`;

/** Whether the reader has answered the case `c`: an attempt at it is over, as all but the latest one are. */
export const answered = (reader: string, now: string): string => `EXISTS (
    SELECT 1 FROM attempt t WHERE t.user_id = ${reader} AND t.case_id = c.id
      AND (t.ordinal > 1 OR ${complete("t")} OR ${lapsed(now, "t")})
  )`;
