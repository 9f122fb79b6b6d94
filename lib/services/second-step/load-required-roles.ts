import { z } from "zod";
import { integer, texts, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { roleSchema } from "../../domain/people/role";
import type { RequiredSecondStep } from "../../domain/second-step/views";
import { role } from "../../sql/types";

const requiredRolesOf = statement({
  name: "second-step-roles",
  params: { institutionId: uuid },
  row: { roles: texts },
  sql: "SELECT second_step_roles::text[] AS roles FROM institution WHERE id = $institutionId",
});

const peopleWithout = statement({
  name: "people-without-second-step",
  params: { institutionId: uuid },
  row: { role, people: integer, without: integer },
  sql: `SELECT u.role, count(*)::int AS people, (count(*) FILTER (WHERE
      NOT EXISTS (SELECT FROM passkey p WHERE p.user_id = u.id)
      AND NOT EXISTS (SELECT FROM authenticator a WHERE a.user_id = u.id)))::int AS without
    FROM "user" u WHERE u.institution_id = $institutionId AND u.deactivated_at IS NULL
    GROUP BY u.role ORDER BY u.role`,
});

/** The roles of an institution that need a second step, and how many people of each role have none. */
export async function loadRequiredRoles(on: Queryable, institutionId: string): Promise<RequiredSecondStep> {
  const { roles: required } = await on.get(requiredRolesOf, { institutionId });
  return {
    roles: z.array(roleSchema).parse(required),
    without: await on.all(peopleWithout, { institutionId }),
  };
}
