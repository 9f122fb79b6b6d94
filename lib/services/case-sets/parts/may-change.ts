import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";

/** Whether someone who sees a set may change it while it is a draft: its author, and those who oversee sets. */
export function mayChange(actor: User, authorId: string | null): boolean {
  return authorId === actor.id || may(actor, "oversee-sets");
}
