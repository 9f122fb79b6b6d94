import type pg from "pg";
import { type AssignmentFacts, newMessage } from "../../domain/assignments/messages";
import { markDue } from "../kept-figures/mark-due";
import { tell } from "../notices/tell";
import type { AudienceMember } from "./resolve-audience";

export const assignmentHref = (id: string): string => `/assignments/${id}`;

/**
 * Gives an assignment to readers who don't have it yet, and tells them. Their answers to its cases count again once
 * its results are released: their figures are made anew.
 *
 * @returns the readers who have it now and had not before
 */
export async function giveToReaders(
  client: pg.ClientBase,
  assignment: { readonly id: string; readonly facts: AssignmentFacts; readonly caseIds: readonly string[] },
  members: readonly AudienceMember[],
  now: Date,
): Promise<readonly string[]> {
  const { id, facts, caseIds } = assignment;
  const given = await client.query<{ user_id: string }>(
    `INSERT INTO assignment_reader (assignment_id, user_id, cohort_id)
     SELECT $1, * FROM unnest($2::uuid[], $3::uuid[]) ON CONFLICT DO NOTHING RETURNING user_id`,
    [id, members.map(({ userId }) => userId), members.map(({ cohortId }) => cohortId)],
  );
  const userIds = given.rows.map((row) => row.user_id);
  if (userIds.length === 0) return [];
  await markDue(client, { userIds, caseIds });
  const message = newMessage(facts, now);
  await tell(
    client,
    userIds.map((userId) => ({ userId, message, key: `assignment.new ${id} ${userId}` })),
    { kind: "assignment.new", href: assignmentHref(id), now },
  );
  return userIds;
}
