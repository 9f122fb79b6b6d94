import type { AuditGroup } from "./actions";

/** Who did something, as they are called today. */
export type AuditPerson = {
  /** Null: the system itself (a job, a command). */
  readonly id: string | null;
  /** Null for somebody who is no longer here, and for the system. */
  readonly name: string | null;
};

/** An entry of the audit trail. */
export type AuditEntry = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly who: AuditPerson;
  /** A noun and a verb: `resident.view`. */
  readonly action: string;
  /** What it was done to or looked at; its name is null where it has none, or is gone. */
  readonly subject: AuditNamed | null;
  readonly detail: readonly { readonly label: string; readonly value: string }[];
};

/**
 * How the login that the server uses could alter the trail in spite of the trigger that refuses it:
 * - superuser: it is one, or may become one through programs and files of the database's machine.
 * - owner: it owns the table, its schema or the database, or may act as who does.
 * - granted: it was given rights on the table that the app doesn't need.
 * - roles: it may make itself a member of the owner (before Postgres 16).
 * - trigger: what refuses changes is missing or switched off.
 */
export type AuditWeakness = "superuser" | "owner" | "granted" | "roles" | "trigger";

export const weaknessWords: Readonly<Record<AuditWeakness, string>> = {
  superuser: "The server’s login to the database is a superuser of Postgres.",
  owner: "The server’s login to the database owns the tables.",
  granted: "The server’s login to the database was given more than adding to the trail.",
  roles: "The server’s login to the database may give itself the rights of others.",
  trigger: "What refuses changes of the trail is missing or switched off.",
};

/** What to look for in the trail: as it stands in the address of its page. */
export type AuditFilter = {
  /** Null: everything that the actor may see, but for answers one by one. */
  readonly group: AuditGroup | null;
  /** A person's id, `system`, or a part of a name or an address. */
  readonly who: string | null;
  /** An id, or a part of the name of a person, a cohort, an invitation, an assignment … */
  readonly subject: string | null;
  /** First and last day, as YYYY-MM-DD in the institution's time zone. */
  readonly from: string | null;
  readonly until: string | null;
};

export type AuditPage = {
  readonly timeZone: string;
  readonly filter: AuditFilter;
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
  /** The groups that the actor may see. */
  readonly groups: readonly AuditGroup[];
  /** What the filter's words or id stand for; null where there is no such filter. */
  readonly who: readonly AuditNamed[] | null;
  readonly subject: readonly AuditNamed[] | null;
  readonly weaknesses: readonly AuditWeakness[];
};

export type AuditNamed = { readonly id: string; readonly name: string | null };
