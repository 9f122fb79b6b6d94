import { type Columns, integer, text, timestamp } from "../../db/columns";
import { composed, namedIn, type Statement } from "../../db/statement";

/**
 * The rows of a database of any size for measuring, as SQL that Postgres runs by itself. Everything follows from the
 * seed: an id is a hash of what it is of and of its number, and what looks random is one too. All of them are in one
 * statement each, so that a step can be told by its name.
 */

const params: Columns = {
  seed: integer,
  cases: integer,
  sets: integer,
  attempts: integer,
  residents: integer,
  cohorts: integer,
  passwordHash: text,
  /** The moment before which everything happened. */
  now: timestamp,
  /** How many cohorts are of 40. */
  ofForty: integer,
};

/** Cases of a video. */
const OF_VIDEO = 50;
/** Cases of a set. */
const OF_SET = 25;
/** All times are before it, and the answers in the two years before it. */
const UNTIL = "$now";
const DAYS = 728;
const JOINED = `${UNTIL} - interval '800 days'`;

/**
 * The cohort of a resident n, from 0. Each tenth cohort is of 40, where there are residents enough; the others share
 * the rest alike.
 */
const cohortOf = (n: string): string => `CASE
    WHEN ${n} <= 40 * $ofForty THEN (${n} - 1) / 40 * 10
    WHEN $ofForty = 0 THEN ${n} % $cohorts
    ELSE (${n} - 40 * $ofForty) % ($cohorts - $ofForty) + 1 + (${n} - 40 * $ofForty) % ($cohorts - $ofForty) / 9
  END`;

/** Of this session alone. An id is a UUID of version 4 by its form, as all others are. */
export const helpers = `
  CREATE FUNCTION pg_temp.id(seed int, kind text, n int) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT overlay(overlay(md5(seed::text || kind || n::text) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$;
  CREATE FUNCTION pg_temp.draw(seed int, kind text, n int) RETURNS float8 IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT (hashtextextended(kind || n::text, seed::bigint) & 4294967295) / 4294967296.0 $$;
  CREATE FUNCTION pg_temp.pick(seed int, kind text, n int, words text[]) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT words[1 + floor(pg_temp.draw(seed, kind, n) * array_length(words, 1))::int] $$`;

/** The institution's name; there is one of it in a database. */
export const BENCH_INSTITUTION = "Calot bench";

const institution = "pg_temp.id($seed, 'institution', 0)";

