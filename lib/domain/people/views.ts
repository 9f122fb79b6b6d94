import { z } from "zod";
import { idSchema, momentSchema, open, type View } from "../view";
import { plannedMoveSchema } from "./move";
import { roleSchema } from "./role";

/** Moments are ISO 8601, days YYYY-MM-DD; `timeZone` is the institution's IANA name. */

export const namedCohortSchema = z.object({
  id: idSchema,
  name: z.string(),
});
export type NamedCohort = View<typeof namedCohortSchema>;

const personRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: open(roleSchema),
  active: z.boolean(),
  /** Those the person is in. */
  cohorts: z.array(namedCohortSchema),
  /** Today's; null where it is not known. */
  trainingYear: z.number().nullable(),
  deletionAskedAt: momentSchema.nullable(),
});
export type PersonRow = View<typeof personRowSchema>;

export const peoplePageSchema = z.object({
  people: z.array(personRowSchema),
  /** All that match. */
  total: z.number(),
  page: z.number(),
  pages: z.number(),
  /** Those that take people in. */
  cohorts: z.array(namedCohortSchema),
  /** Those that have ended. */
  formerCohorts: z.array(namedCohortSchema),
  /** How many wait for their deletion. */
  leaving: z.number(),
  timeZone: z.string(),
  today: z.string(),
});
export type PeoplePage = View<typeof peoplePageSchema>;

export const personPageSchema = personRowSchema.omit({ cohorts: true }).extend({
  addedAt: momentSchema,
  timeZone: z.string(),
  today: z.string(),
  /** Newest first. */
  memberships: z.array(
    z.object({
      cohort: namedCohortSchema.extend({
        ended: z.boolean(),
      }),
      joinedAt: momentSchema,
      leftAt: momentSchema.nullable(),
    }),
  ),
  /** Newest first. */
  training: z.array(
    z.object({
      since: z.string(),
      year: z.number(),
    }),
  ),
  attempts: z.number(),
  /** Sessions that go on. */
  sessions: z.number().optional(),
  /** Whether the person has a passkey, an app or recovery codes beside the password. */
  secondStep: z.boolean().optional(),
  /** The roles that the viewer may give; empty where the role can't be changed. */
  roles: z.array(open(roleSchema)),
  /** Whether the viewer may change and delete this person at all. */
  managed: z.boolean(),
  isSelf: z.boolean(),
  /** The cohorts that can be joined. */
  cohorts: z.array(namedCohortSchema),
});
export type PersonPage = View<typeof personPageSchema>;

const cohortRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  madeAt: momentSchema,
  endedAt: momentSchema.nullable(),
  /** Residents who are in it. */
  members: z.number(),
  /** Who ever was. */
  everMembers: z.number(),
  /** Invitations into it that are open. */
  invited: z.number(),
});
export type CohortRow = View<typeof cohortRowSchema>;

export const cohortsPageSchema = z.object({
  timeZone: z.string(),
  cohorts: z.array(cohortRowSchema),
});
export type CohortsPage = View<typeof cohortsPageSchema>;

/** What a move would do, or did. */
export const moveReportSchema = z.object({
  on: z.string(),
  people: z.array(plannedMoveSchema),
  changed: z.number(),
});
export type MoveReport = View<typeof moveReportSchema>;
