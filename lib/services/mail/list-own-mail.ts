import type { ShownMail } from "../../domain/notices/notice";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const MOST = 100;

/**
 * The mails that were written to the actor, the latest first. For the demo alone, which sends none: elsewhere people
 * have them in their own mailbox.
 */
export async function listOwnMail(ctx: Context, demo: boolean): Promise<Result<readonly ShownMail[]>> {
  const { actor, db } = ctx;
  if (actor.kind !== "user" || !demo) return notFound("page");
  const mails = await db.prisma.mail.findMany({
    where: { userId: actor.id },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST,
  });
  return succeed(
    mails.map(({ id, address, subject, text, createdAt }) => ({
      id,
      address,
      subject,
      text,
      at: createdAt.toISOString(),
    })),
  );
}
