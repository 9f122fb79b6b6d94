import type { Role } from "./role";

/** What is left of somebody who was deleted has an address here, which nobody can own (RFC 2606). */
export const FORMER_DOMAIN = "former.invalid";

export const formerNames: Readonly<Record<Role, string>> = {
  resident: "Former resident",
  faculty: "Former faculty",
  director: "Former program director",
  admin: "Former administrator",
};

/** SQL for whether a row of "user" is a person, and not what is left of one. */
export const isPerson = (table: string): string => `${table}.email NOT LIKE '%@${FORMER_DOMAIN}'`;
