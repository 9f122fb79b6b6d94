import type { Prisma } from "../db/generated/client";

/**
 * SQL for whether somebody may see, copy and assign the case set `s`: it is of their institution, and shared, or their
 * own, or they oversee sets.
 */
export const visibleSet = (
  institutionId = "$institutionId",
  userId = "$actorId",
  oversees = "$overseesSets",
): string => `s.institution_id = ${institutionId} AND (s.shared OR s.author_id = ${userId} OR ${oversees})`;

/** The same as a condition of Prisma's. */
export function visibleSets(
  { id, institutionId }: { readonly id: string; readonly institutionId: string },
  oversees: boolean,
): Prisma.CaseSetWhereInput {
  return { institutionId, ...(oversees ? {} : { OR: [{ shared: true }, { authorId: id }] }) };
}
