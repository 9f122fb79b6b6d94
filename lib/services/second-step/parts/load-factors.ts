import { boolean, integer, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";

const factorsOfPerson = statement({
  name: "factors-of-person",
  params: { userId: uuid },
  row: { required: boolean, passkeys: integer, app: boolean, codes: integer },
  sql: `SELECT u.role = ANY(i.second_step_roles) AS required,
      (SELECT count(*)::int FROM passkey p WHERE p.user_id = u.id) AS passkeys,
      EXISTS (SELECT FROM authenticator a WHERE a.user_id = u.id) AS app,
      (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = u.id AND c.used_at IS NULL) AS codes
    FROM "user" u JOIN institution i ON i.id = u.institution_id WHERE u.id = $userId`,
});

/** What a person has for the second step, and whether the role asks for one. */
export type Factors = RowOf<typeof factorsOfPerson>;

export const loadFactors = (on: Queryable, userId: string): Promise<Factors> =>
  on.get(factorsOfPerson, { userId });

/** Recovery codes are no factor by themselves: they stand in for one. */
export const hasFactor = ({ passkeys, app }: Pick<Factors, "passkeys" | "app">): boolean =>
  passkeys > 0 || app;
