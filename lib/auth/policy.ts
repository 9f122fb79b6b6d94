import { ROLES, type Role } from "../domain/people/role";
import type { Actor, User } from "./actor";

/**
 * Who may do what, by role. Which things an actor may see is decided in the queries: every one is scoped by the actor's
 * institution, and what isn't theirs is not found.
 */
type Permission =
  /** Answer cases, and see the actor's own answers. */
  | "practise"
  /** Question the reference of a case whose reveal the actor has seen. */
  | "dispute"
  /** See who questions which reference, and decide. */
  | "adjudicate"
  /** See the datasets and how many cases they hold. */
  | "see-datasets"
  /** See how residents do. */
  | "see-residents"
  /** See the table of readers, model runs and what they made of each case, references included. */
  | "see-readers"
  /** See cohorts among the readers, as a whole. */
  | "see-cohorts"
  /** Decide which model runs residents see beside their own answers. */
  | "show-runs"
  /** Make blind reviews, close one's own, and judge in those that ask for one. */
  | "review"
  /** See and close every blind review of the institution. */
  | "oversee-reviews"
  /** Look through the library; make case sets, and use those of one's own and the shared ones. */
  | "build-sets"
  /** See and change every case set of the institution, those that aren't shared too. */
  | "oversee-sets"
  /** Give case sets to residents, see how they get on, and release the results. */
  | "assign"
  /** Upload frames and bundles, export datasets, and annotate, check and review where it is one's duty. */
  | "author"
  /** Say who annotates, checks and reviews a dataset, and open what was held back to practice. */
  | "oversee-authoring"
  /** Retire cases, close datasets to practice, and remove pictures for good. */
  | "withdraw"
  /** Invite people, change, promote, move and delete them, and make cohorts. */
  | "manage-people"
  /** See who saw, changed and exported what (lib/domain/audit/access.ts says how much of it). */
  | "see-audit"
  /** See people, datasets and storage. */
  | "administer";

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  resident: ["practise", "dispute"],
  faculty: [
    "practise",
    "dispute",
    "adjudicate",
    "see-datasets",
    "see-readers",
    "see-cohorts",
    "show-runs",
    "review",
    "build-sets",
    "assign",
    "author",
  ],
  director: [
    "practise",
    "dispute",
    "adjudicate",
    "see-datasets",
    "see-residents",
    "see-readers",
    "see-cohorts",
    "review",
    "oversee-reviews",
    "build-sets",
    "assign",
    "oversee-sets",
    "author",
    "oversee-authoring",
    "withdraw",
    "manage-people",
    "see-audit",
  ],
  admin: [
    "practise",
    "dispute",
    "adjudicate",
    "see-datasets",
    "see-readers",
    "show-runs",
    "review",
    "oversee-reviews",
    "build-sets",
    "assign",
    "oversee-sets",
    "administer",
    "manage-people",
    "see-audit",
    "author",
    "oversee-authoring",
    "withdraw",
  ],
};

export function may(actor: Actor, permission: Permission): actor is User {
  return actor.kind === "user" && granted[actor.role].includes(permission);
}

/** The roles that have a permission, for those who are to be told of something. */
export const rolesThatMay = (permission: Permission): readonly Role[] =>
  ROLES.filter((role) => granted[role].includes(permission));

/** Where a role lands after signing in. */
export const homeOf: Readonly<Record<Role, string>> = {
  resident: "/home",
  faculty: "/faculty",
  director: "/director",
  admin: "/admin",
};
