import { readNoticesSchema } from "../../domain/notices/notice";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

/** Marks notices of the actor's as read; those of others stay untouched. */
export async function markRead(
  ctx: Context,
  input: Input<typeof readNoticesSchema>,
): Promise<Result<{ readonly marked: number }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("page");
  const parsed = readNoticesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { ids } = parsed.data;
  const { count } = await db.prisma.notice.updateMany({
    where: { userId: actor.id, readAt: null, ...(ids && { id: { in: ids } }) },
    data: { readAt: now },
  });
  return succeed({ marked: count });
}
