import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";

/** Whether someone who sees a set may change it while it is a draft: its author, and those who oversee sets. */
export function mayChange(actor: User, authorId: string | null): boolean {
  return authorId === actor.id || may(actor, "oversee-sets");
}
