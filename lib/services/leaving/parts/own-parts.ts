import {
  boolean,
  type Columns,
  float,
  integer,
  nullable,
  smallint,
  text,
  texts,
  timestamp,
  uuid,
} from "@/lib/db/columns";
import { constant, namedIn, type Statement, statement } from "@/lib/db/statement";
import { PHASES } from "@/lib/domain/phases";
import { MISS_KINDS } from "@/lib/domain/practice/misses";
import { SKILLS } from "@/lib/domain/practice/skills";
import { t } from "@/lib/language/t";
import { cameLate, isOver, waitsForZone } from "@/lib/sql/attempts";
import { zoneOutcomeColumn } from "@/lib/sql/outcomes";
import { lastZone, lastZoneColumn } from "@/lib/sql/second-look";
import { mode, phase, reasonGrade, reasonPart, role } from "@/lib/sql/types";
import { withheld } from "@/lib/sql/visibility";
import { maybeZoneRow, zoneColumns, zoneParams } from "@/lib/sql/zone";

/** One part of a person's data. Its columns name themselves, and are shown in the order of the row's. */
type Part = { readonly name: string; readonly title: string; readonly statement: Statement };

const params: Columns = { personId: uuid, now: timestamp, institutionId: uuid };

const part = (name: string, title: string, row: Columns, sql: string): Part => ({
  name,
  title,
  statement: statement({ name: `own-${name}`, params: namedIn(sql, params), row, sql, prepared: false }),
});

/** Whether the result of the attempt `t` may be told to its reader. */
const told = `(${isOver("$now")} AND NOT ${waitsForZone()} AND NOT ${withheld("t.case_id", "$personId", "$now")})`;

const caseName = `vi.name || ', frame ' || c.frame_number`;
const caseTables = `JOIN "case" c ON c.id = t.case_id JOIN video vi ON vi.id = c.video_id`;

const scores = {
  "phase right": nullable(boolean),
  IoU: nullable(float),
  "centre distance in percent": nullable(float),
  "zone outcome": nullable(text),
  "contact with No-Go regions": nullable(float),
};

const SKILL_NAMES = SKILLS.map(({ phase: of, task }) => `${of} ${task}`);
const HABIT_NAMES = PHASES.flatMap((of) => MISS_KINDS.map((kind) => `${of} ${kind}`));

