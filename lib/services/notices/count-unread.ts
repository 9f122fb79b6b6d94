import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const unread = {
  name: "unread-notices",
  text: `SELECT count(*)::int AS n FROM (
      SELECT 1 FROM notice WHERE user_id = $1 AND read_at IS NULL ORDER BY created_at DESC LIMIT 100
    ) AS latest`,
};

/** How many notices the actor has not read; no more than a hundred are counted. */
export async function countUnread(ctx: Context): Promise<Result<{ readonly unread: number }>> {
  if (ctx.actor.kind !== "user") return notFound("page");
  const [row] = await ctx.db.query<{ n: number }>(unread, [ctx.actor.id]);
  return succeed({ unread: row?.n ?? 0 });
}
