import type { Claims, Said } from "./claims";
import { valuesOf } from "./claims";
import type { SamlSettings } from "./saml";

/** What providers of SAML call what Calot wants to know, where nobody says otherwise: the first that is there. */
const USUAL = {
  email: [
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "mail",
    "email",
    "emailAddress",
  ],
  name: [
    "urn:oid:2.16.840.1.113730.3.1.241",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "displayName",
    "urn:oid:2.5.4.3",
    "cn",
    "name",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
  ],
  groups: [
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
    "http://schemas.xmlsoap.org/claims/Group",
    "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
    "isMemberOf",
    "memberOf",
    "groups",
    "Role",
  ],
} as const;

const namesOf = (given: string, usual: readonly string[]): readonly string[] =>
  given === "" ? usual : [given];

/** Reads an assertion's attributes by the names that the institution's provider gives them, else by the usual ones. */
export function readAttributes(attributes: Claims, { claims }: Pick<SamlSettings, "claims">): Said {
  const all = (names: readonly string[]): readonly string[] =>
    names.map((name) => valuesOf(attributes, name)).find((values) => values.length > 0) ?? [];
  return {
    email: all(namesOf(claims.email, USUAL.email))[0] ?? null,
    name: all(namesOf(claims.name, USUAL.name))[0] ?? null,
    groups: all(namesOf(claims.groups, USUAL.groups)),
  };
}
