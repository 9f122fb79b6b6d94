import type { PlannedMove } from "./move";
import type { Role } from "./role";

/** Moments are ISO 8601, days YYYY-MM-DD; `timeZone` is the institution's IANA name. */

export type NamedCohort = { readonly id: string; readonly name: string };

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
  /** Those the person is in. */
  readonly cohorts: readonly NamedCohort[];
  /** Today's; null where it is not known. */
  readonly trainingYear: number | null;
  readonly deletionAskedAt: string | null;
};

export type PeoplePage = {
  readonly people: readonly PersonRow[];
  /** All that match. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Those that take people in. */
  readonly cohorts: readonly NamedCohort[];
  /** Those that have ended. */
  readonly formerCohorts: readonly NamedCohort[];
  /** How many wait for their deletion. */
  readonly leaving: number;
  readonly timeZone: string;
  readonly today: string;
};

export type PersonPage = Omit<PersonRow, "cohorts"> & {
  readonly addedAt: string;
  readonly timeZone: string;
  readonly today: string;
  /** Newest first. */
  readonly memberships: readonly {
    readonly cohort: NamedCohort & { readonly ended: boolean };
    readonly joinedAt: string;
    readonly leftAt: string | null;
  }[];
  /** Newest first. */
  readonly training: readonly { readonly since: string; readonly year: number }[];
  readonly attempts: number;
  /** The roles that the viewer may give; empty where the role can't be changed. */
  readonly roles: readonly Role[];
  /** Whether the viewer may change and delete this person at all. */
  readonly managed: boolean;
  readonly isSelf: boolean;
  /** The cohorts that can be joined. */
  readonly cohorts: readonly NamedCohort[];
};

export type CohortRow = {
  readonly id: string;
  readonly name: string;
  readonly madeAt: string;
  readonly endedAt: string | null;
  /** Residents who are in it. */
  readonly members: number;
  /** Who ever was. */
  readonly everMembers: number;
  /** Invitations into it that are open. */
  readonly invited: number;
};

export type CohortsPage = { readonly timeZone: string; readonly cohorts: readonly CohortRow[] };

/** What a move would do, or did. */
export type MoveReport = {
  readonly on: string;
  readonly people: readonly PlannedMove[];
  readonly changed: number;
};
