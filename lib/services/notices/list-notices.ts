import type { Notice } from "../../domain/notices/notice";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const MOST = 100;

/** What the actor was told of, the latest first. */
export async function listNotices(ctx: Context): Promise<Result<readonly Notice[]>> {
  const { actor, db } = ctx;
  if (actor.kind !== "user") return notFound("page");
  const notices = await db.prisma.notice.findMany({
    where: { userId: actor.id },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST,
  });
  return succeed(
    notices.map(({ id, kind, text, href, createdAt, readAt }) => ({
      id,
      kind,
      text,
      href,
      at: createdAt.toISOString(),
      read: readAt !== null,
    })),
  );
}
