import { isExam, toldMode } from "./modes";

/** What an assignment withholds, and from when on: docs/decisions/0018-what-an-assignment-withholds.md. */

/** Versions, `px`, each with those that have its picture, `py`: itself, and its case’s doubles. */
export const samePicture = "case_version px JOIN case_version py ON py.frame_id = px.frame_id";

/** SQL for the cases that show, or showed, a picture of one of the cases `caseIds`, a list: those and their doubles. */
export const casesOfSamePicture = (caseIds: string): string => `(
    SELECT py.case_id FROM ${samePicture} WHERE px.case_id = ANY(${caseIds})
  )`;

/**
 * Joins to a reader and a case the reader’s first attempts, `t`, at it and its doubles. One may come several times. Doubles
 * are looked up case by case: as a list (`IN`), Postgres holds them against all that the reader ever answered.
 */
export const firstAttemptsAtPictures = (readerId: string, caseId: string): string => `
    JOIN (${samePicture}) ON px.case_id = ${caseId}
    JOIN attempt t ON t.user_id = ${readerId} AND t.case_id = py.case_id AND t.ordinal = 1`;

const WAITS =
  "pl.assignment_id = pa.id AND pl.user_id = pr.user_id AND pl.decided_at IS NULL AND pl.barred IS NULL";

/**
 * The assignments of a reader's whose results are not released: their versions, `pv`, have their pictures. While a late
 * answer of the reader's waits for a decision, its case is not told to that reader either.
 */
const unreleased = (now: string): string => `assignment_reader pr
    JOIN assignment pa ON pa.id = pr.assignment_id AND (pa.results_released_at IS NULL OR pa.results_released_at > ${now}
      OR EXISTS (SELECT FROM late_answer pl WHERE ${WAITS}))
    JOIN assignment_item pi ON pi.assignment_id = pa.id AND (pa.results_released_at IS NULL
      OR pa.results_released_at > ${now} OR EXISTS (SELECT FROM late_answer pl WHERE ${WAITS} AND pl.case_id = pi.case_id))
    JOIN case_version pv ON pv.case_id = pi.case_id`;

/** From when on an assignment withholds its pictures: before it opens, what is withheld would tell which they are. */
const SINCE = "least(pa.opens_at, pr.begun_at)";

// The pictures as a list, which is made once where the reader is a parameter.
const shownIn = (caseId: string, userId: string, now: string, only = "true"): string => `EXISTS (
    SELECT 1 FROM case_version pw WHERE pw.case_id = ${caseId} AND pw.frame_id = ANY(ARRAY(
      SELECT pv.frame_id FROM ${unreleased(now)}
      WHERE pr.user_id = ${userId} AND ${SINCE} <= ${now} AND ${only}
    ))
  )`;

/**
 * SQL for whether a case is withheld from a reader: it shows a picture of an assignment of the reader's that is open and
 * whose results are not released. Until then nothing tells its answer, whatever is asked. The arguments are SQL
 * expressions.
 */
export const withheld = (caseId: string, userId: string, now: string): string => shownIn(caseId, userId, now);

/**
 * SQL for whether a case is withheld because of an exam. In another assignment, too, nothing tells its phase then: a
 * guided answer to it is told what an exam tells, and no drill gives its phase.
 */
export const examined = (caseId: string, userId: string, now: string): string =>
  shownIn(caseId, userId, now, isExam("pa.mode"));

/**
 * SQL for whether the result of an attempt `t` is withheld from figures, where `overAt` says when it was over: what was
 * told before the assignment opened is no secret, and counts on.
 */
export const resultWithheld = (now: string, overAt: string): string => `EXISTS (
    SELECT 1 FROM ${unreleased(now)} JOIN case_version pw ON pw.frame_id = pv.frame_id
    WHERE pr.user_id = t.user_id AND pw.id = t.version_id AND ${SINCE} <= ${overAt}
  )`;

/**
 * SQL for when the last of the assignments told that withheld the result of an attempt `t`, where `overAt` says when it
 * was over; null where none did.
 */
