import { z } from "zod";
import { may } from "../../auth/policy";
import { managedRoles, mayManage } from "../../domain/people/authority";
import type { NamedCohort, PersonPage } from "../../domain/people/views";
import { dayOf } from "../../domain/time/day";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCohorts } from "./load-cohorts";
import { type PersonDatabaseRow, peopleOfInstitution, personColumns, toPersonRow } from "./person-rows";

const person = {
  name: "person",
  text: `SELECT ${personColumns("$2")}, u.created_at,
      (SELECT count(*)::int FROM attempt t WHERE t.user_id = u.id) AS attempts
    FROM "user" u WHERE ${peopleOfInstitution} AND u.id = $3`,
};

const memberships = {
  name: "memberships-of-person",
  text: `SELECT c.id, c.name, c.ended_at IS NOT NULL AS ended, m.joined_at, m.left_at
    FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = $1
    ORDER BY m.left_at IS NOT NULL, m.joined_at DESC`,
};

const training = {
  name: "training-of-person",
  text: "SELECT since::text, year FROM training WHERE user_id = $1 ORDER BY since DESC",
};

type MembershipRow = NamedCohort & { ended: boolean; joined_at: Date; left_at: Date | null };

/** A person of the institution, with the years of training and the cohorts as they were. */
export async function getPerson(ctx: Context, id: unknown): Promise<Result<PersonPage>> {
  const { actor, db, now } = ctx;
  const personId = z.uuid().safeParse(id);
  if (!may(actor, "manage-people") || !personId.success) return notFound("person");
  const today = dayOf(now, actor.timeZone);
  const [found] = await db.query<PersonDatabaseRow & { created_at: Date; attempts: number }>(person, [
    actor.institutionId,
    today,
    personId.data,
  ]);
  if (!found) return notFound("person");
  const [memberRows, trainingRows, cohorts] = await Promise.all([
    db.query<MembershipRow>(memberships, [found.id]),
    db.query<{ since: string; year: number }>(training, [found.id]),
    loadCohorts(db, actor.institutionId),
  ]);
  const isSelf = found.id === actor.id;
  const managed = !isSelf && mayManage(actor.role, found.role);
  return succeed({
    ...toPersonRow(found),
    addedAt: found.created_at.toISOString(),
    timeZone: actor.timeZone,
    today,
    memberships: memberRows.map(({ id: cohortId, name, ended, joined_at, left_at }) => ({
      cohort: { id: cohortId, name, ended },
      joinedAt: joined_at.toISOString(),
      leftAt: left_at?.toISOString() ?? null,
    })),
    training: trainingRows,
    attempts: found.attempts,
    roles: managed ? managedRoles(actor.role) : [],
    managed,
    isSelf,
    cohorts: cohorts.filter(({ ended }) => !ended),
  });
}
