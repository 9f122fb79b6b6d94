import { randomUUID } from "node:crypto";
import { SYSTEM, type User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { Queryable } from "../../db/queryable";
import { inTransaction } from "../../db/transaction";
import type { Launch } from "../../domain/lti/launch";
import { cohortNameSchema } from "../../domain/people/input";
import { t } from "../../language/t";
import type { Doer } from "../audit/write-audit";
import { cohortToChange, makeCohort, openMemberships } from "../people/cohort-rows";
import { lockPeople } from "../people/lock-person";
import {
  keepCourse,
  noteCourseMembers,
  openMembersOfCohort,
  seeCourseMembers,
  setCourseCohort,
} from "./parts/course-rows";

type Course = {
  readonly connectionId: string;
  /** What people know the platform by. */
  readonly platform: string;
  readonly institutionId: string;
  readonly claims: Launch;
};

/** A name may be another cohort's: so many are tried. */
const MOST_NAMES = 50;
const LONGEST_NAME = 200;

/**
 * Keeps the course from which somebody comes, and has a resident among its learners join its cohort, which is made with the first
 * of them.
 */
export async function joinCourse(
  db: Database,
  now: Date,
  { connectionId, platform, institutionId, claims }: Course,
  person: Pick<User, "id" | "role">,
): Promise<void> {
  const { contextId, contextTitle, deploymentId, membersAddress } = claims;
  if (contextId === null) return;
  const doer: Doer = { actor: SYSTEM, now, institutionId };
  await inTransaction(db, async (tx) => {
    await lockPeople(tx, institutionId);
    const course = await tx.get(keepCourse, { connectionId, deploymentId, contextId, membersAddress, now });
    if (person.role !== "resident" || !claims.roles.includes("Learner")) return;
    const cohortId =
      course.cohortId ??
      (await makeCourseCohort(tx, doer, { institutionId, platform, title: contextTitle ?? contextId }));
    if (cohortId === null) return;
    if (course.cohortId === null) await tx.run(setCourseCohort, { id: course.id, cohortId });
    const cohort = await tx.find(cohortToChange, { cohortId, institutionId });
    // One that was ended takes nobody.
    if (!cohort || cohort.ended) return;
    const noted = { courseId: course.id, userIds: [person.id], now };
    const inIt = await tx.all(openMembersOfCohort, { cohortId });
    if (inIt.some(({ userId }) => userId === person.id)) {
      await tx.run(seeCourseMembers, noted);
    } else {
      await openMemberships(tx, doer, [{ userId: person.id, cohortId }], now);
      await tx.run(noteCourseMembers, noted);
    }
  });
}

/**
 * Makes a cohort by the course's title; where that is taken, by the platform's name and a number besides.
 *
 * @returns null where none of the names can be had
 */
async function makeCourseCohort(
  tx: Queryable,
  doer: Doer,
  { institutionId, platform, title }: { institutionId: string; platform: string; title: string },
): Promise<string | null> {
  const id = randomUUID();
  for (let tries = 1; tries <= MOST_NAMES; tries++) {
    const ending = ["", t`, ${platform}`][tries - 1] ?? t`, ${platform} (${tries - 1})`;
    const room = LONGEST_NAME - ending.length;
    const name = cohortNameSchema.safeParse(
      `${title.slice(0, room).replace(/\p{Surrogate}$/u, "")}${ending}`,
    );
    if (name.success && (await makeCohort(tx, doer, { id, institutionId, name: name.data }))) return id;
  }
  return null;
}
