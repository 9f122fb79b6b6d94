import { nullable, text, timestamp, uuid, uuids } from "../../../db/columns";
import { statement } from "../../../db/statement";
import { span } from "../../../sql/time";

/** After it was looked at a course is left alone for so long … */
export const BETWEEN_LOOKS = span(60 * 60_000);
/** … and so long at least, where somebody comes from it. */
const AT_MOST_EVERY = span(5 * 60_000);

/** A course from which somebody comes, as its platform tells of it now. Its list is looked at soon. */
export const keepCourse = statement({
  name: "keep-lti-course",
  params: {
    connectionId: uuid,
    deploymentId: text,
    contextId: text,
    membersAddress: nullable(text),
    now: timestamp,
  },
  row: { id: uuid, cohortId: nullable(uuid) },
  sql: `INSERT INTO lti_course (connection_id, deployment_id, context_id, members_address, stirred_at, look_at)
    VALUES ($connectionId, $deploymentId, $contextId, $membersAddress, $now, $now)
    ON CONFLICT (connection_id, deployment_id, context_id) DO UPDATE SET
      members_address = coalesce(excluded.members_address, lti_course.members_address), stirred_at = $now,
      look_at = least(lti_course.look_at, greatest($now, lti_course.look_at - ${BETWEEN_LOOKS} + ${AT_MOST_EVERY}))
    RETURNING id, cohort_id AS "cohortId"`,
});

export const setCourseCohort = statement({
  name: "set-lti-course-cohort",
  params: { id: uuid, cohortId: uuid },
  sql: "UPDATE lti_course SET cohort_id = $cohortId WHERE id = $id",
});

export const noteCourseMembers = statement({
  name: "note-lti-course-members",
  params: { courseId: uuid, userIds: uuids, now: timestamp },
  sql: `INSERT INTO lti_course_member (course_id, user_id, seen_at) SELECT $courseId, unnest($userIds), $now
    ON CONFLICT (course_id, user_id) DO UPDATE SET seen_at = $now`,
});

/** Who was put into the cohort by hand is none of these. */
export const seeCourseMembers = statement({
  name: "see-lti-course-members",
  params: { courseId: uuid, userIds: uuids, now: timestamp },
  sql: "UPDATE lti_course_member SET seen_at = $now WHERE course_id = $courseId AND user_id = ANY($userIds)",
});

export const forgetCourseMembers = statement({
  name: "forget-lti-course-members",
  params: { courseId: uuid, userIds: uuids },
  sql: "DELETE FROM lti_course_member WHERE course_id = $courseId AND user_id = ANY($userIds)",
});

export const openMembersOfCohort = statement({
  name: "open-members-of-cohort",
  params: { cohortId: uuid },
  row: { userId: uuid },
  sql: `SELECT user_id AS "userId" FROM membership WHERE cohort_id = $cohortId AND left_at IS NULL`,
});
