import { type Role, roleSchema } from "../people/role";
import type { OidcSettings } from "./oidc";
import type { SamlSettings } from "./saml";

/** What a provider says of somebody, as JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who somebody is at a provider, for good: an account's address may be given to another person, this is not. */
export type Subject = { readonly issuer: string; readonly subject: string };

/** Microsoft's sign-in services: there `sub` differs for each program, and `oid` is the person's in a tenant (`tid`). */
const MICROSOFT = new Set([
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
]);

/** Values of groups that are looked at, at most. */
const MOST_VALUES = 2_000;

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** As Microsoft writes the ids of people and tenants. */
const isMicrosoftId = (value: unknown): value is string =>
  typeof value === "string" && /^[\da-f-]{36}$/i.test(value);

/**
 * A claim by its name, or by a path to it with full stops between (`realm_access.roles`): a claim that has that very name
 * comes first. Undefined for none.
 */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Claims)[part];
  }
  return at;
}

/** Who the provider says it is. */
export function subjectOf({
  iss,
  sub,
  tid,
  oid,
}: Claims & { readonly iss: string; readonly sub: string }): Subject {
  const isMicrosoft = URL.canParse(iss) && MICROSOFT.has(new URL(iss).hostname);
  const isOwn = isMicrosoft && isMicrosoftId(tid) && isMicrosoftId(oid);
  return { issuer: iss, subject: isOwn ? oid : sub };
}

/** All values of a claim: a text alone is one, and of a list each text. */
export function valuesOf(claims: Claims, name: string): readonly string[] {
  const value = claimAt(claims, name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, MOST_VALUES).flatMap((each) => textOf(each) ?? []);
}

/** What the provider says of somebody, as far as Calot wants to know. */
export type Said = {
  /** Null where none is said. Nobody is taken for the owner of an account by it. */
  readonly email: string | null;
  readonly name: string | null;
  readonly groups: readonly string[];
};

/** Reads claims by the names that the institution's provider gives them. */
export function readClaims(claims: Claims, { claims: names }: Pick<OidcSettings, "claims">): Said {
  return {
    email: textOf(claimAt(claims, names.email)),
    name: textOf(claimAt(claims, names.name)),
    groups: valuesOf(claims, names.groups),
  };
}

type Mapping = Pick<OidcSettings | SamlSettings, "roles" | "cohorts" | "mayMakeAdmins" | "otherwise">;
type RoleMapping = Pick<Mapping, "roles" | "mayMakeAdmins">;

/** The role that the groups give; null where no row names one of them. */
export function mappedRole(groups: readonly string[], { roles }: Pick<Mapping, "roles">): Role | null {
  const row = roles.find(({ value }) => groups.includes(value));
  return row ? roleSchema.parse(row.role) : null;
}

/**
 * The role that somebody of a role has from now on.
 *
 * @param before null for who has no account yet: a resident, unless a row says otherwise
 */
export function roleAfter(before: Role | null, groups: readonly string[], mapping: RoleMapping): Role {
  const now = before ?? "resident";
  const mapped = mappedRole(groups, mapping);
  const concernsAdmin = now === "admin" || mapped === "admin";
  return mapped === null || (concernsAdmin && !mapping.mayMakeAdmins) ? now : mapped;
}

/** Whether the mapping keeps somebody out: it lists who comes in, and names none of the groups. */
export const isKeptOut = (groups: readonly string[], mapping: Mapping): boolean =>
  mapping.otherwise === "refuse" && mappedRole(groups, mapping) === null;

/**
 * The cohorts that a resident joins and leaves: the one of the first row that names a group, and those of the other rows.
 * Cohorts in no row are left alone.
 *
 * @param now the cohorts the resident is in
 */
export function cohortsAfter(
  now: readonly string[],
  groups: readonly string[],
  { cohorts }: Pick<Mapping, "cohorts">,
): { readonly joins: readonly string[]; readonly leaves: readonly string[] } {
  const given = cohorts.find(({ value }) => groups.includes(value))?.cohortId ?? null;
  const ruled = new Set(cohorts.map(({ cohortId }) => cohortId));
  return {
    joins: given !== null && !now.includes(given) ? [given] : [],
    leaves: now.filter((id) => ruled.has(id) && id !== given),
  };
}
