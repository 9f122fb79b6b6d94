import { randomUUID } from "node:crypto";
import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import { type SecondStepChange, secondStepChanged } from "@/lib/domain/second-step/messages";
import { writeAudit } from "../../audit/write-audit";
import { tell } from "../../notices/tell";

/** Writes down what was changed of a person's second step by themself, and tells them: it may have been somebody else. */
export async function noteChange(
  tx: Queryable,
  { actor, now }: { readonly actor: User; readonly now: Date },
  change: SecondStepChange,
): Promise<void> {
  await writeAudit(tx, { actor, now }, [{ action: `user.${change}`, subject: actor.id }]);
  const message = secondStepChanged(change);
  const telling = { userId: actor.id, message, key: `user.second-step ${randomUUID()}` };
  await tell(tx, [telling], { kind: "user.second-step", href: "/account#second-step", now });
}
