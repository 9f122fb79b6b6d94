import type pg from "pg";
import { detailOf, failuresOf, sumsOfAnswers } from "../../domain/kept-figures/vector";
import { metricsOfSums } from "../../domain/scoring/metrics";
import { type AnswerRow, answerColumns, answerOrder, counted, loadAnswers, toAnswer } from "./load-answers";

/** A reader's week: the Monday as YYYY-MM-DD, in the institution's time zone. */
export type UserWeekKey = { readonly userId: string; readonly week: string };
export type CohortWeekKey = { readonly cohortId: string; readonly week: string };

/** From this confidence on, a wrong zone counts as confidently wrong. */
const CONFIDENT = 0.75;

const userWeeks = `SELECT k.key, ${answerColumns}
  FROM unnest($3::uuid[], $4::date[]) WITH ORDINALITY AS k(user_id, week, key)
  JOIN "user" u ON u.id = k.user_id
  JOIN institution i ON i.id = u.institution_id
  JOIN attempt t ON t.user_id = k.user_id
    AND t.locked_at >= k.week::timestamp AT TIME ZONE i.time_zone
    AND t.locked_at < (k.week + 7)::timestamp AT TIME ZONE i.time_zone
  JOIN case_version v ON v.id = t.version_id
  WHERE ${counted}
  ORDER BY k.key, ${answerOrder}`;

/** Makes the figures of readers' weeks anew from their attempts; a week without one is forgotten. */
export async function makeUserWeeks(
  client: pg.ClientBase,
  now: Date,
  keys: readonly UserWeekKey[],
): Promise<void> {
  const [userIds, weeks] = [keys.map(({ userId }) => userId), keys.map(({ week }) => week)];
  const rows = await loadAnswers<KeyedRow>(client, userWeeks, now, [userIds, weeks]);
  const made = grouped(rows).map(([key, answers]) => {
    const counts = answers.map(toAnswer);
    return [userIds[key - 1], weeks[key - 1], sumsOfAnswers(counts), failuresOf(counts)] as const;
  });
  await client.query(
    `DELETE FROM user_week w USING unnest($1::uuid[], $2::date[]) AS k(user_id, week)
     WHERE w.user_id = k.user_id AND w.week = k.week`,
    [userIds, weeks],
  );
  await client.query(
    `INSERT INTO user_week (user_id, week, sums, failures)
     SELECT (m->>0)::uuid, (m->>1)::date,
       ARRAY(SELECT jsonb_array_elements_text(m->2)::float8), ARRAY(SELECT jsonb_array_elements_text(m->3)::int)
     FROM jsonb_array_elements($1::jsonb) AS m`,
    [JSON.stringify(made)],
  );
}

const cohortWeeks = `SELECT k.key, ${answerColumns}
  FROM unnest($3::uuid[], $4::date[]) WITH ORDINALITY AS k(cohort_id, week, key)
  JOIN cohort o ON o.id = k.cohort_id
  JOIN institution i ON i.id = o.institution_id
  JOIN membership m ON m.cohort_id = o.id
  JOIN attempt t ON t.user_id = m.user_id
    AND t.locked_at >= k.week::timestamp AT TIME ZONE i.time_zone
    AND t.locked_at < (k.week + 7)::timestamp AT TIME ZONE i.time_zone
    AND t.locked_at >= m.joined_at AND (m.left_at IS NULL OR t.locked_at < m.left_at)
  JOIN case_version v ON v.id = t.version_id
  WHERE ${counted}
  ORDER BY k.key, ${answerOrder}`;

/** The same of cohorts, by the residents who were in them when they answered. */
export async function makeCohortWeeks(
  client: pg.ClientBase,
  now: Date,
  keys: readonly CohortWeekKey[],
): Promise<void> {
  const [cohortIds, weeks] = [keys.map(({ cohortId }) => cohortId), keys.map(({ week }) => week)];
  const rows = await loadAnswers<KeyedRow>(client, cohortWeeks, now, [cohortIds, weeks]);
  const made = grouped(rows).map(([key, answers]) => {
    const counts = answers.map(toAnswer);
    const residents = new Set(answers.map((row) => row.user_id)).size;
    return [cohortIds[key - 1], weeks[key - 1], residents, sumsOfAnswers(counts), detailOf(counts)] as const;
  });
  await client.query(
    `DELETE FROM cohort_week w USING unnest($1::uuid[], $2::date[]) AS k(cohort_id, week)
     WHERE w.cohort_id = k.cohort_id AND w.week = k.week`,
    [cohortIds, weeks],
  );
  await client.query(
    `INSERT INTO cohort_week (cohort_id, week, residents, sums, detail)
     SELECT (m->>0)::uuid, (m->>1)::date, (m->>2)::int,
       ARRAY(SELECT jsonb_array_elements_text(m->3)::float8), ARRAY(SELECT jsonb_array_elements_text(m->4)::float8)
     FROM jsonb_array_elements($1::jsonb) AS m`,
    [JSON.stringify(made)],
  );
}

const cases = `SELECT array_position($3::uuid[], t.case_id) AS key, ${answerColumns}
  FROM attempt t JOIN case_version v ON v.id = t.version_id
  WHERE t.case_id = ANY($3::uuid[]) AND ${counted}
  ORDER BY key, ${answerOrder}`;

/** The same of cases, over all their readers. */
export async function makeCaseFigures(
  client: pg.ClientBase,
  now: Date,
  caseIds: readonly string[],
): Promise<void> {
  const rows = await loadAnswers<KeyedRow>(client, cases, now, [caseIds]);
  const made = grouped(rows).map(([key, answers]) => {
    const counts = answers.map(toAnswer);
    const sums = sumsOfAnswers(counts);
    const { ha25 } = metricsOfSums(Float64Array.from(sums));
    const confidentlyWrong = counts.filter(
      ({ zoneOutcome, zoneConfidence }) => zoneOutcome !== "hit" && (zoneConfidence ?? 0) >= CONFIDENT,
    ).length;
    return [
      caseIds[key - 1],
      sums,
      failuresOf(counts),
      confidentlyWrong,
      median(answers.flatMap(({ elapsed_ms }) => elapsed_ms ?? [])),
      ha25 === null ? null : 1 - ha25,
    ] as const;
  });
  await client.query("DELETE FROM case_figures WHERE case_id = ANY($1::uuid[])", [caseIds]);
  await client.query(
    `INSERT INTO case_figures (case_id, sums, failures, confidently_wrong, median_ms, difficulty)
     SELECT (m->>0)::uuid, ARRAY(SELECT jsonb_array_elements_text(m->1)::float8),
       ARRAY(SELECT jsonb_array_elements_text(m->2)::int), (m->>3)::int, (m->>4)::int, (m->>5)::float8
     FROM jsonb_array_elements($1::jsonb) AS m`,
    [JSON.stringify(made)],
  );
}

type KeyedRow = AnswerRow & { key: string | number };

/** The rows by their key, which counts from 1. */
function grouped(rows: readonly KeyedRow[]): (readonly [number, readonly KeyedRow[]])[] {
  const groups = new Map<number, KeyedRow[]>();
  for (const row of rows) {
    const group = groups.get(Number(row.key));
    if (group) group.push(row);
    else groups.set(Number(row.key), [row]);
  }
  return [...groups];
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const value = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return Math.round(value);
}
