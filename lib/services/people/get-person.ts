import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, day, integer, nullable, smallint, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { managedRoles, mayManage } from "../../domain/people/authority";
import type { PersonPage } from "../../domain/people/views";
import { dayOf } from "../../domain/time/day";
import { isOpenSession } from "../../sql/sessions";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCohorts } from "./load-cohorts";
import { peopleOfInstitution, personColumns, personRow, toPersonRow } from "./person-rows";

const person = statement({
  name: "person",
  params: { institutionId: uuid, today: day, personId: uuid, now: timestamp },
  row: { ...personRow, created_at: timestamp, attempts: integer, sessions: integer, second_step: boolean },
  sql: `SELECT ${personColumns}, u.created_at,
      (SELECT count(*)::int FROM attempt t WHERE t.user_id = u.id) AS attempts,
      (SELECT count(*)::int FROM session s WHERE s.user_id = u.id AND ${isOpenSession}) AS sessions,
      EXISTS (SELECT FROM passkey p WHERE p.user_id = u.id) OR EXISTS (SELECT FROM authenticator a WHERE a.user_id = u.id)
        AS second_step
    FROM "user" u JOIN institution i ON i.id = u.institution_id WHERE ${peopleOfInstitution} AND u.id = $personId`,
});

const memberships = statement({
  name: "memberships-of-person",
  params: { personId: uuid },
  row: { id: uuid, name: text, ended: boolean, joined_at: timestamp, left_at: nullable(timestamp) },
  sql: `SELECT c.id, c.name, c.ended_at IS NOT NULL AS ended, m.joined_at, m.left_at
    FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = $personId
    ORDER BY m.left_at IS NOT NULL, m.joined_at DESC`,
});

const training = statement({
  name: "training-of-person",
  params: { personId: uuid },
  row: { since: text, year: smallint },
  sql: "SELECT since::text, year FROM training WHERE user_id = $personId ORDER BY since DESC",
});

/** A person of the institution, with the years of training and the cohorts as they were. */
export async function getPerson(ctx: Context, id: string): Promise<Result<PersonPage>> {
  const { actor, db, now } = ctx;
  const personId = z.uuid().safeParse(id);
  if (!may(actor, "manage-people") || !personId.success) return notFound("person");
  const today = dayOf(now, actor.timeZone);
  const { institutionId } = actor;
  const found = await db.find(person, { institutionId, today, personId: personId.data, now });
  if (!found) return notFound("person");
  const [memberRows, trainingRows, cohorts] = await Promise.all([
    db.all(memberships, { personId: found.id }),
    db.all(training, { personId: found.id }),
    loadCohorts(db, institutionId),
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
    sessions: found.sessions,
    secondStep: found.second_step,
    roles: managed ? managedRoles(actor.role) : [],
    managed,
    isSelf,
    cohorts: cohorts.filter(({ ended }) => !ended),
  });
}
