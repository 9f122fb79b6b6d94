import { float } from "@/lib/db/columns";
import { constant } from "@/lib/db/statement";
import { PHASES } from "@/lib/domain/phases";
import { CONFIDENT, HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { countedFirstAttempt } from "@/lib/sql/attempts";
import {
  addedVectors,
  followedByPhaseColumns,
  followedColumns,
  followedSums,
  moments,
  vector,
  vectorColumns,
} from "@/lib/sql/figures";
import { asksPhase } from "@/lib/sql/modes";
import { zoneOutcomeColumn } from "@/lib/sql/outcomes";
import { mondayOf } from "@/lib/sql/time";

/** How each kept table is made of the one before it, from the attempts on: as a SELECT, over keys or over everything. */

/** A kept table. */
export type Kept = {
  readonly table: string;
  readonly key: readonly string[];
  readonly rest: readonly string[];
};

export const MEMBER_WEEK: Kept = {
  table: "member_week",
  key: ["group_id", "week", "user_id"],
  rest: ["year", "figures"],
};
export const MEMBER_PERIOD: Kept = {
  table: "member_period",
  key: ["group_id", "weeks", "user_id", "year"],
  rest: ["figures"],
};
const FOLLOWED = ["residents", "n", "correct", "iou", "hits", "right_iou", "moments"];
export const GROUP_WEEK: Kept = {
  table: "group_week",
  key: ["group_id", "week"],
  rest: ["institution_id", ...FOLLOWED],
};
export const GROUP_PERIOD: Kept = {
  table: "group_period",
  key: ["group_id", "weeks"],
  rest: ["institution_id", "until", "last_week", ...FOLLOWED, "phase_residents", "phase_moments", "figures"],
};
export const PROGRAM_WEEK: Kept = { table: "program_week", key: ["institution_id", "week"], rest: FOLLOWED };
export const CASE_FIGURES: Kept = {
  table: "case_figures",
  key: ["case_id"],
  rest: ["answers", "zones", "confidently_wrong", "median_ms", "difficulty"],
};

const counted = countedFirstAttempt("$now");

/** Weeks of the periods that are kept; 0: all there are. */
const periods = `(VALUES (4), (12), (26), (52), (0)) AS p(weeks)`;

/** Every group with its institution and the Monday of its present week. */
export const groups = `(
    SELECT o.id AS group_id, i.id AS institution_id, ${mondayOf("i.time_zone", "$now")} AS monday
    FROM cohort o JOIN institution i ON i.id = o.institution_id
    UNION ALL
    SELECT i.id, i.id, ${mondayOf("i.time_zone", "$now")} FROM institution i
  )`;

/**
 * Since when and until when a reader of `$readerIds` was in which cohort. Of several at once the one joined last
 * counts; outside of all, the institution stands for it, of those who are residents. A former resident who is faculty
 * now has no group there, and stays in the cohort's past.
 */
const stays = `edge AS (
    SELECT id AS user_id, '-infinity'::timestamptz AS at FROM unnest($readerIds) AS k(id)
    UNION SELECT user_id, joined_at FROM membership WHERE user_id = ANY($readerIds)
    UNION SELECT user_id, left_at FROM membership WHERE user_id = ANY($readerIds) AND left_at IS NOT NULL
  ), stay AS MATERIALIZED (
    SELECT e.user_id, e.at AS since, lead(e.at, 1, 'infinity') OVER (PARTITION BY e.user_id ORDER BY e.at) AS until,
      i.time_zone, coalesce((
        SELECT m.cohort_id FROM membership m
        WHERE m.user_id = e.user_id AND m.joined_at <= e.at AND (m.left_at IS NULL OR m.left_at > e.at)
        ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1
      ), CASE WHEN u.role = 'resident' THEN i.id END) AS group_id
    FROM edge e JOIN "user" u ON u.id = e.user_id JOIN institution i ON i.id = u.institution_id
  )`;

/** The member weeks of the residents `$readerIds`: all, or with `$weeks` beside them those. */
export function memberWeeks(which: "all" | "of weeks"): string {
  const ofWeeks = `JOIN unnest($readerIds, $weeks) AS k(user_id, week) ON k.user_id = s.user_id
      JOIN attempt t ON t.user_id = k.user_id
        AND t.locked_at >= k.week::timestamp AT TIME ZONE s.time_zone
        AND t.locked_at < (k.week + 7)::timestamp AT TIME ZONE s.time_zone`;
  // OFFSET 0 keeps the columns from being computed anew for each of the many sums.
  return `WITH ${stays}, made AS (
    SELECT a.group_id, a.week, a.user_id, ${vector} AS figures
    FROM (
      SELECT s.group_id, ${mondayOf("s.time_zone", "t.locked_at")} AS week, s.user_id, ${vectorColumns}
      FROM stay s ${which === "all" ? "JOIN attempt t ON t.user_id = s.user_id" : ofWeeks}
      JOIN case_version v ON v.id = t.version_id
      WHERE s.group_id IS NOT NULL AND t.locked_at >= s.since AND t.locked_at < s.until AND ${counted}
      OFFSET 0
    ) a
    GROUP BY a.group_id, a.week, a.user_id
  )
  SELECT group_id, week, user_id, coalesce((
      SELECT g.year FROM training g WHERE g.user_id = made.user_id AND g.since <= made.week + 6
      ORDER BY g.since DESC LIMIT 1
    ), 0)::smallint AS year, figures
  FROM made`;
}

/** @param members the table or what stands for it @param where over `m`, its rows */
export const groupWeeks = (members: string, where = "true"): string => `
  SELECT f.group_id, f.week, g.institution_id, count(*) FILTER (WHERE f.n > 0)::int AS residents, ${followedSums()},
    ARRAY[${moments()}] AS moments
  FROM (
    SELECT m.group_id, m.week, m.user_id, ${followedColumns("m.figures")} FROM ${members} m WHERE ${where}
  ) f JOIN ${groups} g ON g.group_id = f.group_id
  GROUP BY f.group_id, f.week, g.institution_id`;

export const memberPeriods = (members: string, where = "true"): string => `
  SELECT m.group_id, p.weeks::smallint AS weeks, m.user_id, m.year, ${addedVectors("m")} AS figures
  FROM ${members} m
  JOIN ${groups} g ON g.group_id = m.group_id
  JOIN ${periods} ON p.weeks = 0 OR m.week > g.monday - 7 * p.weeks
  WHERE ${where}
  GROUP BY m.group_id, p.weeks, m.user_id, m.year`;

const phaseIndexes = PHASES.map((_, index) => index);

export const groupPeriods = (members: string, weeks: string, where = "true"): string => `
  SELECT f.group_id, f.weeks, g.institution_id, g.monday AS until,
    (SELECT max(w.week) FROM ${weeks} w WHERE w.group_id = f.group_id) AS last_week,
    count(*) FILTER (WHERE f.n > 0)::int AS residents, ${followedSums()}, ARRAY[${moments()}] AS moments,
    ARRAY[${phaseIndexes.map((phase) => `count(*) FILTER (WHERE f.n${phase} > 0)::int`).join(", ")}] AS phase_residents,
    ARRAY[${phaseIndexes.map((phase) => moments(phase)).join(", ")}] AS phase_moments,
    ${addedVectors("f")} AS figures
  FROM (
    SELECT y.*, ${followedColumns("y.figures")}, ${followedByPhaseColumns("y.figures")}
    FROM (
      SELECT m.group_id, m.weeks, m.user_id, ${addedVectors("m")} AS figures
      FROM ${members} m WHERE ${where} GROUP BY m.group_id, m.weeks, m.user_id
    ) y
  ) f JOIN ${groups} g ON g.group_id = f.group_id
  GROUP BY f.group_id, f.weeks, g.institution_id, g.monday`;

const addedMoments = Array.from({ length: 9 }, (_, i) => `sum(w.moments[${i + 1}] ORDER BY w.group_id)`).join(
  ", ",
);

export const programWeeks = (weeks: string, where = "true"): string => `
  SELECT w.institution_id, w.week, sum(w.residents)::int AS residents, ${followedSums("w.group_id")},
    ARRAY[${addedMoments}] AS moments
  FROM ${weeks} w WHERE ${where}
  GROUP BY w.institution_id, w.week`;

/** The counted answers to cases, of all readers, faculty too. */
export const caseAnswers = (where = "true"): string => `
  SELECT t.case_id, ${asksPhase("t.mode")} AS asked, t.phase = v.phase AND t.iou >= ${constant(float, HIT_IOU)} AS hit,
    ${zoneOutcomeColumn} <> 'hit' AND t.zone_confidence >= ${constant(float, CONFIDENT)} AS confidently_wrong,
    t.elapsed_ms
  FROM attempt t JOIN case_version v ON v.id = t.version_id
  WHERE ${where} AND ${counted}`;

/** @param answers the table of them, or a SELECT in brackets */
export const caseFigures = (answers: string): string => `
  SELECT a.case_id, count(*) FILTER (WHERE a.asked)::int AS answers, count(*)::int AS zones,
    count(*) FILTER (WHERE a.confidently_wrong)::int AS confidently_wrong,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY a.elapsed_ms))::int AS median_ms,
    1 - count(*) FILTER (WHERE a.asked AND a.hit)::float8 / nullif(count(*) FILTER (WHERE a.asked), 0) AS difficulty
  FROM ${answers} a
  GROUP BY a.case_id`;

/**
 * Puts what was made for some keys in the place of what was kept for them. Rows that are as they were are left alone.
 * Gives the keys of those that changed.
 *
 * @param made a SELECT of the table's columns
 * @param concerned over `k`, the kept rows: those of the keys
 */
export function replacing({ table, key, rest }: Kept, made: string, concerned: string): string {
  const columns = [...key, ...rest];
  const same = key.map((column) => `r.${column} = k.${column}`).join(" AND ");
  const set = rest.map((column) => `${column} = excluded.${column}`).join(", ");
  const row = (relation: string): string => `(${rest.map((column) => `${relation}.${column}`).join(", ")})`;
  const keys = key.map((column) => `k.${column}`).join(", ");
  const told = key.map((column) => (column === "week" ? `week::text AS week` : column)).join(", ");
  return `WITH remade AS (${made}), gone AS (
      DELETE FROM ${table} k WHERE ${concerned} AND NOT EXISTS (SELECT 1 FROM remade r WHERE ${same})
      RETURNING ${keys}
    ), put AS (
      INSERT INTO ${table} AS k (${columns.join(", ")}) SELECT ${columns.join(", ")} FROM remade
      ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${set} WHERE ${row("k")} IS DISTINCT FROM ${row("excluded")}
      RETURNING ${keys}
    )
    SELECT ${told} FROM gone UNION ALL SELECT ${told} FROM put`;
}
