import { SYSTEM } from "../../auth/actor";
import { SealError } from "../../auth/sealed";
import type { Database } from "../../db/client";
import { boolean, certain, jsonOf, nullable, text, texts, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { ltiSettingsSchema } from "../../domain/connections/lti";
import { MEMBERS_SCOPE } from "../../domain/lti/launch";
import { findUnstorable } from "../../domain/text/unstorable";
import { t } from "../../language/t";
import { type CourseMember, listMembers } from "../../protocols/lti/members";
import { PlatformRefusal } from "../../protocols/lti/service";
import { span } from "../../sql/time";
import { closeMemberships, cohortToChange, openMemberships } from "../people/cohort-rows";
import { lockPeople } from "../people/lock-person";
import { keysOf } from "./own-keys";
import {
  BETWEEN_LOOKS,
  forgetCourseMembers,
  noteCourseMembers,
  openMembersOfCohort,
} from "./parts/course-rows";

/** For so long a course is followed after somebody came from it. */
const FOLLOWED = span(182 * 24 * 60 * 60_000);

// It is looked at next in an hour, whatever comes of it: a process that dies meanwhile leaves it so.
const takeCourse = statement({
  name: "take-lti-course",
  params: { now: timestamp },
  row: {
    id: uuid,
    cohortId: certain(uuid),
    membersAddress: certain(text),
    connectionId: uuid,
    institutionId: uuid,
    settings: jsonOf(ltiSettingsSchema.strip()),
    secret: nullable(text),
    changedAt: timestamp,
  },
  sql: `UPDATE lti_course o SET look_at = $now + ${BETWEEN_LOOKS}
    FROM connection c
    WHERE c.id = o.connection_id AND o.id = (
      SELECT l.id FROM lti_course l JOIN connection k ON k.id = l.connection_id
      WHERE l.look_at <= $now AND l.stirred_at > $now - ${FOLLOWED} AND l.members_address IS NOT NULL
        AND l.cohort_id IS NOT NULL AND k.kind = 'lti' AND k.enabled_at IS NOT NULL
        AND (k.settings->>'courseCohorts')::boolean
      ORDER BY l.look_at, l.id LIMIT 1 FOR UPDATE OF l SKIP LOCKED
    )
    RETURNING o.id, o.cohort_id AS "cohortId", o.members_address AS "membersAddress", c.id AS "connectionId",
      c.institution_id AS "institutionId", c.settings, c.secret, c.changed_at AS "changedAt"`,
});

// A platform that asks for rest has it, also where somebody comes meanwhile.
const noteLook = statement({
  name: "note-lti-look",
  params: { id: uuid, problem: nullable(text), gone: boolean, after: nullable(timestamp) },
  sql: `UPDATE lti_course SET problem = $problem, look_at = greatest(look_at, $after + ${BETWEEN_LOOKS}),
      members_address = CASE WHEN $gone THEN NULL ELSE members_address END
    WHERE id = $id`,
});

// Of several courses with one, the cohort's that comes first by its name.
const noteProblem = statement({
  name: "note-lti-problem",
  params: { id: uuid, now: timestamp },
  sql: `UPDATE connection c SET problem = n.problem, problem_at = CASE WHEN n.problem IS NULL THEN NULL ELSE $now END
    FROM (
      SELECT (
        SELECT h.name || ': ' || o.problem FROM lti_course o JOIN cohort h ON h.id = o.cohort_id
        WHERE o.connection_id = $id AND o.problem IS NOT NULL AND o.stirred_at > $now - ${FOLLOWED}
        ORDER BY h.name, o.id LIMIT 1
      ) AS problem
    ) n
    WHERE c.id = $id AND c.problem IS DISTINCT FROM n.problem`,
});

const residentsAmong = statement({
  name: "residents-of-platform",
  params: { institutionId: uuid, issuer: text, subjects: texts },
  row: { userId: uuid },
  sql: `SELECT e.user_id AS "userId" FROM external_identity e JOIN "user" u ON u.id = e.user_id
    WHERE e.institution_id = $institutionId AND e.issuer = $issuer AND e.subject = ANY($subjects)
      AND u.role = 'resident' AND u.deactivated_at IS NULL
    ORDER BY 1`,
});

// Who came after the list was asked for may be missing in it.
const membersOfCourse = statement({
  name: "members-of-lti-course",
  params: { courseId: uuid, now: timestamp },
  row: { userId: uuid },
  sql: `SELECT user_id AS "userId" FROM lti_course_member WHERE course_id = $courseId AND seen_at < $now ORDER BY 1`,
});

type Course = RowOf<typeof takeCourse>;

/**
 * Keeps the cohorts of courses in step with the platforms' lists: whoever is among a course's learners and has an account here
 * joins, and who was put there by the course and isn't any more leaves. Accounts are neither made nor closed by it, and
 * roles are as they are.
 */
export async function keepCourses(
  db: Database,
  now: Date,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    const course = await db.find(takeCourse, { now });
    if (!course) return;
    const { problem, gone = false, after = null } = await lookAt(db, course, now, signal);
    await db.run(noteLook, { id: course.id, problem, gone, after });
    await db.run(noteProblem, { id: course.connectionId, now });
  }
}