export const steps: readonly Statement[] = [
  {
    name: "institution",
    sql: `INSERT INTO institution (id, name, time_zone)
      SELECT ${institution}, '${BENCH_INSTITUTION}', 'Europe/Vienna'`,
  },
  {
    name: "people",
    sql: `INSERT INTO "user" (id, institution_id, email, name, role, password_hash, created_at)
      SELECT pg_temp.id($seed, 'user', n), ${institution}, 'resident' || n || '@bench.example', 'Resident ' || n,
        'resident', $passwordHash, ${JOINED}
      FROM generate_series(1, $residents) n
      UNION ALL
      SELECT pg_temp.id($seed, role, 0), ${institution}, role || '@bench.example', 'Bench ' || role, role::role, $passwordHash,
        ${JOINED}
      FROM unnest(ARRAY['faculty', 'director', 'admin', 'resident']) role`,
  },
  {
    name: "cohorts",
    sql: `WITH made AS (
        INSERT INTO cohort (id, institution_id, name)
        SELECT pg_temp.id($seed, 'cohort', n), ${institution}, 'Cohort ' || n FROM generate_series(0, $cohorts - 1) n
        RETURNING 1
      )
      INSERT INTO membership (user_id, cohort_id, joined_at)
      SELECT pg_temp.id($seed, 'user', n), pg_temp.id($seed, 'cohort', ${cohortOf("n")}), ${JOINED}
      FROM generate_series(1, $residents) n, (SELECT count(*) FROM made) all_made`,
  },
  {
    name: "training",
    sql: `INSERT INTO training (user_id, year, since)
      SELECT pg_temp.id($seed, 'user', n), n % 4 + k,
        (date_trunc('year', ${UNTIL}) + interval '6 months' - make_interval(years => 3 - k))::date
      FROM generate_series(1, $residents) n, generate_series(1, 3) k`,
  },
  {
    name: "videos",
    sql: `WITH made AS (
        INSERT INTO dataset (id, institution_id, name, publication)
        SELECT pg_temp.id($seed, 'dataset', n), ${institution}, 'Bench ' || n, 'published' FROM generate_series(0, 1) n
        RETURNING 1
      )
      INSERT INTO video (id, dataset_id, name, split)
      SELECT pg_temp.id($seed, 'video', n), pg_temp.id($seed, 'dataset', n % 2), 'V' || lpad(n::text, 4, '0'),
        CASE WHEN n % 5 = 0 THEN 'test' ELSE 'train' END::split
      FROM generate_series(0, ($cases - 1) / ${OF_VIDEO}) n, (SELECT count(*) FROM made) all_made`,
  },
  {
    // One for each case: cases of one picture are one case to what an assignment withholds.
    name: "frames",
    sql: `INSERT INTO frame (id, sha256, width, height, format, bytes)
      SELECT pg_temp.id($seed, 'frame', n), md5($seed::text || 'frame') || md5(n::text), 1280, 800, 'jpeg', 1
      FROM generate_series(0, $cases - 1) n`,
  },
  {
    name: "cases",
    sql: `INSERT INTO "case" (id, video_id, frame_number, publication, created_at)
      SELECT pg_temp.id($seed, 'case', n), pg_temp.id($seed, 'video', n / ${OF_VIDEO}), 10 + 37 * (n % ${OF_VIDEO}),
        'published', ${UNTIL} - make_interval(mins => n)
      FROM generate_series(0, $cases - 1) n`,
  },
  {
    name: "references",
    sql: `INSERT INTO case_version (id, case_id, number, frame_id, phase, boxes, location, exposure, next_action, critical_risk)
      SELECT pg_temp.id($seed, 'version', n), pg_temp.id($seed, 'case', n), 1, f.id,
        (ARRAY['A', 'B', 'C', 'D'])[1 + n % 4]::phase,
        jsonb_build_array(jsonb_build_array(x * f.width, y * f.height, (x + 0.25) * f.width, (y + 0.3) * f.height)),
        'The ' || pg_temp.pick($seed, 'l', n, ARRAY['cystic duct', 'cystic artery', 'peritoneal fold', 'cystic plate'])
          || ' lies ' || pg_temp.pick($seed, 'k', n, ARRAY['below the neck', 'beside the infundibulum', 'above the duct']),
        'The ' || pg_temp.pick($seed, 'e', n, ARRAY['fundus is lifted', 'infundibulum is drawn aside', 'tissue is stretched']),
        pg_temp.pick($seed, 'a', n, ARRAY['Open the peritoneum', 'Clear the window', 'Place a clip', 'Divide the adhesion']),
        'Injury of the ' || pg_temp.pick($seed, 'r', n, ARRAY['common bile duct', 'right hepatic artery', 'liver bed', 'duodenum'])
      FROM generate_series(0, $cases - 1) n
      CROSS JOIN LATERAL (SELECT 0.1 + 0.2 * pg_temp.draw($seed, 'x', n) AS x, 0.1 + 0.5 * pg_temp.draw($seed, 'y', n) AS y) place
      JOIN frame f ON f.id = pg_temp.id($seed, 'frame', n)`,
  },
  {
    name: "current references",
    sql: `UPDATE "case" c SET current_version_id = v.id FROM case_version v
      WHERE v.case_id = c.id AND v.id = pg_temp.id($seed, 'version', (1440 * (extract(epoch FROM ${UNTIL} - c.created_at) / 86400))::int)`,
  },
  {
    name: "model runs",
    sql: `WITH models AS (
        INSERT INTO model (id, name) SELECT pg_temp.id($seed, 'model', n), 'Bench model ' || n FROM generate_series(0, 1) n
        RETURNING 1
      ), runs AS (
        INSERT INTO model_run (id, model_id, dataset_id, name, finished_at)
        SELECT pg_temp.id($seed, 'run', 2 * m + d), pg_temp.id($seed, 'model', m), pg_temp.id($seed, 'dataset', d), 'bench', ${UNTIL}
        FROM generate_series(0, 1) m, generate_series(0, 1) d, (SELECT count(*) FROM models) all_made
        RETURNING 1
      )
      INSERT INTO prediction (run_id, case_id, phase, x1, y1, x2, y2)
      SELECT pg_temp.id($seed, 'run', 2 * m + (n / ${OF_VIDEO}) % 2), pg_temp.id($seed, 'case', n),
        (ARRAY['A', 'B', 'C', 'D'])[1 + (n + (pg_temp.draw($seed, 'p' || m, n) < 0.3)::int) % 4]::phase,
        (b->>0)::float8 + s * w, (b->>1)::float8, (b->>2)::float8 + s * w, (b->>3)::float8
      FROM generate_series(0, $cases - 1) n
      CROSS JOIN generate_series(0, 1) m
      JOIN case_version v ON v.id = pg_temp.id($seed, 'version', n)
      CROSS JOIN LATERAL (
        SELECT v.boxes->0 AS b, 1.2 * pg_temp.draw($seed, 's' || m, n) AS s,
          (v.boxes->0->>2)::float8 - (v.boxes->0->>0)::float8 AS w
      ) shift, (SELECT count(*) FROM runs) all_runs`,
  },
  {
    name: "case sets",
    sql: `WITH made AS (
        INSERT INTO case_set (id, institution_id, name, status, purpose, author_id, created_at, updated_at, published_at)
        SELECT pg_temp.id($seed, 'set', n), ${institution}, 'Bench set ' || n, status,
          (ARRAY['practice', 'practice', 'pre', 'post'])[1 + n % 4], pg_temp.id($seed, 'faculty', 0), at, at,
          CASE WHEN status <> 'draft' THEN at END
        FROM generate_series(0, $sets - 1) n
        CROSS JOIN LATERAL (
          SELECT (ARRAY['published', 'published', 'published', 'draft', 'archived'])[1 + n % 5] AS status,
            ${UNTIL} - make_interval(hours => n) AS at
        ) state
        RETURNING 1
      )
      INSERT INTO case_set_item (case_set_id, case_id, position)
      SELECT pg_temp.id($seed, 'set', n), pg_temp.id($seed, 'case', (n * 49 + k) % $cases), k + 1
      FROM generate_series(0, $sets - 1) n, generate_series(0, least(${OF_SET}, $cases) - 1) k,
        (SELECT count(*) FROM made) all_made`,
  },
  {
    name: "assignments",
    sql: `WITH made AS (
        INSERT INTO assignment (id, institution_id, case_set_id, name, mode, opens_at, due_at, results_released_at, author_id)
        SELECT pg_temp.id($seed, 'assignment', n), ${institution}, pg_temp.id($seed, 'set', n), 'Bench assignment ' || n,
          (ARRAY['exam', 'guided'])[1 + n % 2], ${UNTIL} - interval '60 days', ${UNTIL} - interval '10 days',
          ${UNTIL} - interval '5 days', pg_temp.id($seed, 'faculty', 0)
        FROM generate_series(0, $sets - 1) n WHERE n % 5 < 3
        RETURNING id, case_set_id
      ), items AS (
        INSERT INTO assignment_item (assignment_id, case_id, position)
        SELECT m.id, pg_temp.id($seed, 'case', (n * 49 + k) % $cases), k + 1
        FROM made m
        JOIN generate_series(0, $sets - 1) n ON pg_temp.id($seed, 'set', n) = m.case_set_id
        CROSS JOIN generate_series(0, least(${OF_SET}, $cases) - 1) k
      )
      INSERT INTO assignment_reader (assignment_id, user_id, cohort_id)
      SELECT m.id, b.user_id, b.cohort_id
      FROM made m
      JOIN generate_series(0, $sets - 1) n ON pg_temp.id($seed, 'set', n) = m.case_set_id
      JOIN membership b ON b.cohort_id = pg_temp.id($seed, 'cohort', n % $cohorts)`,
  },
  {
    // A zone is the reference's moved sideways by a share s of its width: its IoU is (1 − s) / (1 + s).
    name: "attempts",
    // OFFSET 0 keeps what is drawn from being drawn anew wherever it is used.
    sql: `WITH posed AS MATERIALIZED (
        SELECT n AS c, v.case_id, v.id AS version_id, v.phase, pg_temp.draw($seed, 'ease', n) AS ease,
          (v.boxes->0->>0)::float8 AS x1, (v.boxes->0->>1)::float8 AS y1,
          (v.boxes->0->>2)::float8 AS x2, (v.boxes->0->>3)::float8 AS y2,
          (v.boxes->0->>2)::float8 - (v.boxes->0->>0)::float8 AS w,
          sqrt(f.width::float8 ^ 2 + f.height::float8 ^ 2) AS diagonal
        FROM generate_series(0, $cases - 1) n
        JOIN case_version v ON v.id = pg_temp.id($seed, 'version', n)
        JOIN frame f ON f.id = v.frame_id
      ), reader AS MATERIALIZED (
        SELECT n AS u, pg_temp.id($seed, 'user', n) AS id, pg_temp.draw($seed, 'skill', n) AS skill
        FROM generate_series(1, $residents) n
      )
      INSERT INTO attempt (id, user_id, case_id, version_id, mode, ordinal, phase, phase_correct, phase_confidence,
        locked_at, zone_at, x1, y1, x2, y2, zone_confidence, elapsed_ms, iou, center_distance, zone_outcome, metric_version)
      SELECT pg_temp.id($seed, 'attempt', n), reader_id, case_id, version_id, 'guided', 1,
        CASE WHEN knows THEN phase ELSE (ARRAY['B', 'C', 'D', 'A'])[1 + c % 4]::phase END, knows,
        least(1, 0.5 * pg_temp.draw($seed, 'pc', n) + 0.5 * ability), at, at + interval '20 seconds',
        x1 + s * w, y1, x2 + s * w, y2, least(1, 0.6 * pg_temp.draw($seed, 'zc', n) + 0.4 * ability),
        4000 + (40000 * r)::int, greatest(0, (1 - s) / (1 + s)), 100 * s * w / diagonal,
        CASE WHEN s <= 0.6 THEN 'hit' WHEN s < 1 THEN 'shifted' ELSE 'missed' END, 1
      FROM (
        SELECT *, pg_temp.draw($seed, 'ph', n) < ability AS knows,
          CASE WHEN r < ability THEN 0.6 * r / ability ELSE 0.62 + 0.6 * (r - ability) / (1.01 - ability) END AS s
        FROM (
          SELECT n, posed.*, reader.id AS reader_id, pg_temp.draw($seed, 'z', n) AS r,
            0.3 + 0.3 * skill + 0.2 * ease + 0.2 * n::float8 / $attempts AS ability,
            ${UNTIL} - make_interval(secs => ${DAYS} * 86400 * (1 - n::float8 / $attempts)) AS at
          FROM generate_series(0, $attempts - 1) n
          JOIN reader ON reader.u = 1 + n % $residents
          JOIN posed ON posed.c = (n / $residents + (n % $residents) * 37) % $cases
          OFFSET 0
        ) drawn
        OFFSET 0
      ) answered`,
  },
  {
    name: "answers to assignments",
    sql: `UPDATE attempt t SET assignment_id = given.id, mode = given.mode
      FROM (
        SELECT DISTINCT ON (r.user_id, i.case_id) r.user_id, i.case_id, a.id, a.mode
        FROM assignment a
        JOIN assignment_reader r ON r.assignment_id = a.id
        JOIN assignment_item i ON i.assignment_id = a.id
        WHERE a.institution_id = ${institution} ORDER BY r.user_id, i.case_id, a.id
      ) given
      WHERE t.user_id = given.user_id AND t.case_id = given.case_id`,
  },
  {
    name: "disputes",
    sql: `INSERT INTO dispute (attempt_id, case_id, version_id, reader_id, reason, created_at)
      SELECT t.id, t.case_id, t.version_id, t.user_id, 'The zone reaches too far', ${UNTIL}
      FROM generate_series(0, least($attempts, 20000) - 1, 200) n JOIN attempt t ON t.id = pg_temp.id($seed, 'attempt', n)`,
  },
].map((step) => composed({ ...step, params: namedIn(step.sql, params) }));
