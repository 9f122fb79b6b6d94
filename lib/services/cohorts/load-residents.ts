import type { Database } from "../../db/client";
import { valuesOf } from "../../domain/cohorts/followed";
import { keptWeeks } from "../../domain/cohorts/period";
import {
  COMPARED_WEEKS,
  concernsOf,
  lowerQuartileOf,
  RECENT_WEEKS,
  type WeeksOfResident,
} from "../../domain/cohorts/stuck";
import type { Period, ResidentRow } from "../../domain/cohorts/views";
import { addTo } from "../../domain/kept-figures/vector";
import { confidentlyWrongIn, failuresIn, figuresAreCurrent, followedColumns } from "../../sql/figures";
import { listOf } from "./followed-rows";
import { overdueByReader } from "./overdue";

// Of the many figures, those that rows show: the phases' and the failures', and what was confidently wrong.
const periodsOfGroups = {
  name: "member-periods-of-groups",
  text: `SELECT m.group_id, m.user_id, m.weeks, m.year, ${followedColumns("m.figures")},
      ${listOf(failuresIn("m.figures"), "failures")}, ${confidentlyWrongIn("m.figures")} AS confidently_wrong
    FROM member_period m WHERE m.group_id = ANY($1::uuid[]) AND m.weeks = ANY($2::smallint[]) AND ${figuresAreCurrent}`,
};

type PeriodRow = {
  group_id: string;
  user_id: string;
  weeks: number;
  /** 0: not known. */
  year: number;
  n: number;
  correct: number;
  iou: number;
  hits: number;
  right_iou: number;
  failures: number[];
  confidently_wrong: number;
};

/** What members of groups answered in the period, in the recent weeks and in those that they are compared with. */
export type MemberPeriods = readonly PeriodRow[];

export function loadMemberPeriods(
  db: Database,
  groupIds: readonly string[],
  weeks: Period["weeks"],
): Promise<MemberPeriods> {
  const all = [...new Set([keptWeeks(weeks), RECENT_WEEKS, COMPARED_WEEKS])];
  return db.query<PeriodRow>(periodsOfGroups, [groupIds, all]);
}

const lastAnswers = {
  name: "residents-with-last-answers",
  text: `SELECT u.id, u.name, u.deactivated_at IS NULL AS active, (
      SELECT g.year FROM training g WHERE g.user_id = u.id AND g.since <= $2::timestamptz::date
      ORDER BY g.since DESC LIMIT 1
    ) AS year, (SELECT max(t.locked_at) FROM attempt t WHERE t.user_id = u.id) AS last_at,
    coalesce(o.overdue, 0) AS overdue
    FROM "user" u LEFT JOIN (${overdueByReader}) o ON o.user_id = u.id
    WHERE u.id = ANY($1::uuid[]) ORDER BY u.name, u.id`,
};

type ResidentOfRow = {
  id: string;
  name: string;
  active: boolean;
  year: number | null;
  last_at: Date | null;
  overdue: number;
};

/**
 * Residents with their figures of a period and what they are stuck on, by name.
 *
 * @param periods of all groups that they are compared in
 * @param groupOf whom a resident is compared with
 */
export async function loadResidents(
  db: Database,
  userIds: readonly string[],
  periods: MemberPeriods,
  groupOf: (userId: string) => string,
  weeks: Period["weeks"],
  now: Date,
): Promise<ResidentRow[]> {
  const rows = await db.query<ResidentOfRow>(lastAnswers, [userIds, now]);
  const inWeeks = (kept: number): Map<string, WeeksAdded> =>
    addedByMember(periods.filter((row) => row.weeks === kept));
  const [asked, recent, compared] = [
    inWeeks(keptWeeks(weeks)),
    inWeeks(RECENT_WEEKS),
    inWeeks(COMPARED_WEEKS),
  ];
  const quartiles = new Map<string, number | null>();
  const quartileOf = (groupId: string): number | null => {
    if (!quartiles.has(groupId)) {
      quartiles.set(
        groupId,
        lowerQuartileOf([...recent.values()].filter((each) => each.groupId === groupId)),
      );
    }
    return quartiles.get(groupId)!;
  };
  return rows.map((row) => {
    const groupId = groupOf(row.id);
    const key = keyOf(groupId, row.id);
    const [own, lately, longer] = [asked, recent, compared].map((each) => each.get(key) ?? none(groupId));
    const standing = {
      recent: lately!,
      before: { n: longer!.n - lately!.n, hits: longer!.hits - lately!.hits },
      lowerQuartile: quartileOf(groupId),
      lastAnswerAt: row.last_at,
      overdue: row.overdue,
    };
    return {
      id: row.id,
      name: row.name,
      active: row.active,
      trainingYear: row.year,
      figures: valuesOf(own!),
      n: own!.n,
      lastAnswerAt: row.last_at?.toISOString() ?? null,
      overdue: row.overdue,
      concerns: row.active ? concernsOf(standing, now) : [],
    };
  });
}

type WeeksAdded = WeeksOfResident & {
  readonly groupId: string;
  readonly correct: number;
  readonly iou: number;
  readonly rightIou: number;
};

const keyOf = (groupId: string, userId: string): string => `${groupId} ${userId}`;

const none = (groupId: string): WeeksAdded => ({
  groupId,
  n: 0,
  correct: 0,
  iou: 0,
  hits: 0,
  rightIou: 0,
  failures: [],
  confidentlyWrong: 0,
});

/** A member has a row for each year of training in the period. */
function addedByMember(rows: MemberPeriods): Map<string, WeeksAdded> {
  const members = new Map<string, WeeksAdded>();
  for (const row of rows) {
    const key = keyOf(row.group_id, row.user_id);
    const so = members.get(key) ?? none(row.group_id);
    const failures = [...so.failures];
    addTo(failures, row.failures);
    members.set(key, {
      groupId: row.group_id,
      n: so.n + row.n,
      correct: so.correct + row.correct,
      iou: so.iou + row.iou,
      hits: so.hits + row.hits,
      rightIou: so.rightIou + row.right_iou,
      failures,
      confidentlyWrong: so.confidentlyWrong + row.confidently_wrong,
    });
  }
  return members;
}
