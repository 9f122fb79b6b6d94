import { uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { Role } from "../../domain/people/role";
import { role } from "../../sql/types";
import { type Doer, writeAudit } from "../audit/write-audit";
import { markDue } from "../kept-figures/mark-due";
import { leaveCohorts } from "./cohort-rows";
import { type LockedPerson, lastAdminProblem } from "./lock-person";

/** What follows from another role: who is no longer a resident leaves the cohorts, and figures are made anew. */
export async function afterRole(tx: Queryable, ctx: Doer, person: LockedPerson): Promise<void> {
  if (person.role === "resident") await leaveCohorts(tx, ctx, { userIds: [person.id] });
  await markDue(tx, { userIds: [person.id], caseIds: null });
}

const updateRole = statement({
  name: "update-role",
  params: { id: uuid, role },
  sql: `UPDATE "user" SET role = $role WHERE id = $id`,
});

type Given = {
  readonly person: LockedPerson;
  readonly role: Role;
  /** The connection that says so. */
  readonly connection: string;
};

/** Gives a person the role that another system says; the last administrator of an institution stays one. */
export async function giveRole(
  tx: Queryable,
  ctx: Doer & { readonly institutionId: string },
  { person, role: given, connection }: Given,
): Promise<void> {
  if (given === person.role || (await lastAdminProblem(tx, ctx.institutionId, person))) return;
  await tx.run(updateRole, { id: person.id, role: given });
  await afterRole(tx, ctx, person);
  const detail = { fromRole: person.role, toRole: given, connection };
  await writeAudit(tx, ctx, [{ action: "user.change", subject: person.id, detail }]);
}
