import { may } from "../../auth/policy";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

type Colleague = { readonly id: string; readonly name: string; readonly role: string };

/** Those of the institution who can be given duties. */
export async function getColleagues({ actor, db }: Context): Promise<Result<Colleague[]>> {
  if (!may(actor, "oversee-authoring")) return notFound("page");
  return succeed(
    await db.prisma.user.findMany({
      where: { institutionId: actor.institutionId, deactivatedAt: null, role: { not: "resident" } },
      select: { id: true, name: true, role: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
  );
}
