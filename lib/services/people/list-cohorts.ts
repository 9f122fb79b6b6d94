import { may } from "../../auth/policy";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { CohortsPage } from "../../domain/people/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const cohorts = statement({
  name: "cohorts-with-members",
  params: { institutionId: uuid, now: timestamp },
  row: {
    id: uuid,
    name: text,
    created_at: timestamp,
    ended_at: nullable(timestamp),
    members: integer,
    ever: integer,
    invited: integer,
  },
  sql: `SELECT c.id, c.name, c.created_at, c.ended_at, coalesce(m.now, 0) AS members, coalesce(m.ever, 0) AS ever,
      (SELECT count(*)::int FROM invitation i
        WHERE i.cohort_id = c.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $now) AS invited
    FROM cohort c
    LEFT JOIN (
      SELECT cohort_id, count(DISTINCT user_id)::int AS ever, (count(*) FILTER (WHERE left_at IS NULL))::int AS now
      FROM membership GROUP BY cohort_id
    ) m ON m.cohort_id = c.id
    WHERE c.institution_id = $institutionId
    ORDER BY c.ended_at IS NOT NULL, c.name`,
});

/** The institution's cohorts with how many are in them: the running ones first. */
export async function listCohorts(ctx: Context): Promise<Result<CohortsPage>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const rows = await db.all(cohorts, { institutionId: actor.institutionId, now });
  return succeed({
    timeZone: actor.timeZone,
    cohorts: rows.map((row) => ({
      id: row.id,
      name: row.name,
      madeAt: row.created_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      members: row.members,
      everMembers: row.ever,
      invited: row.invited,
    })),
  });
}
