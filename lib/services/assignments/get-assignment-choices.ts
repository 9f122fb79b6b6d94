import { may } from "../../auth/policy";
import type { AssignmentChoices } from "../../domain/assignments/views";
import { visibleSets } from "../../sql/case-sets";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** The published sets, cohorts and residents that an assignment can be made of. */
export async function getAssignmentChoices(ctx: Context): Promise<Result<AssignmentChoices>> {
  const { actor, db } = ctx;
  if (!may(actor, "assign")) return notFound("page");
  const { institutionId } = actor;
  const resident = { role: "resident" as const, deactivatedAt: null };
  const [sets, cohorts, residents] = await Promise.all([
    db.prisma.caseSet.findMany({
      where: { status: "published", items: { some: {} }, ...visibleSets(actor, may(actor, "oversee-sets")) },
      select: { id: true, name: true, _count: { select: { items: true } } },
      orderBy: [{ publishedAt: "desc" }, { name: "asc" }],
    }),
    db.prisma.cohort.findMany({
      where: { institutionId, endedAt: null },
      select: {
        id: true,
        name: true,
        _count: { select: { memberships: { where: { leftAt: null, user: resident } } } },
      },
      orderBy: { name: "asc" },
    }),
    db.prisma.user.findMany({
      where: { institutionId, ...resident },
      select: {
        id: true,
        name: true,
        memberships: { where: { leftAt: null }, select: { cohort: { select: { name: true } } } },
      },
      orderBy: { name: "asc" },
    }),
  ]);
  return succeed({
    sets: sets.map(({ id, name, _count }) => ({ id, name, cases: _count.items })),
    cohorts: cohorts.map(({ id, name, _count }) => ({ id, name, residents: _count.memberships })),
    residents: residents.map(({ id, name, memberships }) => ({
      id,
      name,
      cohorts: memberships.map(({ cohort }) => cohort.name),
    })),
  });
}
