import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, day, jsonOf, nullable, smallint, text, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type Move, moveSchema } from "../../domain/people/input";
import { type CohortOfMove, type PlannedMove, planMove } from "../../domain/people/move";
import type { MoveReport } from "../../domain/people/views";
import { momentOfDay } from "../../domain/time/day";
import type { Input } from "../../domain/view";
import { isPerson, trainingYearOn } from "../../sql/people";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { closeMemberships, cohortToChange, openMemberships } from "./cohort-rows";
import { lockPeople } from "./lock-person";
import { beginYears } from "./set-training";

// By name. Those who are not the institution's to move are left out.
const residentsToMove = statement({
  name: "residents-to-move",
  params: { userIds: uuids, institutionId: uuid, on: day },
  row: {
    id: uuid,
    name: text,
    trainingYear: nullable(smallint),
    hasLaterTraining: boolean,
    open: jsonOf(z.array(z.object({ cohortId: z.string(), cohort: z.string(), joinedAt: z.coerce.date() }))),
  },
  sql: `SELECT u.id, u.name, ${trainingYearOn("$on")} AS "trainingYear",
      EXISTS (SELECT 1 FROM training t WHERE t.user_id = u.id AND t.since > $on) AS "hasLaterTraining",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('cohortId', c.id, 'cohort', c.name, 'joinedAt', m.joined_at) ORDER BY c.name)
        FROM membership m JOIN cohort c ON c.id = m.cohort_id WHERE m.user_id = u.id AND m.left_at IS NULL
      ), '[]') AS open
    FROM "user" u
    WHERE u.id = ANY($userIds) AND u.institution_id = $institutionId AND u.role = 'resident' AND ${isPerson("u")}
    ORDER BY lower(u.name), u.id FOR UPDATE`,
});

/**
 * Moves residents at once: into another cohort, out of theirs, into the next year of training, from a day on. Those for
 * whom it makes no sense stay as they are, each with a sentence that says why.
 *
 * @param preview only tells what would happen
 */
export async function movePeople(
  ctx: Context,
  input: Input<typeof moveSchema>,
  { preview }: { readonly preview: boolean },
): Promise<Result<MoveReport>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = moveSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const move = parsed.data;
  const from = momentOfDay(move.on, actor.timeZone, now);
  if (!from)
    return fail(
      "invalid",
      `on: ${t`choose today or a day before. A move is made on its day, not ahead of it.`}`,
    );
  return inTransaction(db, async (tx): Promise<Result<MoveReport>> => {
    await lockPeople(tx, actor.institutionId);
    const target = await findTarget(tx, actor, move);
    if (!target.ok) return target;
    const { userIds, on } = move;
    const residents = await tx.all(residentsToMove, { userIds, institutionId: actor.institutionId, on });
    if (residents.length < userIds.length) return notFound("resident");
    const people = planMove(residents, move, from, target.value);
    const planned = people.filter(({ problem }) => problem === null);
    if (!preview) await apply(tx, ctx, planned, on, from);
    return succeed({ on, people, changed: planned.length });
  });
}

async function findTarget(
  tx: Queryable,
  actor: User,
  { cohort }: Move,
): Promise<Result<CohortOfMove | null>> {
  if (cohort.kind !== "move" && cohort.kind !== "add") return succeed(null);
  const found = await tx.find(cohortToChange, { cohortId: cohort.id, institutionId: actor.institutionId });
  if (!found) return notFound("cohort");
  if (found.ended)
    return fail("conflict", t`${found.name} has ended. Reopen it first, or choose another cohort.`);
  return succeed({ id: found.id, name: found.name });
}

async function apply(
  tx: Queryable,
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
  await closeMemberships(tx, ctx, leaves, from);
  await openMemberships(tx, ctx, joins, from);
  const promoted = planned.flatMap(({ id, year }) => (year ? [{ id, year: year.to }] : []));
  if (promoted.length === 0) return;
  const userIds = promoted.map(({ id }) => id);
  await tx.run(beginYears, { userIds, years: promoted.map(({ year }) => year), on });
  // Figures are kept by year of training too.
  await markDue(tx, { userIds, caseIds: null });
  await writeAudit(
    tx,
    ctx,
    promoted.map(({ id, year }) => ({ action: "user.promote", subject: id, detail: { year, since: on } })),
  );
}
