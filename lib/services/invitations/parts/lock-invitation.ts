import { z } from "zod";
import type { User } from "@/lib/auth/actor";
import { boolean, nullable, smallint, text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { mayManage } from "@/lib/domain/people/authority";
import type { Role } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { role } from "@/lib/sql/types";
import { lockPeople } from "../../people/lock-person";
import { fail, notFound, type Result, succeed } from "../../result";
import type { Invited } from "./write-invitations";

const invitationToChange = statement({
  name: "invitation-to-change",
  params: { id: uuid, institutionId: uuid },
  row: {
    id: uuid,
    name: text,
    email: text,
    role,
    cohortId: nullable(uuid),
    trainingYear: nullable(smallint),
    over: boolean,
  },
  sql: `SELECT id, name, email, role, cohort_id AS "cohortId", training_year AS "trainingYear",
      accepted_at IS NOT NULL OR revoked_at IS NOT NULL AS over
    FROM invitation WHERE id = $id AND institution_id = $institutionId FOR UPDATE`,
});

/** An invitation that nobody has accepted or taken back, held until the transaction ends. */
export async function lockInvitation(
  tx: Queryable,
  actor: User,
  id: string,
): Promise<Result<Invited & { readonly id: string }>> {
  const invitationId = z.uuid().safeParse(id);
  if (!invitationId.success) return notFound("invitation");
  await lockPeople(tx, actor.institutionId);
  const { institutionId } = actor;
  const found = await tx.find(invitationToChange, { id: invitationId.data, institutionId });
  if (!found) return notFound("invitation");
  if (found.over) return fail("conflict", t`The invitation was accepted or taken back already.`);
  if (!mayManage(actor.role, found.role)) {
    return fail("forbidden", onlyAdminsInvite(found.role));
  }
  const { over: _, ...invitation } = found;
  return succeed(invitation);
}

/** Why nobody but an administrator invites a person of this role. */
export const onlyAdminsInvite = (role: Role): string =>
  role === "admin"
    ? t`Only an administrator invites an administrator.`
    : t`Only an administrator invites a program director.`;
