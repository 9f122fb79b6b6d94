import { may } from "../../auth/policy";
import { integer, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { keptWeeks, type PageInput, pageInputSchema } from "../../domain/cohorts/period";
import { FEWEST_PEERS } from "../../domain/fewest-peers";
import { type Reliance, relianceOf } from "../../domain/second-look/reliance";
import { countedFirstAttempt } from "../../sql/attempts";
import { mondayOf } from "../../sql/time";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { looksColumns, looksGroups, looksRow, toLooks } from "./parts/looks-rows";

// What members answered while they were in it, in the page's weeks; the present one is the last.
const looksOfCohort = statement({
  name: "looks-of-cohort",
  params: { cohortId: uuid, institutionId: uuid, weeks: integer, now: timestamp },
  row: looksRow,
  sql: `SELECT ${looksColumns}
    FROM cohort o
    JOIN institution n ON n.id = o.institution_id
    JOIN membership m ON m.cohort_id = o.id
    JOIN attempt t ON t.user_id = m.user_id AND t.locked_at >= m.joined_at
      AND (m.left_at IS NULL OR t.locked_at < m.left_at)
    WHERE o.id = $cohortId AND o.institution_id = $institutionId AND t.last_at IS NOT NULL
      AND ($weeks = 0 OR ${mondayOf("n.time_zone", "t.locked_at")} > ${mondayOf("n.time_zone", "$now")} - 7 * $weeks)
      AND ${countedFirstAttempt("$now")}
    GROUP BY ${looksGroups()}`,
});

/**
 * How the members of a cohort rely on aids. A kind of aid that fewer than `FEWEST_PEERS` of them had is left out: its
 * figures would be told of persons.
 */
export async function getCohortReliance(
  { actor, db, now }: Context,
  input: PageInput,
): Promise<Result<Reliance>> {
  const parsed = pageInputSchema.safeParse(input);
  if (!may(actor, "see-cohorts") || !parsed.success) return notFound("cohort");
  const { id: cohortId, weeks } = parsed.data;
  const { institutionId } = actor;
  const rows = await db.all(looksOfCohort, { cohortId, institutionId, weeks: keptWeeks(weeks), now });
  const readers = (kind: string): number =>
    new Set(rows.flatMap((row) => (row.kind === kind ? [row.user_id] : []))).size;
  return succeed(relianceOf(rows.filter(({ kind }) => readers(kind) >= FEWEST_PEERS).map(toLooks)));
}
