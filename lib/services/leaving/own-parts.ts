/** SQL for one part of a person's data: $1 is the person, $2 now, $3 the institution. Its columns name themselves. */
export type PartQuery = { readonly name: string; readonly title: string; readonly text: string };

/**
 * Whether the result of the attempt `t` may be told to its reader: the zone is stored, or it became a miss; and no
 * assignment withholds the case.
 */
const told = `(
    (t.zone_at IS NOT NULL OR t.locked_at <= $2::timestamptz - interval '1 day' OR EXISTS (
      SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
    )) AND NOT ${withheld("t.case_id", "t.user_id", "$2")}
  )`;

const caseName = `vi.name || ', frame ' || c.frame_number`;
const caseTables = `JOIN "case" c ON c.id = t.case_id JOIN video vi ON vi.id = c.video_id`;

/** Everything that is kept about a person, a table each. */
export const ownParts: readonly PartQuery[] = [
  {
    name: "profile",
    title: "Your account",
    text: `SELECT u.id, u.name, u.email, u.role, n.name AS institution, u.created_at AS "added",
        u.deletion_asked_at AS "deletion asked"
      FROM "user" u JOIN institution n ON n.id = u.institution_id WHERE u.id = $1`,
  },
  {
    name: "cohorts",
    title: "The cohorts you were in",
    text: `SELECT c.name AS cohort, m.joined_at AS joined, m.left_at AS "left"
      FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = $1 ORDER BY m.joined_at`,
  },
  {
    name: "training",
    title: "Your years of training",
    text: `SELECT since::text, year FROM training WHERE user_id = $1 ORDER BY since`,
  },
  {
    name: "attempts",
    title: "Your answers, with their scores once they are released",
    text: `SELECT t.id, CASE WHEN ${told} THEN ${caseName} END AS "case", a.name AS assignment, t.mode, t.ordinal AS attempt,
        t.locked_at AS "phase locked", t.phase AS "phase chosen", t.phase_confidence AS "phase confidence",
        t.zone_at AS "zone stored", t.x1, t.y1, t.x2, t.y2, t.zone_confidence AS "zone confidence",
        t.elapsed_ms AS "time in ms", NOT ${told} AS withheld,
        CASE WHEN ${told} THEN v.phase END AS "reference phase",
        CASE WHEN ${told} THEN t.phase_correct END AS "phase right",
        CASE WHEN ${told} THEN t.iou END AS "IoU",
        CASE WHEN ${told} THEN t.center_distance END AS "centre distance in percent",
        CASE WHEN ${told} THEN coalesce(t.zone_outcome, 'missed') END AS "zone outcome"
      FROM attempt t ${caseTables} JOIN case_version v ON v.id = t.version_id
      LEFT JOIN assignment a ON a.id = t.assignment_id
      WHERE t.user_id = $1 ORDER BY t.locked_at, t.id`,
  },
  {
    name: "old-scores",
    title: "Scores that your answers had by references that changed",
    text: `SELECT t.id AS attempt, ${caseName} AS "case", o.phase_correct AS "phase right", o.iou AS "IoU",
        o.center_distance AS "centre distance in percent", o.zone_outcome AS "zone outcome", o.replaced_at AS replaced
      FROM attempt_score o JOIN attempt t ON t.id = o.attempt_id ${caseTables}
      WHERE t.user_id = $1 AND ${told} ORDER BY o.replaced_at`,
  },
  {
    name: "assignments",
    title: "What was assigned to you",
    text: `SELECT a.name AS assignment, a.mode, a.opens_at AS opens, a.due_at AS due, r.extended_until AS "extended until",
        r.begun_at AS begun, r.excused_at AS excused, r.excuse
      FROM assignment_reader r JOIN assignment a ON a.id = r.assignment_id WHERE r.user_id = $1 ORDER BY a.opens_at, a.id`,
  },
  {
    name: "comments",
    title: "What was said about your answers, and what you said",
    text: `SELECT m.created_at AS at, m.attempt_id AS attempt, CASE WHEN m.author_id = $1 THEN 'you' ELSE u.name END AS author,
        m.text
      FROM attempt_comment m JOIN attempt t ON t.id = m.attempt_id JOIN "user" u ON u.id = m.author_id
      WHERE m.author_id = $1 OR (t.user_id = $1 AND ${told}) ORDER BY m.created_at, m.id`,
  },
  {
    name: "questions",
    title: "References that you questioned",
    text: `SELECT d.created_at AS at, ${caseName} AS "case", d.reason, d.phase AS "phase you would have", d.x1, d.y1, d.x2, d.y2,
        d.status, CASE WHEN NOT ${withheld("d.case_id", "d.reader_id", "$2")} THEN d.decision END AS answer
      FROM dispute d JOIN attempt t ON t.id = d.attempt_id ${caseTables} WHERE d.reader_id = $1 ORDER BY d.created_at`,
  },
  {
    name: "notes",
    title: "What your program wrote about you",
    text: `SELECT n.created_at AS at, u.name AS author, n.text
      FROM resident_note n LEFT JOIN "user" u ON u.id = n.author_id WHERE n.resident_id = $1 ORDER BY n.created_at`,
  },
  {
    name: "notices",
    title: "What Calot told you",
    text: `SELECT created_at AS at, text, read_at AS read FROM notice WHERE user_id = $1 ORDER BY created_at`,
  },
  {
    name: "mails",
    title: "Mails to you",
    text: `SELECT created_at AS at, subject, text, sent_at AS sent FROM mail WHERE user_id = $1 ORDER BY created_at`,
  },
  {
    name: "annotations",
    title: "References that you drew or judged as an author",
    text: `SELECT n.created_at AS at, vi.name || ', frame ' || c.frame_number AS "case", n.kind, n.phase, n.boxes::text AS boxes,
        n.location, n.exposure, n.next_action AS "next action", n.critical_risk AS "critical risk", n.submitted_at AS submitted
      FROM annotation n JOIN "case" c ON c.id = n.case_id JOIN video vi ON vi.id = c.video_id
      WHERE n.author_id = $1 ORDER BY n.created_at`,
  },
  {
    name: "record",
    title: "What is written down of what you did, and of what was done with your account",
    text: `SELECT at, action, CASE WHEN actor_id = $1 THEN 'you' WHEN actor_id IS NULL THEN 'the system'
          ELSE 'somebody of your institution' END AS by, subject_id AS subject
      FROM (
        SELECT id, at, action, actor_id, subject_id FROM audit_event WHERE institution_id = $3 AND actor_id = $1 AND at <= $2
        UNION
        SELECT id, at, action, actor_id, subject_id FROM audit_event
        WHERE institution_id = $3 AND subject_id = $1::text AND at <= $2
          AND action NOT IN ('attempt.lock', 'attempt.zone', 'judgement.save')
      ) AS own ORDER BY at, id`,
  },
];

import { withheld } from "../../sql/visibility";
