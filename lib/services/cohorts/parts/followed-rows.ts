import { z } from "zod";
import { asJson, floats, text, type ValuesOf } from "@/lib/db/columns";
import type { Followed } from "@/lib/domain/cohorts/followed";
import { toFollowedFigures } from "@/lib/domain/cohorts/followed";
import { suppressionsOf } from "@/lib/domain/cohorts/suppression";
import type { WeekOfFigures } from "@/lib/domain/cohorts/views";
import { figuresAreCurrent } from "@/lib/sql/figures";

/** A list of numbers as JSON: a list of Postgres takes the driver some seven times as long to read. */
export const listOf = (numbers: string, name: string): string => `to_json(${numbers}) AS ${name}`;

/** What a row of group_week, group_period or program_week says of the followed figures: one list, not a column each. */
export const followedIn = (relation: string): string =>
  `ARRAY[${["residents", "n", "correct", "iou", "hits", "right_iou"].map((column) => `${relation}.${column}`).join(", ")}] || ${relation}.moments`;

export function toFollowed(numbers: readonly number[]): Followed {
  const [residents, n, correct, iou, hits, rightIou, ...moments] = numbers as [
    ...[number, number, number, number, number, number],
    ...number[],
  ];
  return { residents, n, correct, iou, hits, rightIou, moments };
}

const week = { week: text, followed: floats };

/** The weeks of `w` (group_week or program_week) with what was followed in them, oldest first, as one JSON. */
export const weeksIn = (table: "group_week" | "program_week", where: string): string => `(
        SELECT coalesce(json_agg(json_build_object('week', w.week, 'followed', ${followedIn("w")}) ORDER BY w.week), '[]')
        FROM ${table} w WHERE ${where} AND ${figuresAreCurrent}
      )`;

export const weeksColumn = asJson(z.array(z.object(week)));

/**
 * Weeks with an answer, oldest first. Where only one week would be suppressed, another one is too: the period's figures
 * would tell it.
 */
export function toWeeks(rows: readonly ValuesOf<typeof week>[]): WeekOfFigures[] {
  const weeks = rows
    .map((row) => ({ week: row.week, followed: toFollowed(row.followed) }))
    .filter(({ followed }) => followed.n > 0);
  const reasons = suppressionsOf(weeks.map(({ followed }) => followed));
  return weeks.map(({ week, followed }, index) => ({
    week,
    ...toFollowedFigures(followed, reasons[index]!),
  }));
}
