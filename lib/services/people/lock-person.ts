import type pg from "pg";
import { z } from "zod";
import type { User } from "../../auth/actor";
import { mayManage } from "../../domain/people/authority";
import { isPerson } from "../../domain/people/former";
import { type Role, roleNames } from "../../domain/people/role";
import { fail, notFound, type Result, succeed } from "../result";

export type LockedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
};

/**
 * Lets one transaction at a time change an institution's people: of two admins who close each other's accounts at once,
 * one succeeds.
 */
export async function lockPeople(client: pg.ClientBase, institutionId: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('people ' || $1::text, 0))", [
    institutionId,
  ]);
}

/**
 * A person whom the actor manages, held until the transaction ends. Nobody manages themself: a director who could
 * would be an admin a minute later.
 */
export async function lockPerson(
  client: pg.ClientBase,
  actor: User,
  id: unknown,
): Promise<Result<LockedPerson>> {
  const personId = z.uuid().safeParse(id);
  if (!personId.success) return notFound("person");
  await lockPeople(client, actor.institutionId);
  const { rows } = await client.query<LockedPerson>(
    `SELECT u.id, u.name, u.email, u.role, u.deactivated_at IS NULL AS active FROM "user" u
     WHERE u.id = $1 AND u.institution_id = $2 AND ${isPerson("u")} FOR UPDATE`,
    [personId.data, actor.institutionId],
  );
  const [person] = rows;
  if (!person) return notFound("person");
  if (person.id === actor.id) {
    return fail("forbidden", "That is your own account: ask another administrator or program director.");
  }
  if (!mayManage(actor.role, person.role)) {
    return fail(
      "forbidden",
      `Only an administrator changes the account of a ${roleNames[person.role].toLowerCase()}.`,
    );
  }
  return succeed(person);
}

/** The sentence that refuses to take an institution its last admin; null where another one remains. */
export async function lastAdminProblem(
  client: pg.ClientBase,
  institutionId: string,
  person: LockedPerson,
): Promise<string | null> {
  if (person.role !== "admin" || !person.active) return null;
  const { rowCount } = await client.query(
    `SELECT 1 FROM "user" WHERE institution_id = $1 AND role = 'admin' AND deactivated_at IS NULL AND id <> $2 LIMIT 1`,
    [institutionId, person.id],
  );
  return rowCount === 0 ? "This is the last administrator of the institution. Make another one first." : null;
}
