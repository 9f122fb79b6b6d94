import { may } from "../../auth/policy";
import type { RelyingParty } from "../../auth/relying-party";
import { canSeal } from "../../auth/sealed";
import { enumsOf, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { ROLES } from "../../domain/people/role";
import { secondStepRolesSchema } from "../../domain/second-step/input";
import type { RequiredSecondStep } from "../../domain/second-step/views";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadRequiredRoles } from "./load-required-roles";

const updateRequiredRoles = statement({
  name: "update-second-step-roles",
  params: { institutionId: uuid, roles: enumsOf("role", ROLES) },
  sql: "UPDATE institution SET second_step_roles = $roles WHERE id = $institutionId",
});

/**
 * Says which roles need a second step. It holds from each person's next signing in: who has none is led to set one up.
 *
 * @param party null where there can be no passkeys
 */
export async function setRequiredRoles(
  ctx: Context,
  party: RelyingParty | null,
  input: Input<typeof secondStepRolesSchema>,
): Promise<Result<RequiredSecondStep>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("institution");
  const parsed = secondStepRolesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { institutionId } = actor;
  if (parsed.data.roles.length > 0 && !party && !canSeal()) {
    return fail(
      "conflict",
      t`Nobody could set one up here: browsers allow no passkeys at this address, and this server keeps no secrets for apps (SECRETS_KEY). Nothing was changed.`,
    );
  }
  return inTransaction(db, async (tx) => {
    await tx.run(updateRequiredRoles, { institutionId, roles: parsed.data.roles });
    await writeAudit(tx, ctx, [
      {
        action: "institution.change",
        subject: institutionId,
        detail: { secondStep: parsed.data.roles },
      },
    ]);
    return succeed(await loadRequiredRoles(tx, institutionId));
  });
}
