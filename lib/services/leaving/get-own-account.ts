import type { OwnAccount } from "../../domain/leaving/views";
import { dayOf } from "../../domain/time/day";
import type { Context } from "../context";
import { trainingYearOn } from "../people/person-rows";
import { notFound, type Result, succeed } from "../result";

const ownAccount = {
  name: "own-account",
  text: `SELECT u.created_at, u.deletion_asked_at, ${trainingYearOn("$2")} AS training_year,
      (SELECT count(*)::int FROM attempt t WHERE t.user_id = u.id) AS attempts,
      coalesce((
        SELECT json_agg(json_build_object('id', c.id, 'name', c.name, 'joinedAt', m.joined_at, 'leftAt', m.left_at)
          ORDER BY m.joined_at DESC)
        FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id
      ), '[]') AS cohorts
    FROM "user" u WHERE u.id = $1`,
};

type Row = {
  created_at: Date;
  deletion_asked_at: Date | null;
  training_year: number | null;
  attempts: number;
  cohorts: OwnAccount["cohorts"];
};

/** The actor's own account. */
export async function getOwnAccount(ctx: Context): Promise<Result<OwnAccount>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const [row] = await db.query<Row>(ownAccount, [actor.id, dayOf(now, actor.timeZone)]);
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
      joinedAt: new Date(cohort.joinedAt).toISOString(),
      leftAt: cohort.leftAt && new Date(cohort.leftAt).toISOString(),
    })),
    attempts: row.attempts,
    deletionAskedAt: row.deletion_asked_at?.toISOString() ?? null,
  });
}
