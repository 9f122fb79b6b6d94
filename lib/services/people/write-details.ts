import { randomUUID } from "node:crypto";
import { text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { emailChanged } from "../../domain/passwords/messages";
import type { PersonChange } from "../../domain/people/input";
import { role as roleColumn } from "../../sql/types";
import { tell } from "../notices/tell";
import type { LockedPerson } from "./lock-person";

const updatePerson = statement({
  name: "update-person",
  params: { id: uuid, name: text, email: text, role: roleColumn },
  sql: `UPDATE "user" SET name = $name, email = $email, role = $role WHERE id = $id`,
});

const accountWithAddress = statement({
  name: "account-with-address",
  params: { email: text },
  row: { id: uuid },
  sql: `SELECT id FROM "user" WHERE email = $email`,
});

const dropResetOf = statement({
  name: "drop-password-reset",
  params: { id: uuid, was: text },
  sql: `WITH link AS (DELETE FROM password_reset WHERE user_id = $id)
    DELETE FROM mail WHERE user_id IS NULL AND address = $was`,
});

/**
 * Writes another name, address or role of a person who is held. Of another address the person is told at the one before.
 *
 * @returns false where another account has the address: nothing is written then, and nobody told
 */
export async function writeDetails(
  tx: Queryable,
  person: LockedPerson,
  { name = person.name, email = person.email, role = person.role }: PersonChange,
  now: Date,
): Promise<boolean> {
  if (email !== person.email) {
    if (await tx.find(accountWithAddress, { email })) return false;
    // Before it is another one: the mail goes to where the person was told until now.
    const telling = { userId: person.id, message: emailChanged(email), key: `user.change ${randomUUID()}` };
    await tell(tx, [telling], { kind: "user.change", href: "/account", now });
    await tx.run(dropResetOf, { id: person.id, was: person.email });
  }
  await tx.run(updatePerson, { id: person.id, name, email, role });
  return true;
}
