import type { Database } from "@/lib/db/client";
import {
  asJson,
  boolean,
  float,
  floats,
  integer,
  nullable,
  smallint,
  smallints,
  text,
  timestamp,
  uuid,
  uuids,
} from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import type { ContactCluster } from "@/lib/domain/cohorts/contact-figures";
import { valuesOf } from "@/lib/domain/cohorts/followed";
import { keptWeeks } from "@/lib/domain/cohorts/period";
import {
  COMPARED_WEEKS,
  concernsOf,
  lowerQuartileOf,
  RECENT_WEEKS,
  type WeeksOfResident,
} from "@/lib/domain/cohorts/stuck";
import type { Period, ResidentRow } from "@/lib/domain/cohorts/views";
import { addTo } from "@/lib/domain/kept-figures/vector";
import {
  confidentlyWrongIn,
  contactColumns,
  failuresIn,
  figuresAreCurrent,
  followedColumns,
} from "@/lib/sql/figures";
import { trainingYearOn } from "@/lib/sql/people";
import { unseen } from "@/lib/sql/unseen";
import { listOf } from "./followed-rows";
import { overdueByReader } from "./overdue";

// Of the many figures, those that rows show: the phases' and the failures', and what was confidently wrong.
const periodsOfGroups = statement({
  name: "member-periods-of-groups",
  params: { groupIds: uuids, weeks: smallints },
  row: {
    group_id: uuid,
    user_id: uuid,
    weeks: smallint,
    /** 0: not known. */
    year: smallint,
    n: float,
    correct: float,
    iou: float,
    hits: float,
    right_iou: float,
    touchable: float,
    touching: float,
    contact: float,
    failures: asJson(floats),
    confidently_wrong: float,
  },
  sql: `SELECT m.group_id, m.user_id, m.weeks, m.year, ${followedColumns("m.figures")},
      ${contactColumns("m.figures")}, ${listOf(failuresIn("m.figures"), "failures")}, ${confidentlyWrongIn("m.figures")} AS confidently_wrong
    FROM member_period m
    WHERE m.group_id = ANY(${unseen("$groupIds", "uuid[]")}) AND m.weeks = ANY(${unseen("$weeks", "smallint[]")})
      AND ${figuresAreCurrent}`,
});

/** What members of groups answered in the period, in the recent weeks and in those that they are compared with. */
export type MemberPeriods = readonly RowOf<typeof periodsOfGroups>[];

export function loadMemberPeriods(
  db: Database,
  groupIds: readonly string[],
  weeks: Period["weeks"],
): Promise<MemberPeriods> {
  const all = [...new Set([keptWeeks(weeks), RECENT_WEEKS, COMPARED_WEEKS])];
  return db.all(periodsOfGroups, { groupIds, weeks: all });
}

const lastAnswers = statement({
  name: "residents-with-last-answers",
  params: { userIds: uuids, now: timestamp },
  row: {
    id: uuid,
    name: text,
    active: boolean,
    year: nullable(smallint),
    last_at: nullable(timestamp),
    overdue: integer,
  },
  sql: `SELECT u.id, u.name, u.deactivated_at IS NULL AS active, ${trainingYearOn("$now::date")} AS year,
    (SELECT max(t.locked_at) FROM attempt t WHERE t.user_id = u.id) AS last_at,
    coalesce(o.overdue, 0) AS overdue
    FROM "user" u LEFT JOIN (${overdueByReader}) o ON o.user_id = u.id
    WHERE u.id = ANY($userIds) ORDER BY u.name, u.id`,
});

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
  const rows = await db.all(lastAnswers, { userIds, now });
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
      contact: summaryOf(own!),
      lastAnswerAt: row.last_at?.toISOString() ?? null,
      overdue: row.overdue,
      concerns: row.active ? concernsOf(standing, now) : [],
    };
  });
}

type WeeksAdded = WeeksOfResident &
  ContactCluster & {
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
  touchable: 0,
  touching: 0,
  contact: 0,
});

const summaryOf = ({ touchable, touching, contact }: ContactCluster): ResidentRow["contact"] => ({
  n: touchable,
  over: touching,
  mean: touchable === 0 ? null : contact / touchable,
});

/** What members of a group add to its contact in the period, a cluster a resident. */
export function contactOfMembers(periods: MemberPeriods, weeks: Period["weeks"]): readonly ContactCluster[] {
  return [...addedByMember(periods.filter((row) => row.weeks === keptWeeks(weeks))).values()];
}

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
      touchable: so.touchable + row.touchable,
      touching: so.touching + row.touching,
      contact: so.contact + row.contact,
    });
  }
  return members;
}
