import { SYSTEM } from "../../../auth/actor";
import { NO_PASSWORD } from "../../../auth/password";
import type { Queryable } from "../../../db/queryable";
import { roleAfter, type Said } from "../../../domain/connections/claims";
import { emailSchema, nameSchema } from "../../../domain/people/input";
import { writeAudit } from "../../audit/write-audit";
import type { EnabledDoor } from "../../connections/open-connection";
import { makeAccount } from "../../people/make-account";

/**
 * Makes an account for somebody whom a provider lets in.
 *
 * @returns the account; `no-address` where the provider doesn't say what one needs, and `exists` where there is one with the
 *   address, in whichever institution: nobody is taken for its owner by an address
 */
export async function makeStrangerAccount(
  tx: Queryable,
  now: Date,
  { id: connection, institutionId, settings }: EnabledDoor,
  { email: said, name: called, groups }: Said,
): Promise<{ readonly userId: string } | "no-address" | "exists"> {
  const email = emailSchema.safeParse(said);
  const name = nameSchema.safeParse(called ?? (email.success ? email.data.split("@")[0] : ""));
  if (!email.success || !name.success) return "no-address";
  const role = roleAfter(null, groups, settings);
  const account = { institutionId, email: email.data, name: name.data, role, passwordHash: NO_PASSWORD };
  const userId = await makeAccount(tx, { ...account, cohortId: null, now });
  if (userId === null) return "exists";
  const detail = { role, connection };
  await writeAudit(tx, { actor: SYSTEM, now }, [
    { action: "user.add", subject: userId, institutionId, detail },
  ]);
  return { userId };
}
