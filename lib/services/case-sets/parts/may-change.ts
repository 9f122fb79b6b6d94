import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import type { SetStatus } from "@/lib/domain/set-status";
import { t } from "@/lib/language/t";
import { fail } from "../../result";

/** Whether someone who sees a set may change it while it is a draft: its author, and those who oversee sets. */
export function mayChange(actor: User, authorId: string | null): boolean {
  return authorId === actor.id || may(actor, "oversee-sets");
}

/** What is published or put away stays as it is; null for a draft. */
export function refuseFixed({ name, status }: { readonly name: string; readonly status: SetStatus }) {
  switch (status) {
    case "draft":
      return null;
    case "published":
      return fail("conflict", t`“${name}” is published, and so it stays as it is. Copy it to change it.`);
    case "archived":
      return fail("conflict", t`“${name}” is archived, and so it stays as it is. Copy it to change it.`);
  }
}
