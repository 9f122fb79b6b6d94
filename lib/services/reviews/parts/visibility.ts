import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import type { Prisma } from "@/lib/db/generated/client";

/** The reviews that someone has to do with: those made or judged in, and for overseers all of the institution's. */
export function visibleReviews(actor: User): Prisma.BlindReviewWhereInput {
  const { id, institutionId } = actor;
  if (may(actor, "oversee-reviews")) return { institutionId };
  return { institutionId, OR: [{ makerId: id }, { reviewers: { some: { userId: id } } }] };
}

/** Whether someone who sees a review may close it and see how its reviewers get on. */
export function manages(actor: User, review: { readonly makerId: string }): boolean {
  return review.makerId === actor.id || may(actor, "oversee-reviews");
}
