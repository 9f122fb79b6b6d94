import SCIMMY from "scimmy";

const { User, Group, ServiceProviderConfig, ResourceType } = SCIMMY.Schemas;

/** What RFC 7643 knows of a person, and Calot keeps nothing of: it is read, and left out. */
const LEFT_OUT = [
  "nickName",
  "profileUrl",
  "title",
  "userType",
  "preferredLanguage",
  "locale",
  "timezone",
  "password",
  "phoneNumbers",
  "ims",
  "photos",
  "addresses",
  "entitlements",
  "x509Certificates",
  "name.middleName",
  "name.honorificPrefix",
  "name.honorificSuffix",
  "emails.display",
  "roles.display",
  "roles.type",
];

User.definition.truncate(...LEFT_OUT);

const left = new Set(LEFT_OUT.map((name) => name.toLowerCase()));
const CORE = `${User.id.toLowerCase()}:`;
const EXTENSION = "urn:ietf:params:scim:schemas:extension:";

/**
 * Whether a path of a PATCH is to something that is read and left out, or to a part of it: extensions are, each of them.
 *
 * @param path `phoneNumbers[type eq "work"].value`
 */
export function isLeftOut(path: string): boolean {
  const plain = path.toLowerCase().replaceAll(/\[[^\]]*\]/g, "");
  if (plain.startsWith(EXTENSION)) return true;
  const [attribute = "", part] = (plain.startsWith(CORE) ? plain.slice(CORE.length) : plain).split(".");
  return left.has(attribute) || (part !== undefined && left.has(`${attribute}.${part}`));
}

export const schemas = { User, Group, ServiceProviderConfig, ResourceType } as const;
