import { expect, test } from "vitest";
import { openDatabase } from "../../db/client";
import { testDatabase } from "../../db/testing";
import { contextOf } from "../testing/factories";
import { getCohort } from "./get-cohort";
import { getProgram } from "./get-program";
import { aProgram } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");

/** Other cohorts with two years of weeks, so that what is kept of one of them is a small part of all. */
async function keepOthers(): Promise<void> {
  const owner = openDatabase(db.ownerUrl, { poolSize: 1 });
  await owner.pool.query(`
    CREATE TEMPORARY TABLE other AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS institution FROM generate_series(1, 200);
    INSERT INTO group_week (group_id, week, institution_id, residents, n, correct, iou, hits, right_iou, moments)
    SELECT id, '2024-03-04'::date + 7 * n, institution, 1, 1, 1, 1, 1, 1, array_fill(1, '{9}') FROM other, generate_series(0, 104) n;
    INSERT INTO group_period (group_id, weeks, institution_id, until, last_week, residents, n, correct, iou, hits, right_iou,
      moments, phase_residents, phase_moments, figures)
    SELECT id, weeks, institution, '2026-03-02', '2026-03-02', 1, 1, 1, 1, 1, 1, array_fill(1, '{9}'), array_fill(1, '{4}'),
      array_fill(1, '{36}'), array_fill(1, '{167}') FROM other, unnest('{4,12,26,52,0}'::int[]) weeks;
    INSERT INTO member_period (group_id, weeks, user_id, year, figures)
    SELECT o.id, weeks, u.id, 1, array_fill(1, '{167}')
    FROM other o, unnest('{4,12,26,52,0}'::int[]) weeks, (SELECT id FROM "user" LIMIT 4) u;
    ANALYZE`);
  await owner.close();
}

test("the pages of a cohort and of a program are planned once, not each time they are looked at", async () => {
  const { director, cohort } = await aProgram(db, NOW);
  await keepOthers();
  const one = openDatabase(db.url, { poolSize: 1 });
  const ctx = contextOf(one, director, NOW);
  for (let look = 0; look < 8; look++) {
    expect((await getCohort(ctx, { id: cohort.id, weeks: "12" })).ok).toBe(true);
    expect((await getProgram(ctx, { weeks: "12" })).ok).toBe(true);
  }
  // Postgres makes five plans for the values at hand, and then the one that it keeps, if that isn't dearer.
  const { rows } = await one.pool.query(
    "SELECT split_part(name, ' ', 1) AS name, generic_plans > 0 AS kept FROM pg_prepared_statements WHERE generic_plans + custom_plans >= 8",
  );
  await one.close();
  expect(rows.length).toBeGreaterThanOrEqual(6);
  expect(rows.filter(({ kept }) => !kept)).toEqual([]);
});
