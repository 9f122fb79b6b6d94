import { isExam, toldMode } from "./modes";

/**
 * SQL for whether a case is in an assignment of a reader's whose results are not released: until then nothing
 * tells its answer, whatever is asked. The arguments are SQL expressions.
 */
export const withheld = (caseId: string, userId: string, now: string): string => `EXISTS (
    SELECT 1 FROM assignment_reader ar
    JOIN assignment a ON a.id = ar.assignment_id
    JOIN assignment_item i ON i.assignment_id = a.id
    WHERE ar.user_id = ${userId} AND i.case_id = ${caseId}
      AND (a.results_released_at IS NULL OR a.results_released_at > ${now})
  )`;

/**
 * SQL for whether a case stands in an exam of a reader's whose results are not released. In another assignment, too,
 * nothing tells its phase then: a guided answer to it is told what an exam tells, and no drill gives its phase.
 */
export const examined = (caseId: string, userId: string, now: string): string => `EXISTS (
    SELECT 1 FROM assignment_reader xr
    JOIN assignment x ON x.id = xr.assignment_id AND ${isExam("x.mode")}
    JOIN assignment_item xi ON xi.assignment_id = x.id
    WHERE xr.user_id = ${userId} AND xi.case_id = ${caseId}
      AND (x.results_released_at IS NULL OR x.results_released_at > ${now})
  )`;

/** SQL for the mode by which the reader of an attempt `t` is told what was locked. */
export const toldModeOf = (now: string): string =>
  toldMode("t.mode", examined("t.case_id", "t.user_id", now));

/**
 * Which cases a reader may practise, as SQL over `c` ("case"), `d` (dataset) and the parameters `readerId`,
 * `institutionId` and `now`: published, of the reader's institution, and not withheld.
 */
export const practicable = `
  d.institution_id = $institutionId AND d.publication = 'published' AND c.publication = 'published'
  AND NOT ${withheld("c.id", "$readerId", "$now")}`;
