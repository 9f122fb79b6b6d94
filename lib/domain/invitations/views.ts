import { z } from "zod";
import { type Role, roleSchema } from "../people/role";
import { namedCohortSchema } from "../people/views";
import { idSchema, momentSchema, open, type View } from "../view";

/** Moments are ISO 8601. */

const invitationStateSchema = z.enum(["open", "expired", "accepted", "revoked"]);

const invitationRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: open(roleSchema),
  cohort: z.string().nullable(),
  trainingYear: z.number().nullable(),
  state: open(invitationStateSchema),
  /** Null where that person is gone. */
  maker: z.string().nullable(),
  madeAt: momentSchema,
  expiresAt: momentSchema,
  /** Whether the viewer may renew it or take it back. */
  managed: z.boolean(),
});
export type InvitationRow = View<typeof invitationRowSchema>;

export const invitationsPageSchema = z.object({
  invitations: z.array(invitationRowSchema),
  total: z.number(),
  page: z.number(),
  pages: z.number(),
  /** The roles that the viewer may invite. */
  roles: z.array(open(roleSchema)),
  cohorts: z.array(namedCohortSchema),
  /** Whether this server sends mails. */
  mailing: z.boolean(),
  timeZone: z.string(),
});
export type InvitationsPage = View<typeof invitationsPageSchema>;

/** A link that was made just now; its secret is shown this once. */
export const madeInvitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  /** The link's path, with its secret. */
  path: z.string(),
  expiresAt: momentSchema,
  mailed: z.boolean(),
});
export type MadeInvitation = View<typeof madeInvitationSchema>;

/** What happens to a row of a list. */
const invitationOutcomeSchema = z.enum(["invite", "renew", "has-account", "error"]);
export type InvitationOutcome = z.infer<typeof invitationOutcomeSchema>;

const plannedInvitationSchema = z.object({
  /** As a spreadsheet numbers it: the header is row 1. */
  row: z.number(),
  name: z.string(),
  email: z.string(),
  role: open(roleSchema).nullable(),
  cohort: z.string().nullable(),
  trainingYear: z.number().nullable(),
  outcome: open(invitationOutcomeSchema),
  /** Whether the row's cohort does not exist yet and is made. */
  newCohort: z.boolean(),
  /** What will happen, or what is wrong and what to do: a sentence. */
  words: z.string(),
});
export type PlannedInvitation = View<typeof plannedInvitationSchema>;

export const invitationReportSchema = z.object({
  rows: z.array(plannedInvitationSchema),
  counts: z.object({ invite: z.number(), renew: z.number(), "has-account": z.number(), error: z.number() }),
  /** Cohorts that are made. */
  newCohorts: z.array(z.string()),
  /** Columns that were not read. */
  ignored: z.array(z.string()),
  /** A digest of exactly this report: it must be sent to confirm it. */
  digest: z.string(),
});
export type InvitationReport = View<typeof invitationReportSchema>;

export const importedInvitationsSchema = z.object({
  invited: z.number(),
  renewed: z.number(),
  mailed: z.boolean(),
  /** Empty where this very list was confirmed before: links are shown once. */
  links: z.array(
    madeInvitationSchema.extend({
      row: z.number(),
    }),
  ),
});
export type ImportedInvitations = View<typeof importedInvitationsSchema>;

/** What a link says to who opens it. */
export type OpenInvitation = {
  readonly institution: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};
