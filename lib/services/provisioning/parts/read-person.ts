import type { z } from "zod";
import type { RowOf } from "../../../db/statement";
import { FORMER_DOMAIN } from "../../../domain/people/former";
import { emailSchema, nameSchema } from "../../../domain/people/input";
import { plainName } from "../../../domain/text/plain-text";
import { t } from "../../../language/t";
import type { GivenUser, ScimUser } from "../../../protocols/scim/messages";
import { ScimProblem } from "../../../protocols/scim/problem";
import type { peopleSeen } from "./rows";

/** What an account needs of what a directory says. */
type Wanted = { readonly email: string; readonly name: string; readonly userName: string };

/** The place of the address among the addresses that somebody has: the primary one, else the one for work, else the first. */
function placeOfAddress(emails: GivenUser["emails"] = []): number {
  const by = [
    emails.findIndex(({ primary, value }) => primary === true && value),
    emails.findIndex(({ type, value }) => type === "work" && value),
    emails.findIndex(({ value }) => value),
  ];
  return by.find((at) => at >= 0) ?? -1;
}

const given = (text: string | undefined): string | null => text?.trim() || null;

/** @throws ScimProblem where there is no address, no name, or nothing to call somebody by */
export function wantedOf({ userName, name, displayName, emails = [] }: GivenUser): Wanted {
  const called = plainName(userName).slice(0, 320);
  if (called === "") throw new ScimProblem(400, "invalidValue", t`userName is empty.`);
  const said = emails[placeOfAddress(emails)]?.value ?? userName;
  const email = read("emails", emailSchema, said);
  if (email.endsWith(`@${FORMER_DOMAIN}`)) {
    throw new ScimProblem(400, "invalidValue", `emails: ${t`That is not an e-mail address.`}`);
  }
  const parts = [name?.givenName, name?.familyName].flatMap((part) => given(part) ?? []);
  const whole = given(displayName) ?? given(name?.formatted) ?? (parts.join(" ") || email.split("@")[0]!);
  return { email, name: read("displayName", nameSchema, whole), userName: called };
}

function read<T>(field: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ScimProblem(400, "invalidValue", `${field}: ${parsed.error.issues[0]?.message ?? ""}`);
}

/** A person as a directory is told: of name and address what the account has. */
export function toScimUser(row: RowOf<typeof peopleSeen>): ScimUser {
  const { id, name, email, active, createdAt, userName, externalId, changedAt, resource, groups } = row;
  const { emails = [], name: parts, displayName, ...kept } = resource ?? {};
  const at = placeOfAddress(emails);
  return {
    id,
    userName: userName ?? email,
    ...(externalId !== null && { externalId }),
    ...kept,
    name: parts ?? { formatted: name },
    // Where the directory gave none the name is made of its parts, and is to follow them.
    ...((displayName !== undefined || !parts) && { displayName: name }),
    active,
    emails:
      at < 0
        ? [{ value: email, type: "work", primary: true }]
        : emails.map((each, place) => (place === at ? { ...each, value: email } : each)),
    groups,
    meta: {
      created: createdAt.toISOString(),
      lastModified: (changedAt ?? createdAt).toISOString(),
    },
  };
}
