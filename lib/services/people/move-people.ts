import type pg from "pg";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { isPerson } from "../../domain/people/former";
import { type Move, moveSchema } from "../../domain/people/input";
import { type CohortOfMove, type MovedResident, type PlannedMove, planMove } from "../../domain/people/move";
import type { MoveReport } from "../../domain/people/views";
import { momentOfDay } from "../../domain/time/day";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { closeMemberships, openMemberships } from "./cohort-rows";
import { lockPeople } from "./lock-person";
import { trainingYearOn } from "./person-rows";

/**
 * Moves residents at once: into another cohort, out of theirs, into the next year of training, from a day on. Those for
 * whom it makes no sense stay as they are, each with a sentence that says why.
 *
 * @param preview only tells what would happen
 */
export async function movePeople(
  ctx: Context,
  input: unknown,
  { preview }: { readonly preview: boolean },
): Promise<Result<MoveReport>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = moveSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const move = parsed.data;
  const from = momentOfDay(move.on, actor.timeZone, now);
  if (!from)
    return fail("invalid", "on: choose today or a day before. A move is made on its day, not ahead of it.");
  return inTransaction(db, async (client): Promise<Result<MoveReport>> => {
    await lockPeople(client, actor.institutionId);
    const target = await findTarget(client, actor, move);
    if (!target.ok) return target;
    const residents = await loadResidents(client, actor, move);
    if (residents === null) return notFound("resident");
    const people = planMove(residents, move, from, target.value);
    const planned = people.filter(({ problem }) => problem === null);
    if (!preview) await apply(client, ctx, planned, move.on, from);
    return succeed({ on: move.on, people, changed: planned.length });
  });
}

async function findTarget(
  client: pg.ClientBase,
  actor: User,
  { cohort }: Move,
): Promise<Result<CohortOfMove | null>> {
  if (cohort.kind !== "move" && cohort.kind !== "add") return succeed(null);
  const { rows } = await client.query<CohortOfMove & { ended: boolean }>(
    `SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
    [cohort.id, actor.institutionId],
  );
  const [found] = rows;
  if (!found) return notFound("cohort");
  if (found.ended)
    return fail("conflict", `${found.name} has ended. Reopen it first, or choose another cohort.`);
  return succeed({ id: found.id, name: found.name });
}

/** The residents, by name; null where one of them is not the institution's to move. */
async function loadResidents(
  client: pg.ClientBase,
  actor: User,
  { userIds, on }: Move,
): Promise<readonly MovedResident[] | null> {
  type Row = Omit<MovedResident, "open"> & {
    open: readonly { cohortId: string; cohort: string; joinedAt: string }[];
  };
  const { rows } = await client.query<Row>(
    `SELECT u.id, u.name, ${trainingYearOn("$3")} AS "trainingYear",
       EXISTS (SELECT 1 FROM training t WHERE t.user_id = u.id AND t.since > $3::date) AS "hasLaterTraining",
       coalesce((
         SELECT json_agg(json_build_object('cohortId', c.id, 'cohort', c.name, 'joinedAt', m.joined_at) ORDER BY c.name)
         FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id AND m.left_at IS NULL
       ), '[]') AS open
     FROM "user" u
     WHERE u.id = ANY($1::uuid[]) AND u.institution_id = $2 AND u.role = 'resident' AND ${isPerson("u")}
     ORDER BY lower(u.name), u.id FOR UPDATE`,
    [userIds, actor.institutionId, on],
  );
  if (rows.length < userIds.length) return null;
  return rows.map(({ open, ...row }) => ({
    ...row,
    open: open.map((membership) => ({ ...membership, joinedAt: new Date(membership.joinedAt) })),
  }));
}

async function apply(
  client: pg.ClientBase,
  ctx: Context,
  planned: readonly PlannedMove[],
  on: string,
  from: Date,
): Promise<void> {
  const leaves = planned.flatMap(({ id, leaves: left }) =>
    left.map((cohort) => ({ userId: id, cohortId: cohort.id })),
  );
  const joins = planned.flatMap(({ id, joins: joined }) =>
    joined ? [{ userId: id, cohortId: joined.id }] : [],
  );
  await closeMemberships(client, ctx, leaves, from);
  await openMemberships(client, ctx, joins, from);
  const promoted = planned.flatMap(({ id, year }) => (year ? [{ id, year: year.to }] : []));
  if (promoted.length === 0) return;
  await client.query(
    `INSERT INTO training (user_id, since, year)
     SELECT user_id, $3, year FROM unnest($1::uuid[], $2::int[]) AS x(user_id, year)
     ON CONFLICT (user_id, since) DO UPDATE SET year = excluded.year`,
    [promoted.map(({ id }) => id), promoted.map(({ year }) => year), on],
  );
  // Figures are kept by year of training too.
  await markDue(client, { userIds: promoted.map(({ id }) => id), caseIds: null });
  await writeAudit(
    client,
    ctx,
    promoted.map(({ id, year }) => ({ action: "user.promote", subject: id, detail: { year, since: on } })),
  );
}
