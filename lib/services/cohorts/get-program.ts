import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, day, integer, smallint, text, uuid } from "../../db/columns";
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
import { followedOfRow, followedRow, toFollowed, toWeeks } from "./parts/followed-rows";

const inputSchema = z.object({ weeks: weeksSchema });

// The institution itself stands for those who answered outside of all cohorts.
const periods = statement({
  name: "program-periods",
  params: { institutionId: uuid, weeks: smallint },
  row: { group_id: uuid, last_week: text, ...followedRow },
  sql: `SELECT p.group_id, p.last_week::text AS last_week, ${followedOfRow("p")}
    FROM group_period p WHERE p.institution_id = $institutionId AND p.weeks = $weeks AND ${figuresAreCurrent}`,
});

const weeksOfProgram = statement({
  name: "program-weeks",
  params: { institutionId: uuid, from: day },
  row: { week: text, ...followedRow },
  sql: `SELECT w.week::text AS week, ${followedOfRow("w")} FROM program_week w
    WHERE w.institution_id = $institutionId AND w.week >= $from AND ${figuresAreCurrent} ORDER BY w.week`,
});

// Who is in a cohort is nearly always a resident with an open account: those who are not are counted apart.
const cohortsOfProgram = statement({
  name: "program-cohorts",
  params: { institutionId: uuid },
  row: { id: uuid, name: text, ended: boolean, members: integer },
  sql: `SELECT o.id, o.name, o.ended_at IS NOT NULL AS ended, (
        SELECT count(*) FROM membership m WHERE m.cohort_id = o.id AND m.left_at IS NULL
      )::int - coalesce(other.n, 0) AS members
    FROM cohort o
    LEFT JOIN (
      SELECT m.cohort_id, count(*)::int AS n
      FROM "user" u JOIN membership m ON m.user_id = u.id AND m.left_at IS NULL
      WHERE u.institution_id = $institutionId AND (u.role <> 'resident' OR u.deactivated_at IS NOT NULL)
      GROUP BY m.cohort_id
    ) other ON other.cohort_id = o.id
    WHERE o.institution_id = $institutionId`,
});

const residentsOfProgram = statement({
  name: "program-residents",
  params: { institutionId: uuid },
  row: { n: integer },
  sql: `SELECT count(*)::int AS n FROM "user"
    WHERE institution_id = $institutionId AND role = 'resident' AND deactivated_at IS NULL`,
});

const byName = new Intl.Collator("en", { numeric: true });

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
  const [groups, rows, cohorts, residents] = await Promise.all([
    db.all(periods, { institutionId, weeks: keptWeeks(weeks) }),
    db.all(weeksOfProgram, { institutionId, from }),
    db.all(cohortsOfProgram, { institutionId }),
    db.get(residentsOfProgram, { institutionId }),
  ]);
  const all = groups.map(toFollowed).reduce(addFollowed, NOTHING);
  return succeed({
    timeZone: actor.timeZone,
    period: periodOf(weeks, monday, rows[0]?.week ?? null),
    residents: residents.n,
    figures: toFollowedFigures(all, suppressionOf(all)),
    weeks: toWeeks(rows),
    cohorts: toCohortRows(cohorts, groups),
  });
}

/** By name. What is suppressed of one cohort can't be had from the program's figures and the other cohorts'. */
function toCohortRows(
  cohorts: readonly RowOf<typeof cohortsOfProgram>[],
  groups: readonly RowOf<typeof periods>[],
): CohortRow[] {
  const periodOfGroup = new Map(groups.map((row) => [row.group_id, row]));
  const named = cohorts
    .toSorted((a, b) => byName.compare(a.name, b.name))
    .map((cohort) => {
      const row = periodOfGroup.get(cohort.id);
      return { cohort, lastWeek: row?.last_week ?? null, followed: row ? toFollowed(row) : NOTHING };
    });
  const elsewhere: Followed[] = groups
    .filter(({ group_id: id }) => !cohorts.some((cohort) => cohort.id === id))
    .map(toFollowed);
  const reasons = suppressionsOf([...named.map(({ followed }) => followed), ...elsewhere]);
  return named.map(({ cohort, lastWeek, followed }, index) => ({
    ...cohort,
    figures: toFollowedFigures(followed, reasons[index]!),
    lastWeek,
  }));
}
