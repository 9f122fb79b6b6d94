import type { Database } from "@/lib/db/client";
import { day, float, text, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { valuesOf } from "@/lib/domain/cohorts/followed";
import { quartilesOf } from "@/lib/domain/cohorts/stuck";
import type { FollowedFigure, ResidentPage } from "@/lib/domain/cohorts/views";
import { FEWEST_PEERS } from "@/lib/domain/fewest-peers";
import { figuresAreCurrent, followedColumns } from "@/lib/sql/figures";

type Band = NonNullable<ResidentPage["band"]>;

const weeksOfMembers = statement({
  name: "weeks-of-members",
  params: { cohortId: uuid, from: day },
  row: { week: text, n: float, correct: float, iou: float, hits: float, right_iou: float },
  sql: `SELECT m.week::text AS week, ${followedColumns("m.figures")} FROM member_week m
    WHERE m.group_id = $cohortId AND m.week >= $from AND ${figuresAreCurrent} ORDER BY m.week`,
});

/**
 * The middle half of a cohort's residents and their median, by week from a Monday on: for its residents too, and so of five
 * or more. Callers have authorized.
 */
export async function loadBand(db: Database, cohortId: string, from: string): Promise<Band["weeks"]> {
  const rows = (await db.all(weeksOfMembers, { cohortId, from })).filter(({ n }) => n > 0);
  const weeks = new Map<string, RowOf<typeof weeksOfMembers>[]>();
  for (const row of rows) weeks.set(row.week, [...(weeks.get(row.week) ?? []), row]);
  return [...weeks].map(([week, own]) => {
    const values = own.map((row) => valuesOf({ ...row, rightIou: row.right_iou }));
    const bandOf = (figure: FollowedFigure): ReturnType<typeof quartilesOf> | null =>
      own.length < FEWEST_PEERS ? null : quartilesOf(values.map((each) => each[figure]!));
    return {
      week,
      figures: { acc: bandOf("acc"), mIoU: bandOf("mIoU"), ha25: bandOf("ha25"), hmIoU: bandOf("hmIoU") },
    };
  });
}
