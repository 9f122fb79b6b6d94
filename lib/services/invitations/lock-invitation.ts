import type pg from "pg";
import { z } from "zod";
import type { User } from "../../auth/actor";
import { mayManage } from "../../domain/people/authority";
import { roleNames } from "../../domain/people/role";
import { lockPeople } from "../people/lock-person";
import { fail, notFound, type Result, succeed } from "../result";
import type { Invited } from "./write-invitations";

/** An invitation that nobody has accepted or taken back, held until the transaction ends. */
export async function lockInvitation(
  client: pg.ClientBase,
  actor: User,
  id: unknown,
): Promise<Result<Invited & { readonly id: string }>> {
  const invitationId = z.uuid().safeParse(id);
  if (!invitationId.success) return notFound("invitation");
  await lockPeople(client, actor.institutionId);
  const { rows } = await client.query<Invited & { id: string; over: boolean }>(
    `SELECT id, name, email, role, cohort_id AS "cohortId", training_year AS "trainingYear",
       accepted_at IS NOT NULL OR revoked_at IS NOT NULL AS over
     FROM invitation WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
    [invitationId.data, actor.institutionId],
  );
  const [found] = rows;
  if (!found) return notFound("invitation");
  if (found.over) return fail("conflict", "The invitation was accepted or taken back already.");
  if (!mayManage(actor.role, found.role)) {
    return fail("forbidden", `Only an administrator invites a ${roleNames[found.role].toLowerCase()}.`);
  }
  const { over: _, ...invitation } = found;
  return succeed(invitation);
}
