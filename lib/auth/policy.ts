import type { Role } from "../domain/people/role";
import type { Actor, User } from "./actor";

/**
 * Who may do what, by role. Which of the things they may see are theirs is a matter of the queries: every one
 * is scoped by the actor's institution, and what isn't theirs is not found.
 */
export type Permission =
  /** Answer cases, and see one's own answers. */
  | "practise"
  /** See the datasets and how many cases they hold. */
  | "see-datasets"
  /** See how residents do. */
  | "see-residents"
  /** See people, datasets, storage and the audit trail. */
  | "administer";

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  resident: ["practise"],
  faculty: ["practise", "see-datasets"],
  director: ["practise", "see-datasets", "see-residents"],
  admin: ["practise", "see-datasets", "administer"],
};

export function may(actor: Actor, permission: Permission): actor is User {
  return actor.kind === "user" && granted[actor.role].includes(permission);
}

/** Where a role lands after signing in. */
export const homeOf: Readonly<Record<Role, string>> = {
  resident: "/home",
  faculty: "/faculty",
  director: "/director",
  admin: "/admin",
};
