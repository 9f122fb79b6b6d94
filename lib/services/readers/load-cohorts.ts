import { float, floats, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { constant, statement } from "../../db/statement";
import { CONTACT_ABOVE } from "../../domain/no-go/contact";
import type { CaseSplit } from "../../domain/readers/views";
import { type Metrics, metricsOfSums } from "../../domain/scoring/metrics";
import { HIT_IOU, MA_THRESHOLDS } from "../../domain/scoring/thresholds";
import { countedFirstAttempt } from "../../sql/attempts";
import { asksPhase } from "../../sql/modes";
import { distanceColumn, iouColumn } from "../../sql/outcomes";
import { caseSplit } from "../../sql/types";
import type { Context } from "../context";

/** The first attempts of a cohort at the cases of a split, pooled. */
export type CohortFigures = {
  /** Null: residents of no cohort. */
  readonly cohortId: string | null;
  readonly cohort: string | null;
  readonly datasetId: string;
  readonly split: CaseSplit;
  readonly residents: number;
  readonly attempts: number;
  readonly given: number;
  readonly outdated: number;
  /** Cases whose phase was asked for; of drills alone, those. */
  readonly cases: number;
  readonly videos: number;
  readonly metrics: Metrics;
};

const atLeast = (threshold: number): string => `iou >= ${constant(float, threshold)}`;
const thresholdsReached = MA_THRESHOLDS.map((threshold) => `(${atLeast(threshold)})::int`).join(" + ");

/** The three sums of contact, as `sumsOf` gives them. */
const contactsOver = (part: string): string => `count(contact) FILTER (WHERE ${part}),
  count(*) FILTER (WHERE ${part} AND contact > ${constant(float, CONTACT_ABOVE)}),
  coalesce(sum(contact) FILTER (WHERE ${part}), 0)`;

/** The five sums of a part of the attempts, as `sumsOf` gives them. */
const sumsOver = (part: string): string => `count(*) FILTER (WHERE ${part}),
  count(*) FILTER (WHERE ${part} AND ${atLeast(HIT_IOU)}),
  coalesce(sum(${thresholdsReached}) FILTER (WHERE ${part}), 0),
  coalesce(sum(iou) FILTER (WHERE ${part}), 0),
  coalesce(sum(distance) FILTER (WHERE ${part}), 0)`;

// The scores were made by lib/domain when the zones were stored; here they are added up where they lie. OFFSET 0 keeps
// the columns from being computed anew for each of the many sums; grouped are ids, whose comparison is cheaper than that
// of names.
const cohortFigures = statement({
  name: "cohort-figures",
  params: { institutionId: uuid, now: timestamp },
  row: {
    cohort_id: nullable(uuid),
    cohort: nullable(text),
    dataset_id: uuid,
    split: caseSplit,
    residents: integer,
    attempts: integer,
    given: integer,
    outdated: integer,
    cases: integer,
    cases_with_drills: integer,
    videos: integer,
    sums: floats,
  },
  sql: `WITH counted AS (
      SELECT m.cohort_id, t.user_id, t.case_id, vi.id AS video_id, d.id AS dataset_id,
        vi.split, t.version_id = c.current_version_id AS current,
        NOT ${asksPhase("t.mode")} AS given, t.phase_correct, ${iouColumn} AS iou, ${distanceColumn} AS distance,
        t.contact
      FROM "user" u
      JOIN attempt t ON t.user_id = u.id
      JOIN "case" c ON c.id = t.case_id
      JOIN video vi ON vi.id = c.video_id
      JOIN dataset d ON d.id = vi.dataset_id AND d.institution_id = u.institution_id
      LEFT JOIN membership m ON m.user_id = u.id
        AND t.locked_at >= m.joined_at AND (m.left_at IS NULL OR t.locked_at < m.left_at)
      WHERE u.institution_id = $institutionId AND u.role = 'resident' AND ${countedFirstAttempt("$now")}
      OFFSET 0
    )
    SELECT g.cohort_id, (SELECT co.name FROM cohort co WHERE co.id = g.cohort_id) AS cohort, g.dataset_id,
      coalesce(g.split::text, 'none') AS split,
      count(DISTINCT g.user_id) FILTER (WHERE current)::int AS residents,
      count(*) FILTER (WHERE current AND NOT given)::int AS attempts,
      count(*) FILTER (WHERE current AND given)::int AS given,
      count(*) FILTER (WHERE NOT current)::int AS outdated,
      count(DISTINCT g.case_id) FILTER (WHERE current AND NOT given)::int AS cases,
      count(DISTINCT g.case_id) FILTER (WHERE current)::int AS cases_with_drills,
      count(DISTINCT g.video_id) FILTER (WHERE current)::int AS videos,
      ARRAY[
        ${sumsOver("current AND NOT given AND phase_correct")},
        ${sumsOver("current AND NOT given AND NOT phase_correct")},
        ${sumsOver("current AND given")},
        ${contactsOver("current")}
      ]::float8[] AS sums
    FROM counted g
    GROUP BY g.cohort_id, g.dataset_id, g.split`,
});

/** How the institution's cohorts did, by dataset and split. Callers have authorized. */
export async function loadCohorts(ctx: Context, institutionId: string): Promise<readonly CohortFigures[]> {
  const rows = await ctx.db.all(cohortFigures, { institutionId, now: ctx.now });
  return rows
    .filter(({ residents }) => residents > 0)
    .map((row) => ({
      cohortId: row.cohort_id,
      cohort: row.cohort,
      datasetId: row.dataset_id,
      split: row.split,
      residents: row.residents,
      attempts: row.attempts,
      given: row.given,
      outdated: row.outdated,
      cases: row.attempts > 0 ? row.cases : row.cases_with_drills,
      videos: row.videos,
      metrics: metricsOfSums(Float64Array.from(row.sums)),
    }));
}
