import { z } from "zod";
import { boolean, jsonOf, nullable, smallint, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { namedCohortSchema, type PersonRow } from "../../domain/people/views";
import { isPerson, trainingYearOn } from "../../sql/people";
import { role } from "../../sql/types";

/** The columns of a person, over `u`; the parameter `today` is today's day. */
export const personColumns = `u.id, u.name, u.email, u.role,
  u.deactivated_at IS NULL AS active, u.deletion_asked_at, ${trainingYearOn("$today")} AS training_year,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
    FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id AND m.left_at IS NULL
  ), '[]') AS cohorts`;

export const personRow = {
  id: uuid,
  name: text,
  email: text,
  role,
  active: boolean,
  deletion_asked_at: nullable(timestamp),
  training_year: nullable(smallint),
  cohorts: jsonOf(z.array(namedCohortSchema)),
};

/** The people of an institution: what is left of who was deleted is none of them. */
export const peopleOfInstitution = `u.institution_id = $institutionId AND ${isPerson("u")}`;

export function toPersonRow(row: ValuesOf<typeof personRow>): PersonRow {
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
