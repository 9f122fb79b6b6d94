import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { clusterOfPhase, type Followed, NOTHING, toFollowedFigures } from "../../domain/cohorts/followed";
import { keptWeeks, periodOf } from "../../domain/cohorts/period";
import { suppressionOf, suppressionsOf } from "../../domain/cohorts/suppression";
import type { CohortPage, FollowedFigures, Period } from "../../domain/cohorts/views";
import { byPhaseOf, type Figures, readFigures } from "../../domain/kept-figures/vector";
import { PHASES, type Phase } from "../../domain/phases";
import { weekIn } from "../../domain/progress/figures";
import { figuresAreCurrent } from "../../sql/figures";
import { type FollowedRow, followedOfRow, listOf, toFollowed, toWeeks } from "./followed-rows";

// Asked of each member: a join reads everybody's accounts for the few of one cohort.
const isActiveResident = `(
          SELECT u.role = 'resident' AND u.deactivated_at IS NULL FROM "user" u WHERE u.id = m.user_id
        )`;

const cohortsByIds = {
  name: "cohorts-by-ids",
  text: `SELECT o.id, o.name, o.ended_at IS NOT NULL AS ended, (
        SELECT coalesce(json_agg(m.user_id), '[]') FROM membership m
        WHERE m.cohort_id = o.id AND m.left_at IS NULL AND ${isActiveResident}
      ) AS member_ids,
      ${listOf("p.phase_residents", "phase_residents")}, ${listOf("p.phase_moments", "phase_moments")},
      ${listOf("p.figures", "vector")}, ${followedOfRow("p")}
    FROM cohort o LEFT JOIN group_period p ON p.group_id = o.id AND p.weeks = $3 AND ${figuresAreCurrent}
    WHERE o.id = ANY($1::uuid[]) AND o.institution_id = $2`,
};

type CohortOfRow = { id: string; name: string; ended: boolean; member_ids: string[] } & (
  | (FollowedRow & { phase_residents: number[]; phase_moments: number[]; vector: number[] })
  | { [column in keyof FollowedRow]: null }
);

const weeksOfCohorts = {
  name: "weeks-of-cohorts",
  text: `SELECT w.group_id, w.week::text AS week, ${followedOfRow("w")} FROM group_week w
    WHERE w.group_id = ANY($1::uuid[]) AND w.week >= $2::date AND ${figuresAreCurrent} ORDER BY w.week`,
};

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
  const rows = await db.query<CohortOfRow>(cohortsByIds, [ids, actor.institutionId, keptWeeks(weeks)]);
  const weekRows = await db.query<FollowedRow & { group_id: string; week: string }>(weeksOfCohorts, [
    rows.map(({ id }) => id),
    from,
  ]);
  const first = weekRows[0]?.week ?? null;
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    const own = weekRows.filter((each) => each.group_id === id);
    const followed = row.residents === null ? NOTHING : toFollowed(row);
    return [
      {
        id: row.id,
        name: row.name,
        ended: row.ended,
        members: row.member_ids.length,
        memberIds: row.member_ids,
        period: periodOf(weeks, monday, first),
        figures: toFollowedFigures(followed, suppressionOf(followed)),
        weeks: toWeeks(own),
        byPhase: phasesOf(row.residents === null ? null : row),
        kept: readFigures(row.residents === null ? [] : row.vector),
      },
    ];
  });
}

const MOMENTS = NOTHING.moments.length;

function phasesOf(
  row: { phase_residents: number[]; phase_moments: number[]; vector: number[] } | null,
): Record<Phase, FollowedFigures> {
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
