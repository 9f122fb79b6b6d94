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
import { followedOfRow, followedRow, listOf, toFollowed, toWeeks } from "./parts/followed-rows";

// Asked for each member: a join would read everybody's accounts for the few of one cohort.
const isActiveResident = `(
          SELECT u.role = 'resident' AND u.deactivated_at IS NULL FROM "user" u WHERE u.id = m.user_id
        )`;

const periodRow = {
  ...followedRow,
  phase_residents: asJson(integers),
  phase_moments: asJson(floats),
  vector: asJson(floats),
};

type PeriodRow = ValuesOf<typeof periodRow>;

const cohortsByIds = statement({
  name: "cohorts-by-ids",
  params: { ids: uuids, institutionId: uuid, weeks: smallint },
  row: { id: uuid, name: text, ended: boolean, member_ids: asJson(uuids), ...maybe(periodRow) },
  sql: `SELECT o.id, o.name, o.ended_at IS NOT NULL AS ended, (
        SELECT coalesce(json_agg(m.user_id), '[]') FROM membership m
        WHERE m.cohort_id = o.id AND m.left_at IS NULL AND ${isActiveResident}
      ) AS member_ids,
      ${listOf("p.phase_residents", "phase_residents")}, ${listOf("p.phase_moments", "phase_moments")},
      ${listOf("p.figures", "vector")}, ${followedOfRow("p")}
    FROM cohort o LEFT JOIN group_period p ON p.group_id = o.id AND p.weeks = $weeks AND ${figuresAreCurrent}
    WHERE o.id = ANY($ids) AND o.institution_id = $institutionId`,
});

/** Null where its residents have answered nothing in the period. */
const periodOfRow = (row: RowOf<typeof cohortsByIds>): PeriodRow | null =>
  row.residents === null ? null : (row as PeriodRow);

const weeksOfCohorts = statement({
  name: "weeks-of-cohorts",
  params: { ids: uuids, from: day },
  row: { group_id: uuid, week: text, ...followedRow },
  sql: `SELECT w.group_id, w.week::text AS week, ${followedOfRow("w")} FROM group_week w
    WHERE w.group_id = ANY($ids) AND w.week >= $from AND ${figuresAreCurrent} ORDER BY w.week`,
});

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
  const rows = await db.all(cohortsByIds, { ids, institutionId, weeks: keptWeeks(weeks) });
  const weekRows = await db.all(weeksOfCohorts, { ids: rows.map(({ id }) => id), from });
  const first = weekRows[0]?.week ?? null;
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    const own = weekRows.filter((each) => each.group_id === id);
    const kept = periodOfRow(row);
    const followed = kept ? toFollowed(kept) : NOTHING;
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