type Look = {
  /** What went wrong, in a sentence. */
  readonly problem: string | null;
  /** Whether there is no such list any more: it is asked for again when somebody comes from the course. */
  readonly gone?: boolean;
  /** For so long the platform asks to be left alone. */
  readonly after?: Date;
};

async function lookAt(db: Database, course: Course, now: Date, signal: AbortSignal): Promise<Look> {
  const { connectionId, settings, secret, changedAt, membersAddress } = course;
  try {
    const platform = {
      settings,
      keys: keysOf({ id: connectionId, secret }),
      key: `${connectionId} ${changedAt.getTime()}`,
      scopes: [MEMBERS_SCOPE],
      signal,
      now,
    };
    const members = await listMembers(platform, membersAddress);
    // A course has its teacher at least: an empty list is none.
    if (members.length === 0) return { problem: t`The platform lists nobody.` };
    await followList(db, course, members, now);
    return { problem: null };
  } catch (error) {
    if (error instanceof SealError) {
      return { problem: t`Calot’s own key there can’t be opened: SECRETS_KEY is another one now.` };
    }
    if (signal.aborted || !(error instanceof PlatformRefusal)) throw error;
    const { reason, status, after } = error;
    if (status === 404 || status === 410) return { problem: null, gone: true };
    return { problem: reason, ...(after && { after }) };
  }
}

async function followList(
  db: Database,
  { id: courseId, cohortId, institutionId, settings: { issuer } }: Course,
  members: readonly CourseMember[],
  now: Date,
): Promise<void> {
  const learners = members.filter(({ isActive, roles }) => isActive && roles.includes("Learner"));
  // No account here has an ID that can't be stored.
  const subjects = learners.map(({ subject }) => subject).filter((subject) => !findUnstorable(subject));
  await inTransaction(db, async (tx) => {
    await lockPeople(tx, institutionId);
    const cohort = await tx.find(cohortToChange, { cohortId, institutionId });
    if (!cohort || cohort.ended) return;
    const residents = idsOf(await tx.all(residentsAmong, { institutionId, issuer, subjects }));
    const inCohort = new Set(idsOf(await tx.all(openMembersOfCohort, { cohortId })));
    const byCourse = idsOf(await tx.all(membersOfCourse, { courseId, now }));
    const listed = new Set(residents);
    const joins = residents.filter((userId) => !inCohort.has(userId));
    const gone = byCourse.filter((userId) => !listed.has(userId));
    const doer = { actor: SYSTEM, now, institutionId };
    const changes = (userIds: readonly string[]) => userIds.map((userId) => ({ userId, cohortId }));
    await closeMemberships(tx, doer, changes(gone.filter((userId) => inCohort.has(userId))), now);
    await openMemberships(tx, doer, changes(joins), now);
    await tx.run(forgetCourseMembers, { courseId, userIds: gone });
    await tx.run(noteCourseMembers, { courseId, userIds: joins, now });
  });
}

const idsOf = (rows: readonly { readonly userId: string }[]): string[] => rows.map(({ userId }) => userId);
