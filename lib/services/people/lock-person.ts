import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { boolean, text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { mayManage } from "../../domain/people/authority";
import { isPerson } from "../../sql/people";
import { role } from "../../sql/types";
import { fail, notFound, type Result, succeed } from "../result";

const lockPeopleOf = statement({
  name: "lock-people",
  params: { institutionId: uuid },
  sql: "SELECT pg_advisory_xact_lock(hashtextextended('people ' || $institutionId::text, 0))",
});

const personToChange = statement({
  name: "person-to-change",
  params: { personId: uuid, institutionId: uuid },
  row: { id: uuid, name: text, email: text, role, active: boolean },
  sql: `SELECT u.id, u.name, u.email, u.role, u.deactivated_at IS NULL AS active FROM "user" u
    WHERE u.id = $personId AND u.institution_id = $institutionId AND ${isPerson("u")} FOR UPDATE`,
});

const otherAdmins = statement({
  name: "other-admins",
  params: { institutionId: uuid, personId: uuid },
  sql: `SELECT FROM "user"
    WHERE institution_id = $institutionId AND role = 'admin' AND deactivated_at IS NULL AND id <> $personId LIMIT 1`,
});

export type LockedPerson = RowOf<typeof personToChange>;

/**
 * Lets one transaction at a time change an institution's people: of two admins who close each other's accounts at once,
 * one succeeds.
 */
export async function lockPeople(tx: Queryable, institutionId: string): Promise<void> {
  await tx.run(lockPeopleOf, { institutionId });
}

/** A person of an institution, held until the transaction ends; null for none. One transaction at a time has people. */
export async function holdPerson(
  tx: Queryable,
  institutionId: string,
  personId: string,
): Promise<LockedPerson | null> {
  await lockPeople(tx, institutionId);
  return tx.find(personToChange, { personId, institutionId });
}

/**
 * A person whom the actor manages, held until the transaction ends. Nobody manages themself: a director who could
 * would be an admin a minute later.
 */
export async function lockPerson(tx: Queryable, actor: User, id: string): Promise<Result<LockedPerson>> {
  const personId = z.uuid().safeParse(id);
  if (!personId.success) return notFound("person");
  const person = await holdPerson(tx, actor.institutionId, personId.data);
  if (!person) return notFound("person");
  if (person.id === actor.id) {
    return fail("forbidden", t`That is your own account: ask another administrator or program director.`);
  }
  if (!mayManage(actor.role, person.role)) {
    return fail(
      "forbidden",
      person.role === "admin"
        ? t`Only an administrator changes the account of an administrator.`
        : t`Only an administrator changes the account of a program director.`,
    );
  }
  return succeed(person);
}

/** The sentence that refuses to take an institution its last admin; null where another one remains. */
export async function lastAdminProblem(
  tx: Queryable,
  institutionId: string,
  person: LockedPerson,
): Promise<string | null> {
  if (person.role !== "admin" || !person.active) return null;
  const others = await tx.run(otherAdmins, { institutionId, personId: person.id });
  return others === 0 ? t`This is the last administrator of the institution. Make another one first.` : null;
}
