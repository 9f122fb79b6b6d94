import type pg from "pg";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import {
  CASE_FIGURES,
  caseAnswers,
  caseFigures,
  GROUP_PERIOD,
  GROUP_WEEK,
  groupPeriods,
  groupWeeks,
  MEMBER_PERIOD,
  MEMBER_WEEK,
  memberPeriods,
  memberWeeks,
  PROGRAM_WEEK,
  programWeeks,
  replacing,
} from "./statements";

/** A reader's week: the Monday as YYYY-MM-DD, in the institution's time zone. */
export type UserWeekKey = { readonly userId: string; readonly week: string };

/** The first two parameters of statements over attempts: now, and when a miss was locked at the latest. */
export const moments = (now: Date): readonly [Date, Date] => [now, new Date(now.getTime() - ZONE_TIME_MS)];

const pairs = (columns: string, first: number): string =>
  `(SELECT * FROM unnest($${first}::uuid[], $${first + 1}::${columns}[]))`;

const statements = {
  memberWeeks: replacing(MEMBER_WEEK, memberWeeks("of weeks"), `(k.user_id, k.week) IN ${pairs("date", 3)}`),
  groupWeeks: replacing(
    GROUP_WEEK,
    groupWeeks("member_week", `(m.group_id, m.week) IN ${pairs("date", 2)}`),
    `(k.group_id, k.week) IN ${pairs("date", 2)}`,
  ),
  memberPeriods: replacing(
    MEMBER_PERIOD,
    memberPeriods("member_week", `(m.group_id, m.user_id) IN ${pairs("uuid", 2)}`),
    `(k.group_id, k.user_id) IN ${pairs("uuid", 2)}`,
  ),
  groupPeriods: replacing(
    GROUP_PERIOD,
    groupPeriods("member_period", "group_week", "m.group_id = ANY($2::uuid[])"),
    "k.group_id = ANY($2::uuid[])",
  ),
  programWeeks: replacing(
    PROGRAM_WEEK,
    programWeeks("group_week", `(w.institution_id, w.week) IN ${pairs("date", 1)}`),
    `(k.institution_id, k.week) IN ${pairs("date", 1)}`,
  ),
  caseFigures: replacing(
    CASE_FIGURES,
    caseFigures(`(${caseAnswers("t.case_id = ANY($3::uuid[])")})`),
    "k.case_id = ANY($3::uuid[])",
  ),
};

type Changed = { group_id: string; week: string; user_id: string };

/**
 * Makes everything anew that hangs on some weeks of readers: the weeks themselves, then what is made of those that
 * turned out different.
 */
export async function makeWeeks(
  client: pg.ClientBase,
  now: Date,
  keys: readonly UserWeekKey[],
): Promise<void> {
  if (keys.length === 0) return;
  const { rows } = await client.query<Changed>(statements.memberWeeks, [
    ...moments(now),
    keys.map(({ userId }) => userId),
    keys.map(({ week }) => week),
  ]);
  if (rows.length === 0) return;
  const weeks = distinct(rows.map((row) => [row.group_id, row.week] as const));
  await client.query(statements.groupWeeks, [now, ...columns(weeks)]);
  const { rows: programs } = await client.query<{ institution_id: string; week: string }>(institutionsOf, [
    ...columns(weeks),
  ]);
  await client.query(statements.programWeeks, columns(programs.map((row) => [row.institution_id, row.week])));
  await makePeriods(client, now, distinct(rows.map((row) => [row.group_id, row.user_id] as const)));
}

const institutionsOf = `SELECT DISTINCT coalesce(o.institution_id, k.group_id) AS institution_id, k.week::text AS week
  FROM unnest($1::uuid[], $2::date[]) AS k(group_id, week) LEFT JOIN cohort o ON o.id = k.group_id`;

/** Makes the periods of some members of groups anew, and those groups'. */
export async function makePeriods(
  client: pg.ClientBase,
  now: Date,
  members: readonly (readonly [groupId: string, userId: string])[],
): Promise<void> {
  await client.query(statements.memberPeriods, [now, ...columns(members)]);
  const groupIds = [...new Set(members.map(([groupId]) => groupId))];
  await client.query(statements.groupPeriods, [now, groupIds]);
}

/** Makes the figures of cases anew, over all their readers. */
export async function makeCaseFigures(
  client: pg.ClientBase,
  now: Date,
  caseIds: readonly string[],
): Promise<void> {
  await client.query(statements.caseFigures, [...moments(now), caseIds]);
}

type Pair = readonly [string, string];

function distinct(all: readonly Pair[]): Pair[] {
  return [...new Map(all.map((pair) => [pair.join(), pair])).values()];
}

const columns = (all: readonly Pair[]): [string[], string[]] => [all.map(([a]) => a), all.map(([, b]) => b)];
