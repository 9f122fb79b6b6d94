import { isPerson } from "../../domain/people/former";
import type { Role } from "../../domain/people/role";
import type { NamedCohort, PersonRow } from "../../domain/people/views";

/** The year of training of `u` on a day, as SQL over its parameter. */
export const trainingYearOn = (day: string): string =>
  `(SELECT t.year FROM training t WHERE t.user_id = u.id AND t.since <= ${day}::date ORDER BY t.since DESC LIMIT 1)`;

/** The columns of a person, over `u`; the parameter is today's day. */
export const personColumns = (today: string): string => `u.id, u.name, u.email, u.role,
  u.deactivated_at IS NULL AS active, u.deletion_asked_at, ${trainingYearOn(today)} AS training_year,
  coalesce((
    SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
    FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id AND m.left_at IS NULL
  ), '[]') AS cohorts`;

/** The people of the institution $1: what is left of who was deleted is none of them. */
export const peopleOfInstitution = `u.institution_id = $1 AND ${isPerson("u")}`;

export type PersonDatabaseRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  deletion_asked_at: Date | null;
  training_year: number | null;
  cohorts: readonly NamedCohort[];
};

export function toPersonRow(row: PersonDatabaseRow): PersonRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active,
    cohorts: row.cohorts,
    trainingYear: row.training_year,
    deletionAskedAt: row.deletion_asked_at?.toISOString() ?? null,
  };
}
