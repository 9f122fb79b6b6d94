import type { Role } from "./role";

/** What is left of somebody who was deleted has an address here, which nobody can own (RFC 2606). */
export const FORMER_DOMAIN = "former.invalid";

export const formerNames: Readonly<Record<Role, string>> = {
  resident: "Former resident",
  faculty: "Former faculty",
  director: "Former program director",
  admin: "Former administrator",
};