/** Everything that is kept about a person, a table each. */
export const ownParts: readonly Part[] = [
  part(
    "profile",
    t`Your account`,
    {
      id: uuid,
      name: text,
      email: text,
      role,
      institution: text,
      added: timestamp,
      "deletion asked": nullable(timestamp),
      "first case explained": nullable(timestamp),
      "reminders off since": nullable(timestamp),
      "learning records off since": nullable(timestamp),
    },
    `SELECT u.id, u.name, u.email, u.role, n.name AS institution, u.created_at AS "added",
      u.deletion_asked_at AS "deletion asked", u.introduced_at AS "first case explained",
      u.reminders_off_at AS "reminders off since", u.records_off_at AS "learning records off since"
    FROM "user" u JOIN institution n ON n.id = u.institution_id WHERE u.id = $personId`,
  ),
  part(
    "cohorts",
    t`The cohorts you were in`,
    { cohort: text, joined: timestamp, left: nullable(timestamp) },
    `SELECT c.name AS cohort, m.joined_at AS joined, m.left_at AS "left"
    FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = $personId ORDER BY m.joined_at`,
  ),
  part(
    "privacy",
    t`The wordings of the institution’s privacy notice that you accepted`,
    { version: integer, accepted: timestamp, notice: text },
    `SELECT a.version, a.accepted_at AS accepted, n.text AS notice FROM privacy_acceptance a
      JOIN privacy_notice n ON n.institution_id = $institutionId AND n.version = a.version
    WHERE a.user_id = $personId ORDER BY a.version`,
  ),
  part(
    "parting",
    t`That you were told, by mail, that what is personal in your closed account goes`,
    {
      closed: timestamp,
      told: nullable(timestamp),
      "told once more": nullable(timestamp),
      "days waited": integer,
    },
    `SELECT p.closed_at AS closed, f.sent_at AS told, g.sent_at AS "told once more", p.waited AS "days waited"
    FROM parting p JOIN mail f ON f.id = p.mail_id LEFT JOIN mail g ON g.id = p.again_mail_id
    WHERE p.user_id = $personId`,
  ),
  part(
    "training",
    t`Your years of training`,
    { since: text, year: smallint },
    `SELECT since::text, year FROM training WHERE user_id = $personId ORDER BY since`,
  ),
  part(
    "attempts",
    t`Your answers, with their scores once they are released`,
    {
      id: uuid,
      case: nullable(text),
      assignment: nullable(text),
      mode,
      attempt: integer,
      "phase locked": timestamp,
      "phase chosen": phase,
      "phase confidence": nullable(float),
      "zone stored": nullable(timestamp),
      ...maybeZoneRow,
      "zone confidence": nullable(float),
      "time in ms": nullable(integer),
      "from phase to zone in ms, by your device": nullable(integer),
      "zone came late": boolean,
      "next action in your words": nullable(text),
      "critical risk in your words": nullable(text),
      withheld: boolean,
      "reference phase": nullable(phase),
      ...scores,
      "second look": nullable(text),
      "last answer stored": nullable(timestamp),
      "last phase": nullable(phase),
      "last zone": nullable(lastZone),
      "last phase right": nullable(boolean),
      "last IoU": nullable(float),
      "last centre distance in percent": nullable(float),
      "last zone outcome": nullable(text),
      "last contact with No-Go regions": nullable(float),
      "movement towards the aid": nullable(float),
    },
    `SELECT t.id, CASE WHEN ${told} THEN ${caseName} END AS "case", a.name AS assignment, t.mode, t.ordinal AS attempt,
      t.locked_at AS "phase locked", t.phase AS "phase chosen", t.phase_confidence AS "phase confidence",
      t.zone_at AS "zone stored", ${zoneColumns("t")}, t.zone_confidence AS "zone confidence",
      t.elapsed_ms AS "time in ms", t.since_lock_ms AS "from phase to zone in ms, by your device",
      ${cameLate()} AS "zone came late", t.next_action AS "next action in your words",
      t.critical_risk AS "critical risk in your words", NOT ${told} AS withheld,
      CASE WHEN ${told} THEN v.phase END AS "reference phase",
      CASE WHEN ${told} THEN t.phase_correct END AS "phase right",
      CASE WHEN ${told} THEN t.iou END AS "IoU",
      CASE WHEN ${told} THEN t.center_distance END AS "centre distance in percent",
      CASE WHEN ${told} THEN ${zoneOutcomeColumn} END AS "zone outcome",
      CASE WHEN ${told} THEN t.contact END AS "contact with No-Go regions",
      CASE WHEN t.zone_at IS NOT NULL THEN t.aid->>'kind' END AS "second look", t.last_at AS "last answer stored",
      t.last_phase AS "last phase", ${lastZoneColumn} AS "last zone",
      CASE WHEN ${told} THEN t.last_phase_correct END AS "last phase right",
      CASE WHEN ${told} THEN t.last_iou END AS "last IoU",
      CASE WHEN ${told} THEN t.last_center_distance END AS "last centre distance in percent",
      CASE WHEN ${told} THEN t.last_zone_outcome END AS "last zone outcome",
      CASE WHEN ${told} THEN t.last_contact END AS "last contact with No-Go regions",
      t.last_movement AS "movement towards the aid"
    FROM attempt t ${caseTables} JOIN case_version v ON v.id = t.version_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    WHERE t.user_id = $personId ORDER BY t.locked_at, t.id`,
  ),
  part(
    "reason-marks",
    t`How your words were marked against the reference, and how you marked others’`,
    {
      at: timestamp,
      attempt: uuid,
      part: reasonPart,
      by: text,
      mark: reasonGrade,
      "mark before the other’s": reasonGrade,
    },
    `SELECT m.marked_at AS at, m.attempt_id AS attempt, m.part,
      CASE WHEN m.marker_id = $personId THEN 'you' ELSE 'the faculty' END AS by, m.grade AS mark,
      m.blind_grade AS "mark before the other’s"
    FROM reason_mark m JOIN attempt t ON t.id = m.attempt_id
    WHERE m.marker_id = $personId OR (t.user_id = $personId AND ${told}) ORDER BY m.marked_at, m.attempt_id, m.part`,
  ),
  part(
    "old-scores",
    t`Scores that your answers had by references that changed`,
    { attempt: uuid, case: text, ...scores, "phase right": boolean, replaced: timestamp },
    `SELECT t.id AS attempt, ${caseName} AS "case", o.phase_correct AS "phase right", o.iou AS "IoU",
      o.center_distance AS "centre distance in percent", o.zone_outcome AS "zone outcome",
      o.contact AS "contact with No-Go regions", o.replaced_at AS replaced
    FROM attempt_score o JOIN attempt t ON t.id = o.attempt_id ${caseTables}
    WHERE t.user_id = $personId AND ${told} ORDER BY o.replaced_at`,
  ),
  part(
    "assignments",
    t`What was assigned to you`,
    {
      assignment: text,
      mode,
      opens: timestamp,
      due: nullable(timestamp),
      "extended until": nullable(timestamp),
      begun: nullable(timestamp),
      excused: nullable(timestamp),
      excuse: nullable(text),
    },
    `SELECT a.name AS assignment, a.mode, a.opens_at AS opens, a.due_at AS due, r.extended_until AS "extended until",
      r.begun_at AS begun, r.excused_at AS excused, r.excuse
    FROM assignment_reader r JOIN assignment a ON a.id = r.assignment_id
    WHERE r.user_id = $personId ORDER BY a.opens_at, a.id`,
  ),
  part(
    "late",
    t`Your answers that came after the end of an assignment`,
    {
      id: uuid,
      assignment: text,
      phase: nullable(phase),
      "phase confidence": nullable(float),
      ...zoneParams,
      "zone confidence": nullable(float),
      "elapsed ms": nullable(integer),
      "next action": nullable(text),
      "critical risk": nullable(text),
      "from phase to zone in ms, by your device": nullable(integer),
      "phase given": nullable(timestamp),
      given: timestamp,
      arrived: timestamp,
      "clock ahead by ms": nullable(float),
      taken: nullable(boolean),
      decided: nullable(timestamp),
      reason: nullable(text),
    },
    `SELECT l.id, a.name AS assignment, l.phase, l.phase_confidence AS "phase confidence", ${zoneColumns("l")},
      l.zone_confidence AS "zone confidence", l.elapsed_ms AS "elapsed ms",
      l.next_action AS "next action", l.critical_risk AS "critical risk",
      l.since_lock_ms AS "from phase to zone in ms, by your device", l.phase_given_at AS "phase given",
      l.given_at AS given, l.arrived_at AS arrived, l.clock_ms AS "clock ahead by ms", l.taken, l.decided_at AS decided,
      l.reason
    FROM late_answer l JOIN assignment a ON a.id = l.assignment_id
    WHERE l.user_id = $personId ORDER BY l.arrived_at, l.id`,
  ),
  // Why a case came is told with its reveal, and stands with the answer.
  part(
    "sittings",
    t`Your sittings of practice`,
    { begun: timestamp, finished: nullable(timestamp), purpose: text, cases: integer },
    `SELECT s.begun_at AS begun, s.finished_at AS finished, s.purpose, (
        SELECT count(*)::int FROM sitting_case k WHERE k.sitting_id = s.id
      ) AS cases
    FROM sitting s WHERE s.user_id = $personId ORDER BY s.begun_at, s.id`,
  ),
  part(
    "reminders",
    t`When Calot looked what is due in your practice, and reminded you`,
    { looked: text, reminded: nullable(text), "in a row": smallint },
    `SELECT looked_on::text AS looked, reminded_on::text AS reminded, times AS "in a row"
    FROM practice_reminder WHERE user_id = $personId`,
  ),
  part(
    "skills",
    t`What Calot estimates of your skills`,
    { skill: text, "strength in logits": float, answers: integer },
    `SELECT k.skill, k.theta AS "strength in logits", k.answers
    FROM reader_estimate e, unnest(${constant(texts, SKILL_NAMES)}, e.theta, e.answers) AS k(skill, theta, answers)
    WHERE e.user_id = $personId ORDER BY k.skill`,
  ),
  part(
    "mastery",
    t`How strong you were in a skill at the end of each sitting: what mastery is read from`,
    {
      at: timestamp,
      skill: text,
      "estimated right": float,
      "interval from": float,
      "interval to": float,
      answers: integer,
      "new video": boolean,
    },
    `SELECT k.at, k.phase::text || ' ' || k.task AS skill, k.p AS "estimated right", k.p_from AS "interval from",
      k.p_to AS "interval to", k.answers, k.on_new_video AS "new video"
    FROM sitting_strength k JOIN sitting s ON s.id = k.sitting_id
    WHERE s.user_id = $personId ORDER BY k.at, s.id, skill`,
  ),
  part(
    "habits",
    t`What Calot estimates of your habits`,
    { habit: text, "log odds": float },
    `SELECT k.habit, k.odds AS "log odds"
    FROM reader_estimate e, unnest(${constant(texts, HABIT_NAMES)}, e.proneness) AS k(habit, odds)
    WHERE e.user_id = $personId ORDER BY k.habit`,
  ),
  part(
    "comments",
    t`What was said about your answers, and what you said`,
    { at: timestamp, attempt: uuid, author: text, text },
    `SELECT m.created_at AS at, m.attempt_id AS attempt,
      CASE WHEN m.author_id = $personId THEN 'you' ELSE u.name END AS author, m.text
    FROM attempt_comment m JOIN attempt t ON t.id = m.attempt_id JOIN "user" u ON u.id = m.author_id
    WHERE m.author_id = $personId OR (t.user_id = $personId AND ${told}) ORDER BY m.created_at, m.id`,
  ),
  part(
    "questions",
    t`References that you questioned`,
    {
      at: timestamp,
      case: text,
      reason: text,
      "phase you would have": nullable(phase),
      ...maybeZoneRow,
      status: text,
      answer: nullable(text),
    },
    `SELECT d.created_at AS at, ${caseName} AS "case", d.reason, d.phase AS "phase you would have", ${zoneColumns("d")},
      d.status, CASE WHEN NOT ${withheld("d.case_id", "$personId", "$now")} THEN d.decision END AS answer
    FROM dispute d JOIN attempt t ON t.id = d.attempt_id ${caseTables}
    WHERE d.reader_id = $personId ORDER BY d.created_at`,
  ),
  part(
    "notes",
    t`What your program wrote about you`,
    { at: timestamp, author: nullable(text), text },
    `SELECT n.created_at AS at, u.name AS author, n.text
    FROM resident_note n LEFT JOIN "user" u ON u.id = n.author_id
    WHERE n.resident_id = $personId ORDER BY n.created_at`,
  ),
  part(
    "notices",
    t`What Calot told you`,
    { at: timestamp, text, read: nullable(timestamp) },
    `SELECT created_at AS at, text, read_at AS read FROM notice WHERE user_id = $personId ORDER BY created_at`,
  ),
  part(
    "mails",
    t`Mails to you`,
    { at: timestamp, subject: text, text, sent: nullable(timestamp) },
    `SELECT created_at AS at, subject, text, sent_at AS sent FROM mail WHERE user_id = $personId ORDER BY created_at`,
  ),
  part(
    "sessions",
    t`Where you were signed in, over the last month`,
    { began: timestamp, seen: timestamp, ended: nullable(timestamp), address: text, browser: text },
    `SELECT began_at AS began, seen_at AS seen, ended_at AS ended, address, agent AS browser FROM session
    WHERE user_id = $personId ORDER BY began_at`,
  ),
  part(
    "second-step",
    t`What you have for the second step of signing in`,
    { what: text, name: nullable(text), made: timestamp, "last used": nullable(timestamp) },
    `SELECT what, name, made, used AS "last used" FROM (
      SELECT 'passkey' AS what, name, made_at AS made, last_used_at AS used FROM passkey WHERE user_id = $personId
      UNION ALL SELECT 'authenticator app', NULL, made_at, NULL FROM authenticator WHERE user_id = $personId
      UNION ALL SELECT 'recovery code', NULL, made_at, used_at FROM recovery_code WHERE user_id = $personId
    ) AS own ORDER BY made, what, used`,
  ),
  part(
    "browsers",
    t`Browsers in which you signed in`,
    { first: timestamp, last: timestamp },
    `SELECT first_at AS first, last_at AS last FROM known_device WHERE user_id = $personId ORDER BY first_at`,
  ),
  part(
    "identities",
    t`Providers that open your account`,
    {
      provider: nullable(text),
      issuer: text,
      subject: text,
      label: text,
      linked: timestamp,
      last: nullable(timestamp),
    },
    `SELECT c.name AS provider, e.issuer, e.subject, e.label, e.linked_at AS linked, e.last_at AS last
    FROM external_identity e LEFT JOIN connection c ON c.id = e.connection_id
    WHERE e.user_id = $personId ORDER BY e.linked_at`,
  ),
  part(
    "directories",
    t`What your institution’s directory says of you`,
    {
      directory: text,
      "user name": text,
      id: nullable(text),
      said: text,
      groups: nullable(text),
      changed: timestamp,
      removed: nullable(timestamp),
    },
    `SELECT c.name AS directory, p.user_name AS "user name", p.external_id AS id, p.resource::text AS said, (
        SELECT string_agg(g.name, ', ' ORDER BY lower(g.name))
        FROM provisioned_member m JOIN provisioned_group g ON g.id = m.group_id
        WHERE m.user_id = p.user_id AND g.connection_id = c.id
      ) AS groups, p.changed_at AS changed, p.removed_at AS removed
    FROM provisioned_person p JOIN connection c ON c.id = p.connection_id
    WHERE p.user_id = $personId ORDER BY p.changed_at`,
  ),
  part(
    "told",
    t`What other systems were told of you in the last month, or are to be told`,
    { system: text, what: text, told: nullable(timestamp) },
    `SELECT c.name AS system, d.title AS what, d.sent_at AS told
    FROM delivery d JOIN connection c ON c.id = d.connection_id
    WHERE d.user_id = $personId ORDER BY d.sent_at NULLS LAST, d.id`,
  ),
  part(
    "grades",
    t`Your grades in courses of learning platforms`,
    { platform: text, assignment: text, grade: float },
    `SELECT c.name AS platform, a.name AS assignment, g.score AS grade
    FROM lti_grade g JOIN lti_link l ON l.id = g.link_id JOIN connection c ON c.id = l.connection_id
      JOIN assignment a ON a.id = l.assignment_id
    WHERE g.user_id = $personId ORDER BY c.name, a.name, l.id`,
  ),
  part(
    "annotations",
    t`References that you drew or judged as an author`,
    {
      at: timestamp,
      case: text,
      kind: text,
      phase: nullable(phase),
      boxes: text,
      location: text,
      exposure: text,
      "next action": text,
      "critical risk": text,
      submitted: nullable(timestamp),
    },
    `SELECT n.created_at AS at, ${caseName} AS "case", n.kind, n.phase, n.boxes::text AS boxes,
      n.location, n.exposure, n.next_action AS "next action", n.critical_risk AS "critical risk", n.submitted_at AS submitted
    FROM annotation n JOIN "case" c ON c.id = n.case_id JOIN video vi ON vi.id = c.video_id
    WHERE n.author_id = $personId ORDER BY n.created_at`,
  ),
  part(
    "record",
    t`What is written down of what you did, and of what was done with your account`,
    { at: timestamp, action: text, by: text, subject: nullable(text) },
    `SELECT at, action, CASE WHEN actor_id = $personId THEN 'you' WHEN actor_id IS NULL THEN 'the system'
        ELSE 'somebody of your institution' END AS by, subject_id AS subject
    FROM (
      SELECT id, at, action, actor_id, subject_id FROM audit_event
      WHERE institution_id = $institutionId AND actor_id = $personId AND at <= $now
      UNION
      SELECT id, at, action, actor_id, subject_id FROM audit_event
      WHERE institution_id = $institutionId AND subject_id = $personId::text AND at <= $now
        AND action NOT IN ('attempt.lock', 'attempt.zone', 'judgement.save')
    ) AS own ORDER BY at, id`,
  ),
];
