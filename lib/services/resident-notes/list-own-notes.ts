import { may } from "../../auth/policy";
import type { ResidentNote } from "../../domain/resident-notes/note";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** What was written about the actor, the latest first. */
export async function listOwnNotes({ actor, db }: Context): Promise<Result<readonly ResidentNote[]>> {
  if (!may(actor, "practise")) return notFound("page");
  const notes = await db.prisma.residentNote.findMany({
    where: { residentId: actor.id },
    include: { author: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return succeed(
    notes.map(({ id, author, createdAt, text }) => ({
      id,
      author: author?.name ?? null,
      at: createdAt.toISOString(),
      text,
    })),
  );
}
