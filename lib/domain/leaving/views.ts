import type { Role } from "../people/role";
import type { NamedCohort } from "../people/views";

/** What people see of their own account. Moments are ISO 8601. */
export type OwnAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly institution: string;
  readonly timeZone: string;
  readonly addedAt: string;
  readonly trainingYear: number | null;
  readonly cohorts: readonly (NamedCohort & { readonly joinedAt: string; readonly leftAt: string | null })[];
  readonly attempts: number;
  /** Whether the person is reminded of what is due; null for staff, who are not. */
  readonly reminders: boolean | null;
  /** Whether the person’s answers go to a learning record store; null where there is none. */
  readonly records: boolean | null;
  readonly deletionAskedAt: string | null;
};

export type OwnValue = string | number | boolean | null;

/** A part of a person's own data: a table, in plain words. */
export type OwnPart = {
  /** The file’s name, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly OwnValue[])[];
};

export type OwnData = {
  readonly person: string;
  readonly institution: string;
  readonly timeZone: string;
  readonly takenAt: string;
  readonly parts: readonly OwnPart[];
};
