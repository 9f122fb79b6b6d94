import { maybeUuids, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { type AssignmentFacts, newMessage } from "@/lib/domain/assignments/messages";
import { markPastChanged } from "../../estimates/mark-past-changed";
import { markDue } from "../../kept-figures/mark-due";
import { tell } from "../../notices/tell";
import type { AudienceMember } from "./resolve-audience";

export const assignmentHref = (id: string): string => `/assignments/${id}`;

const giveAssignment = statement({
  name: "give-assignment",
  params: { assignmentId: uuid, userIds: uuids, cohortIds: maybeUuids },
  row: { user_id: uuid },
  sql: `INSERT INTO assignment_reader (assignment_id, user_id, cohort_id)
    SELECT $assignmentId, * FROM unnest($userIds, $cohortIds) ON CONFLICT DO NOTHING RETURNING user_id`,
});

/**
 * Gives an assignment to readers who don't have it yet, and tells them. Their answers to its cases count again once
 * its results are released: their figures are made anew.
 *
 * @returns the readers who have it now and had not before
 */
export async function giveToReaders(
  tx: Queryable,
  assignment: {
    readonly id: string;
    readonly institutionId: string;
    readonly facts: AssignmentFacts;
    readonly caseIds: readonly string[];
  },
  members: readonly AudienceMember[],
  now: Date,
): Promise<readonly string[]> {
  const { id, facts, caseIds } = assignment;
  const given = await tx.all(giveAssignment, {
    assignmentId: id,
    userIds: members.map(({ userId }) => userId),
    cohortIds: members.map(({ cohortId }) => cohortId),
  });
  const userIds = given.map((row) => row.user_id);
  if (userIds.length === 0) return [];
  await markDue(tx, { userIds, caseIds });
  // What was answered before it opens counts on; after that, nothing was folded yet.
  if (facts.opensAt < now) await markPastChanged(tx, [assignment.institutionId]);
  const message = newMessage(facts, now);
  await tell(
    tx,
    userIds.map((userId) => ({ userId, message, key: `assignment.new ${id} ${userId}` })),
    { kind: "assignment.new", href: assignmentHref(id), now },
  );
  return userIds;
}
