import { integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const unreadNotices = statement({
  name: "unread-notices",
  params: { userId: uuid },
  row: { unread: integer },
  sql: `SELECT count(*)::int AS unread FROM (
      SELECT 1 FROM notice WHERE user_id = $userId AND read_at IS NULL ORDER BY created_at DESC LIMIT 100
    ) AS latest`,
});

/** How many notices the actor has not read; no more than a hundred are counted. */
export async function countUnread(ctx: Context): Promise<Result<{ readonly unread: number }>> {
  if (ctx.actor.kind !== "user") return notFound("page");
  return succeed(await ctx.db.get(unreadNotices, { userId: ctx.actor.id }));
}
