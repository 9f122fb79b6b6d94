import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Prisma } from "../../db/generated/client";

/**
 * SQL for whether the case set `s` is someone's to see, copy and assign: of the institution, and shared, or their own,
 * or anybody's where they oversee sets. The arguments are SQL expressions.
 */
export const visibleSet = (institutionId: string, userId: string, oversees: string): string =>
  `s.institution_id = ${institutionId} AND (s.shared OR s.author_id = ${userId} OR ${oversees})`;

/** The same as a condition of Prisma's. */
export function visibleSets(actor: User): Prisma.CaseSetWhereInput {
  const oversees: boolean = may(actor, "oversee-sets");
  return {
    institutionId: actor.institutionId,
    ...(oversees ? {} : { OR: [{ shared: true }, { authorId: actor.id }] }),
  };
}

/** Whether someone who sees a set may change it while it is a draft: its author, and those who oversee sets. */
export function mayChange(actor: User, authorId: string | null): boolean {
  return authorId === actor.id || may(actor, "oversee-sets");
}
