import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import {
  asJson,
  boolean,
  day,
  floats,
  integers,
  maybe,
  smallint,
  text,
  uuid,
  uuids,
  type ValuesOf,
} from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { clusterOfPhase, type Followed, NOTHING, toFollowedFigures } from "../../domain/cohorts/followed";
import { keptWeeks, periodOf } from "../../domain/cohorts/period";
import { suppressionOf, suppressionsOf } from "../../domain/cohorts/suppression";
import type { CohortPage, FollowedFigures, Period } from "../../domain/cohorts/views";
import { byPhaseOf, type Figures, readFigures } from "../../domain/kept-figures/vector";
import { PHASES, type Phase } from "../../domain/phases";
import { weekIn } from "../../domain/time/week";
import { figuresAreCurrent } from "../../sql/figures";
import { unseen } from "../../sql/unseen";
import { followedIn, listOf, toFollowed, toWeeks, weeksColumn, weeksIn } from "./parts/followed-rows";

// Asked for each member: a join would read everybody's accounts for the few of one cohort.
const isActiveResident = `(
          SELECT u.role = 'resident' AND u.deactivated_at IS NULL FROM "user" u WHERE u.id = m.user_id
        )`;

const periodRow = {
  followed: asJson(floats),
  phase_residents: asJson(integers),
  phase_moments: asJson(floats),
  vector: asJson(floats),
};

type PeriodRow = ValuesOf<typeof periodRow>;

const cohortsByIds = statement({
  name: "cohorts-by-ids",
  params: { ids: uuids, institutionId: uuid, weeks: smallint, from: day },
  row: {
    ...{ id: uuid, name: text, ended: boolean, member_ids: asJson(uuids), weeks: weeksColumn },
    ...maybe(periodRow),
  },
  sql: `SELECT o.id, o.name, o.ended_at IS NOT NULL AS ended, (
        SELECT coalesce(json_agg(m.user_id), '[]') FROM membership m
        WHERE m.cohort_id = o.id AND m.left_at IS NULL AND ${isActiveResident}
      ) AS member_ids,
      ${weeksIn("group_week", `w.group_id = o.id AND w.week >= ${unseen("$from", "date")}`)} AS weeks,
      p.followed, p.phase_residents, p.phase_moments, p.vector
    FROM cohort o LEFT JOIN LATERAL (
      SELECT ${listOf(followedIn("p"), "followed")}, ${listOf("p.phase_residents", "phase_residents")},
        ${listOf("p.phase_moments", "phase_moments")}, ${listOf("p.figures", "vector")}
      FROM group_period p WHERE p.group_id = o.id AND p.weeks = $weeks AND ${figuresAreCurrent}
    ) p ON true
    WHERE o.id = ANY(${unseen("$ids", "uuid[]")}) AND o.institution_id = $institutionId`,
});

/** Null where its residents have answered nothing in the period. */
const periodOfRow = (row: RowOf<typeof cohortsByIds>): PeriodRow | null =>
  row.followed === null ? null : (row as PeriodRow);

/** A cohort as a whole: what is told of it to those who see no residents too. */
export type WholeCohort = Pick<
  CohortPage,
  "id" | "name" | "ended" | "members" | "period" | "figures" | "weeks" | "byPhase"
> & { readonly kept: Figures; readonly memberIds: readonly string[] };

/** Cohorts of the actor's institution, in the order of the ids; those that aren't are left out. */
export async function loadCohorts(
  db: Database,
  actor: User,
  ids: readonly string[],
  weeks: Period["weeks"],
  now: Date,
): Promise<readonly WholeCohort[]> {
  const monday = weekIn(actor.timeZone)(now);
  const from = weeks === "all" ? "-infinity" : periodOf(weeks, monday, null).from;
  const { institutionId } = actor;
  const rows = await db.all(cohortsByIds, { ids, institutionId, weeks: keptWeeks(weeks), from });
  const first = rows.flatMap((row) => row.weeks.slice(0, 1).map(({ week }) => week)).sort()[0] ?? null;
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    const kept = periodOfRow(row);
    const followed = kept ? toFollowed(kept.followed) : NOTHING;
    return [
      {
        id: row.id,
        name: row.name,
        ended: row.ended,
        members: row.member_ids.length,
        memberIds: row.member_ids,
        period: periodOf(weeks, monday, first),
        figures: toFollowedFigures(followed, suppressionOf(followed)),
        weeks: toWeeks(row.weeks),
        byPhase: phasesOf(kept),
        kept: readFigures(kept?.vector ?? []),
      },
    ];
  });
}

const MOMENTS = NOTHING.moments.length;

function phasesOf(row: PeriodRow | null): Record<Phase, FollowedFigures> {
  const phases = PHASES.map(
    (phase, index): Followed =>
      row
        ? {
            ...clusterOfPhase(row.vector, phase),
            residents: row.phase_residents[index]!,
            moments: row.phase_moments.slice(index * MOMENTS, (index + 1) * MOMENTS),
          }
        : NOTHING,
  );
  const reasons = suppressionsOf(phases);
  return byPhaseOf((phase) => {
    const index = PHASES.indexOf(phase);
    return toFollowedFigures(phases[index]!, reasons[index]!);
  });
}