export const toldAt = (overAt: string): string => `(
    SELECT max(greatest(pa.results_released_at, (
      SELECT max(pl.decided_at) FROM late_answer pl
      WHERE pl.assignment_id = pa.id AND pl.user_id = pr.user_id AND pl.case_id = pi.case_id AND pl.barred IS NULL
    )))
    FROM case_version pw
    JOIN case_version pv ON pv.frame_id = pw.frame_id
    JOIN assignment_item pi ON pi.case_id = pv.case_id
    JOIN assignment pa ON pa.id = pi.assignment_id
    JOIN assignment_reader pr ON pr.assignment_id = pa.id AND pr.user_id = t.user_id
    WHERE pw.id = t.version_id AND ${SINCE} <= ${overAt}
  )`;

/** SQL for the mode by which the reader of an attempt `t` is told what was locked. */
export const toldModeOf = (now: string, userId: string): string =>
  toldMode("t.mode", `(t.aided OR ${examined("t.case_id", userId, now)})`);

/**
 * SQL for whether a case is in an exam of a reader's, or in a form of a test, whose results are not told: open or to come.
 * Practice leaves it for later, where there are others; nothing that is asked says so.
 */
export const reserved = (caseId: string, userId: string, now: string): string =>
  givenIn(
    caseId,
    userId,
    `(${isExam("ra.mode")} OR rs.purpose <> 'practice') AND (ra.results_released_at IS NULL OR ra.results_released_at > ${now})`,
  );

/**
 * SQL for whether a case shows, or showed, a picture of an assignment of the institution, whoever has it, whose results are not
 * told. An exam or a form of a test holds its cases back before it opens too: what leaves the database with its
 * reference is not called back. The arguments are SQL expressions.
 */
export const heldBack = (caseId: string, institutionId: string, now: string): string => `EXISTS (
    SELECT FROM case_version hw
    JOIN case_version hv ON hv.frame_id = hw.frame_id
    JOIN assignment_item hi ON hi.case_id = hv.case_id
    JOIN assignment ha ON ha.id = hi.assignment_id
    JOIN case_set hs ON hs.id = ha.case_set_id
    WHERE hw.case_id = ${caseId} AND ha.institution_id = ${institutionId} AND (
      (ha.results_released_at IS NULL OR ha.results_released_at > ${now})
        AND (${isExam("ha.mode")} OR hs.purpose <> 'practice' OR ha.opens_at <= ${now} OR EXISTS (
          SELECT FROM assignment_reader hr WHERE hr.assignment_id = ha.id AND hr.begun_at <= ${now}
        ))
      OR EXISTS (
        SELECT FROM late_answer hl
        WHERE hl.assignment_id = ha.id AND hl.case_id = hi.case_id AND hl.decided_at IS NULL AND hl.barred IS NULL
      )
    )
  )`;

/**
 * SQL for whether a case is in an assignment of a reader's that is open, or to come, or whose results are not told: it is
 * not taken along.
 */
export const assigned = (caseId: string, userId: string, now: string): string =>
  givenIn(
    caseId,
    userId,
    `(ra.closes_at IS NULL OR ra.closes_at > ${now} OR ra.results_released_at IS NULL OR ra.results_released_at > ${now})`,
  );

const givenIn = (caseId: string, userId: string, only: string): string => `EXISTS (
    SELECT FROM assignment_item ri
    JOIN assignment ra ON ra.id = ri.assignment_id
    JOIN case_set rs ON rs.id = ra.case_set_id
    JOIN assignment_reader rr ON rr.assignment_id = ra.id AND rr.user_id = ${userId}
    WHERE ri.case_id = ${caseId} AND ${only}
  )`;

/**
 * Which cases a reader may practise, as SQL over `c` ("case"), `d` (dataset) and the parameters `readerId`,
 * `institutionId` and `now`: published and not retired, of the reader's institution, and not withheld.
 */
export const practicable = `
  d.institution_id = $institutionId AND d.publication = 'published' AND c.publication = 'published'
  AND c.retired_at IS NULL AND NOT ${withheld("c.id", "$readerId", "$now")}`;
