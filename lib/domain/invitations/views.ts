import type { Role } from "../people/role";
import type { NamedCohort } from "../people/views";

/** Moments are ISO 8601. */

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

export type InvitationRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cohort: string | null;
  readonly trainingYear: number | null;
  readonly state: InvitationState;
  /** Null where that person is gone. */
  readonly maker: string | null;
  readonly madeAt: string;
  readonly expiresAt: string;
  /** Whether the viewer may renew it or take it back. */
  readonly managed: boolean;
};

export type InvitationsPage = {
  readonly invitations: readonly InvitationRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** The roles that the viewer may invite. */
  readonly roles: readonly Role[];
  readonly cohorts: readonly NamedCohort[];
  /** Whether this server sends mails. */
  readonly mailing: boolean;
  readonly timeZone: string;
};

/** A link that was made just now; its secret is shown this once. */
export type MadeInvitation = {
  readonly id: string;
  readonly email: string;
  /** The link's path, with its secret. */
  readonly path: string;
  readonly expiresAt: string;
  readonly mailed: boolean;
};

/** What happens to a row of a list. */
export type InvitationOutcome = "invite" | "renew" | "has-account" | "error";

export type PlannedInvitation = {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role | null;
  readonly cohort: string | null;
  readonly trainingYear: number | null;
  readonly outcome: InvitationOutcome;
  /** Whether the row's cohort does not exist yet and is made. */
  readonly newCohort: boolean;
  /** What will happen, or what is wrong and what to do: a sentence. */
  readonly words: string;
};

export type InvitationReport = {
  readonly rows: readonly PlannedInvitation[];
  readonly counts: Readonly<Record<InvitationOutcome, number>>;
  /** Cohorts that are made. */
  readonly newCohorts: readonly string[];
  /** Columns that were not read. */
  readonly ignored: readonly string[];
  /** Stands for exactly this: it is confirmed by it. */
  readonly digest: string;
};

export type ImportedInvitations = {
  readonly invited: number;
  readonly renewed: number;
  readonly mailed: boolean;
  /** Empty where this very list was confirmed before: links are shown once. */
  readonly links: readonly (MadeInvitation & { readonly row: number })[];
};

/** What a link says to who opens it. */
export type OpenInvitation = {
  readonly institution: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};
