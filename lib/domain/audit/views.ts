import { z } from "zod";
import { t } from "@/lib/language/t";
import { idSchema, momentSchema, open, type View } from "../view";
import { auditGroupSchema } from "./actions";

const auditNamedSchema = z.object({
  id: idSchema,
  name: z.string().nullable(),
});
export type AuditNamed = View<typeof auditNamedSchema>;

/** Who did something, as they are called today. */
const auditPersonSchema = z.object({
  /** Null: the system itself (a job, a command). */
  id: idSchema.nullable(),
  /** Null for somebody who is no longer here, and for the system. */
  name: z.string().nullable(),
});

/** An entry of the audit trail. */
const auditEntrySchema = z.object({
  id: idSchema,
  /** ISO 8601. */
  at: momentSchema,
  who: auditPersonSchema,
  /** A noun and a verb: `resident.view`. */
  action: z.string(),
  /** What it was done to or looked at; its name is null where it has none, or is gone. */
  subject: auditNamedSchema.nullable(),
  detail: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
    }),
  ),
});
export type AuditEntry = View<typeof auditEntrySchema>;

/**
 * How the login that the server uses could alter the trail in spite of the trigger that refuses it:
 * - superuser: it is one, or may become one through programs and files of the database's machine.
 * - owner: it owns the table, its schema or the database, or may act as who does.
 * - granted: it was given rights on the table that the app doesn't need.
 * - roles: it may make itself a member of the owner (before Postgres 16).
 * - trigger: what refuses changes is missing or switched off.
 */
const auditWeaknessSchema = z.enum(["superuser", "owner", "granted", "roles", "trigger"]);
export type AuditWeakness = z.infer<typeof auditWeaknessSchema>;

export const weaknessWords: Readonly<Record<AuditWeakness, string>> = {
  superuser: t`The server’s login to the database is a superuser of Postgres.`,
  owner: t`The server’s login to the database owns the tables.`,
  granted: t`The server’s login to the database was given more than adding to the trail.`,
  roles: t`The server’s login to the database may give itself the rights of others.`,
  trigger: t`What refuses changes of the trail is missing or switched off.`,
};

export const ONE_ADDRESS = t`Everybody seems to sign in from one network address: Calot is behind a proxy that it doesn’t know of (TRUSTED_PROXIES). The limits on wrong passwords take all people for one, and this trail can’t tell where somebody came from.`;

/** What to look for in the trail: as it stands in the address of its page. */
const auditFilterSchema = z.object({
  /** Null: everything that the actor may see, but for answers one by one. */
  group: open(auditGroupSchema).nullable(),
  /** A person's id, `system`, or a part of a name or an address. */
  who: z.string().nullable(),
  /** An id, or a part of the name of a person, a cohort, an invitation, an assignment … */
  subject: z.string().nullable(),
  /** First and last day, as YYYY-MM-DD in the institution's time zone. */
  from: z.string().nullable(),
  until: z.string().nullable(),
});
export type AuditFilter = View<typeof auditFilterSchema>;

export const auditPageSchema = z.object({
  timeZone: z.string(),
  filter: auditFilterSchema,
  /** Newest first. */
  entries: z.array(auditEntrySchema),
  /** Where the next page begins; null on the last one. */
  next: z.string().nullable(),
  /** The groups that the actor may see. */
  groups: z.array(open(auditGroupSchema)),
  /** What the filter's words or id stand for; null where there is no such filter. */
  who: z.array(auditNamedSchema).nullable(),
  subject: z.array(auditNamedSchema).nullable(),
  weaknesses: z.array(open(auditWeaknessSchema)),
  /** Whether everybody seems to come from one network address. */
  oneAddress: z.boolean().optional(),
});
export type AuditPage = View<typeof auditPageSchema>;
