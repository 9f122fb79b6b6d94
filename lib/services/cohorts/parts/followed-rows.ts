import { asJson, float, floats, integer, type ValuesOf } from "@/lib/db/columns";
import type { Followed } from "@/lib/domain/cohorts/followed";
import { toFollowedFigures } from "@/lib/domain/cohorts/followed";
import { suppressionsOf } from "@/lib/domain/cohorts/suppression";
import type { WeekOfFigures } from "@/lib/domain/cohorts/views";

/** A list of numbers as JSON: a list of Postgres takes the driver some seven times as long to read. */
export const listOf = (numbers: string, name: string): string => `to_json(${numbers}) AS ${name}`;

/** Columns of what a row of group_week, group_period or program_week says of the followed figures. */
export const followedOfRow = (relation: string): string =>
  [
    ...["residents", "n", "correct", "iou", "hits", "right_iou"].map((column) => `${relation}.${column}`),
    listOf(`${relation}.moments`, "moments"),
  ].join(", ");

export const followedRow = {
  residents: integer,
  n: float,
  correct: float,
  iou: float,
  hits: float,
  right_iou: float,
  moments: asJson(floats),
};

type FollowedRow = ValuesOf<typeof followedRow>;

export function toFollowed(row: FollowedRow): Followed {
  const { residents, n, correct, iou, hits, moments } = row;
  return { residents, n, correct, iou, hits, rightIou: row.right_iou, moments };
}

/**
 * Weeks with an answer, oldest first. Where only one week would be suppressed, another one is too: the period's figures
 * would tell it.
 */
export function toWeeks(rows: readonly (FollowedRow & { week: string })[]): WeekOfFigures[] {
  const weeks = rows.filter(({ n }) => n > 0).map((row) => ({ week: row.week, followed: toFollowed(row) }));
  const reasons = suppressionsOf(weeks.map(({ followed }) => followed));
  return weeks.map(({ week, followed }, index) => ({
    week,
    ...toFollowedFigures(followed, reasons[index]!),
  }));
}
