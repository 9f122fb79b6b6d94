import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { cardsOf } from "../../domain/practice/cards-of";
import { dueDays, type SittingSummary, sumUp } from "../../domain/practice/sum-up";
import { answered } from "../../sql/attempts";
import { caseTables } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { casesOfSitting, ownSitting } from "./parts/find-sitting";
import { loadOwnAnswers, missOfRow } from "./parts/own-answers";
import { wantsReminders } from "./wants-reminders";

const anyUnseen = statement({
  name: "any-unseen-case",
  params: { readerId: uuid, institutionId: uuid, now: timestamp },
  row: { unseen: boolean },
  sql: `SELECT EXISTS (
      SELECT FROM ${caseTables} WHERE ${practicable} AND NOT ${answered("$readerId", "$now")}
    ) AS unseen`,
});

/** What a sitting of the actor’s came to: of its cases that are answered and told, one strength and one habit. */
export async function getSitting(ctx: Context, id: string): Promise<Result<SittingSummary>> {
  const { actor, db, now } = ctx;
  const sittingId = z.uuid().safeParse(id);
  if (!may(actor, "practise") || !sittingId.success) return notFound("sitting");
  const readerId = actor.id;
  const sitting = await db.find(ownSitting, { readerId, sittingId: sittingId.data });
  if (!sitting) return notFound("sitting");
  const asking = { readerId, institutionId: actor.institutionId, now };
  const held = await db.all(casesOfSitting, { ...asking, sittingId: sitting.id });
  const answers = await loadOwnAnswers(db, readerId, now);
  const done = new Set(held.filter((row) => row.done).map((row) => row.id));
  const inIt = answers.filter(({ caseId, at }) => done.has(caseId) && at > sitting.begun_at);
  const due = dueDays(cardsOf(readerId, answers), now, actor.timeZone);
  return succeed({
    id: sitting.id,
    purpose: sitting.purpose,
    aim: missOfRow(sitting),
    of: held.length,
    ...sumUp(inIt),
    answered: done.size,
    due,
    badge: (await wantsReminders(db, actor)) ? due.today : 0,
    ...(await db.get(anyUnseen, asking)),
  });
}
