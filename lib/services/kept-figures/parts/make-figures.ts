import { dates, text, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
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
type ReaderWeek = { readonly user_id: string; readonly week: string };

const among = (lists: string): string => `(SELECT * FROM unnest(${lists}))`;

const makeMemberWeeks = statement({
  name: "make-member-weeks",
  params: { now: timestamp, readerIds: uuids, weeks: dates },
  row: { group_id: uuid, week: text, user_id: uuid },
  sql: replacing(
    MEMBER_WEEK,
    memberWeeks("of weeks"),
    `(k.user_id, k.week) IN ${among("$readerIds, $weeks")}`,
  ),
  prepared: false,
});

const makeGroupWeeks = statement({
  name: "make-group-weeks",
  params: { now: timestamp, groupIds: uuids, weeks: dates },
  sql: replacing(
    GROUP_WEEK,
    groupWeeks("member_week", `(m.group_id, m.week) IN ${among("$groupIds, $weeks")}`),
    `(k.group_id, k.week) IN ${among("$groupIds, $weeks")}`,
  ),
  prepared: false,
});

const makeMemberPeriods = statement({
  name: "make-member-periods",
  params: { now: timestamp, groupIds: uuids, userIds: uuids },
  sql: replacing(
    MEMBER_PERIOD,
    memberPeriods("member_week", `(m.group_id, m.user_id) IN ${among("$groupIds, $userIds")}`),
    `(k.group_id, k.user_id) IN ${among("$groupIds, $userIds")}`,
  ),
  prepared: false,
});

const makeGroupPeriods = statement({
  name: "make-group-periods",
  params: { now: timestamp, groupIds: uuids },
  sql: replacing(
    GROUP_PERIOD,
    groupPeriods("member_period", "group_week", "m.group_id = ANY($groupIds)"),
    "k.group_id = ANY($groupIds)",
  ),
  prepared: false,
});

const makeProgramWeeks = statement({
  name: "make-program-weeks",
  params: { institutionIds: uuids, weeks: dates },
  sql: replacing(
    PROGRAM_WEEK,
    programWeeks("group_week", `(w.institution_id, w.week) IN ${among("$institutionIds, $weeks")}`),
    `(k.institution_id, k.week) IN ${among("$institutionIds, $weeks")}`,
  ),
  prepared: false,
});

const makeFiguresOfCases = statement({
  name: "make-figures-of-cases",
  params: { now: timestamp, caseIds: uuids },
  sql: replacing(
    CASE_FIGURES,
    caseFigures(`(${caseAnswers("t.case_id = ANY($caseIds)")})`),
    "k.case_id = ANY($caseIds)",
  ),
  prepared: false,
});

const institutionsOfGroups = statement({
  name: "institutions-of-groups",
  params: { groupIds: uuids, weeks: dates },
  row: { institution_id: uuid, week: text },
  sql: `SELECT DISTINCT coalesce(o.institution_id, k.group_id) AS institution_id, k.week::text AS week
    FROM unnest($groupIds, $weeks) AS k(group_id, week) LEFT JOIN cohort o ON o.id = k.group_id`,
  prepared: false,
});

/**
 * Makes everything anew that hangs on some weeks of readers: the weeks themselves, then what is made of those that
 * turned out different.
 */
export async function makeWeeks(tx: Queryable, now: Date, keys: readonly ReaderWeek[]): Promise<void> {
  if (keys.length === 0) return;
  const changed = await tx.all(makeMemberWeeks, {
    now,
    readerIds: keys.map(({ user_id }) => user_id),
    weeks: keys.map(({ week }) => week),
  });
  if (changed.length === 0) return;
  const [groupIds, weeks] = columns(changed.map((row) => [row.group_id, row.week]));
  await tx.run(makeGroupWeeks, { now, groupIds, weeks });
  const programs = await tx.all(institutionsOfGroups, { groupIds, weeks });
  await tx.run(makeProgramWeeks, {
    institutionIds: programs.map((row) => row.institution_id),
    weeks: programs.map(({ week }) => week),
  });
  await makePeriods(tx, now, changed);
}

/** Makes the periods of some members of groups anew, and those groups'. */
export async function makePeriods(
  tx: Queryable,
  now: Date,
  members: readonly { readonly group_id: string; readonly user_id: string }[],
): Promise<void> {
  const [groupIds, userIds] = columns(members.map((row) => [row.group_id, row.user_id]));
  await tx.run(makeMemberPeriods, { now, groupIds, userIds });
  await tx.run(makeGroupPeriods, { now, groupIds: [...new Set(groupIds)] });
}

/** Makes the figures of cases anew, over all their readers. */
export async function makeCaseFigures(tx: Queryable, now: Date, caseIds: readonly string[]): Promise<void> {
  await tx.run(makeFiguresOfCases, { now, caseIds });
}

/** Pairs, each once, as two lists. */
function columns(pairs: readonly (readonly [string, string])[]): [string[], string[]] {
  const distinct = [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
  return [distinct.map(([a]) => a), distinct.map(([, b]) => b)];
}
