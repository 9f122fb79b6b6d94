import { z } from "zod";
import { day, integer, jsonOf, nullable, smallint, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnAccount } from "../../domain/leaving/views";
import { namedCohortSchema } from "../../domain/people/views";
import { dayOf } from "../../domain/time/day";
import { trainingYearOn } from "../../sql/people";
import type { Context } from "../context";
import { wantsReminders } from "../practice/wants-reminders";
import { notFound, type Result, succeed } from "../result";
import { wantsRecords } from "../xapi/wants-records";

const ownAccount = statement({
  name: "own-account",
  params: { personId: uuid, today: day },
  row: {
    created_at: timestamp,
    deletion_asked_at: nullable(timestamp),
    training_year: nullable(smallint),
    attempts: integer,
    cohorts: jsonOf(
      z.array(namedCohortSchema.extend({ joinedAt: z.coerce.date(), leftAt: z.coerce.date().nullable() })),
    ),
  },
  sql: `SELECT u.created_at, u.deletion_asked_at, ${trainingYearOn("$today")} AS training_year,
      (SELECT count(*)::int FROM attempt t WHERE t.user_id = u.id) AS attempts,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'joinedAt', m.joined_at, 'leftAt', m.left_at)
          ORDER BY m.joined_at DESC)
        FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id
      ), '[]') AS cohorts
    FROM "user" u WHERE u.id = $personId`,
});

/** The actor's own account. */
export async function getOwnAccount(ctx: Context): Promise<Result<OwnAccount>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const row = await db.find(ownAccount, { personId: actor.id, today: dayOf(now, actor.timeZone) });
  if (!row) return notFound("account");
  return succeed({
    id: actor.id,
    name: actor.name,
    email: actor.email,
    role: actor.role,
    institution: actor.institution,
    timeZone: actor.timeZone,
    addedAt: row.created_at.toISOString(),
    trainingYear: row.training_year,
    cohorts: row.cohorts.map((cohort) => ({
      ...cohort,
      joinedAt: cohort.joinedAt.toISOString(),
      leftAt: cohort.leftAt?.toISOString() ?? null,
    })),
    attempts: row.attempts,
    reminders: actor.role === "resident" ? await wantsReminders(db, actor) : null,
    records: await wantsRecords(db, actor),
    deletionAskedAt: row.deletion_asked_at?.toISOString() ?? null,
  });
}
