import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const introduce = statement({
  name: "finish-introduction",
  params: { readerId: uuid, now: timestamp },
  row: { id: uuid },
  sql: `UPDATE "user" SET introduced_at = coalesce(introduced_at, $now) WHERE id = $readerId RETURNING id`,
});

/** Keeps that the actor finished the first case, or skipped it. The first time counts; again changes nothing. */
export async function finishIntroduction(ctx: Context): Promise<Result<{ readonly introduced: true }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const row = await db.find(introduce, { readerId: actor.id, now });
  return row ? succeed({ introduced: true }) : notFound("account");
}
