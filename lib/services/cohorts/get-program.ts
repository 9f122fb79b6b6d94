import { z } from "zod";
import { may } from "../../auth/policy";
import { asJson, boolean, day, floats, integer, maybe, smallint, text, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { addFollowed, type Followed, NOTHING, toFollowedFigures } from "../../domain/cohorts/followed";
import { keptWeeks, periodOf, weeksSchema } from "../../domain/cohorts/period";
import { suppressionOf, suppressionsOf } from "../../domain/cohorts/suppression";
import type { CohortRow, ProgramPage } from "../../domain/cohorts/views";
import { weekIn } from "../../domain/time/week";
import type { Written } from "../../domain/view";
import { figuresAreCurrent } from "../../sql/figures";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { followedIn, listOf, toFollowed, toWeeks, weeksColumn, weeksIn } from "./parts/followed-rows";

const inputSchema = z.object({ weeks: weeksSchema });

const ofProgram = statement({
  name: "program",
  params: { institutionId: uuid, from: day },
  row: { residents: integer, weeks: weeksColumn },
  sql: `SELECT (
        SELECT count(*)::int FROM "user"
        WHERE institution_id = $institutionId AND role = 'resident' AND deactivated_at IS NULL
      ) AS residents,
      ${weeksIn("program_week", "w.institution_id = $institutionId AND w.week >= $from")} AS weeks`,
});

// The institution itself stands for those who answered outside of all cohorts: a row without one. Who is in a cohort is
// nearly always a resident with an open account: those who are not are counted apart.
const groupsOfProgram = statement({
  name: "program-groups",
  params: { institutionId: uuid, weeks: smallint },
  row: {
    ...maybe({ id: uuid, name: text, last_week: text, followed: asJson(floats) }),
    ...{ ended: boolean, members: integer },
  },
  sql: `SELECT o.id, o.name, o.ended_at IS NOT NULL AS ended, (
        SELECT count(*) FROM membership m WHERE m.cohort_id = o.id AND m.left_at IS NULL
      )::int - coalesce(other.n, 0) AS members, p.last_week, p.followed
    FROM (SELECT id, name, ended_at FROM cohort WHERE institution_id = $institutionId) o
    LEFT JOIN (
      SELECT m.cohort_id, count(*)::int AS n
      FROM "user" u JOIN membership m ON m.user_id = u.id AND m.left_at IS NULL
      WHERE u.institution_id = $institutionId AND (u.role <> 'resident' OR u.deactivated_at IS NOT NULL)
      GROUP BY m.cohort_id
    ) other ON other.cohort_id = o.id
    FULL JOIN (
      SELECT p.group_id, p.last_week::text AS last_week, ${listOf(followedIn("p"), "followed")}
      FROM group_period p WHERE p.institution_id = $institutionId AND p.weeks = $weeks AND ${figuresAreCurrent}
    ) p ON p.group_id = o.id`,
});

type Group = RowOf<typeof groupsOfProgram>;

const names = new Intl.Collator("en", { numeric: true });

/** Cohorts by name, and after them who is in none. Sums are added in this order, and of equal cells the first suppressed. */
const byName = (a: Group, b: Group): number =>
  a.name === null || b.name === null
    ? Number(a.name === null) - Number(b.name === null)
    : names.compare(a.name, b.name);

/** The program as a whole, by week and by cohort, to those who see its residents. */
export async function getProgram(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<ProgramPage>> {
  const { actor, db, now } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "see-residents") || !parsed.success) return notFound("page");
  const monday = weekIn(actor.timeZone)(now);
  const { weeks } = parsed.data;
  const from = weeks === "all" ? "-infinity" : periodOf(weeks, monday, null).from;
  const { institutionId } = actor;
  const [{ residents, weeks: rows }, asked] = await Promise.all([
    db.get(ofProgram, { institutionId, from }),
    db.all(groupsOfProgram, { institutionId, weeks: keptWeeks(weeks) }),
  ]);
  const groups = asked.toSorted(byName);
  const followed = groups.map((row) => (row.followed ? toFollowed(row.followed) : NOTHING));
  const all = followed.reduce(addFollowed, NOTHING);
  return succeed({
    timeZone: actor.timeZone,
    period: periodOf(weeks, monday, rows[0]?.week ?? null),
    residents,
    figures: toFollowedFigures(all, suppressionOf(all)),
    weeks: toWeeks(rows),
    cohorts: toCohortRows(groups, followed),
  });
}

/** What is suppressed of one cohort can't be had from the program's figures and the other cohorts'. */
function toCohortRows(groups: readonly Group[], followed: readonly Followed[]): CohortRow[] {
  const reasons = suppressionsOf(followed);
  return groups.flatMap(({ id, name, ended, members, last_week: lastWeek }, index) => {
    if (id === null || name === null) return [];
    const figures = toFollowedFigures(followed[index]!, reasons[index]!);
    return [{ id, name, ended, members, figures, lastWeek }];
  });
}
