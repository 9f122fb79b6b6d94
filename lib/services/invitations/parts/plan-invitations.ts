import { createHash } from "node:crypto";
import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import { planList } from "@/lib/domain/invitations/plan-list";
import type { InvitationOutcome, InvitationReport } from "@/lib/domain/invitations/views";
import { emailSchema } from "@/lib/domain/people/input";
import { type Result, succeed } from "../../result";
import { loadKnown } from "./load-known";
import { readList } from "./read-list";

/** What a list would do, row by row, as things are now. */
export async function planInvitations(
  tx: Queryable,
  actor: User,
  list: string,
): Promise<Result<InvitationReport>> {
  const read = readList(list);
  if (!read.ok) return read;
  const { rows: listed, ignored } = read.value;
  const emails = [...new Set(listed.flatMap(({ email }) => emailSchema.safeParse(email).data ?? []))];
  const rows = planList(listed, await loadKnown(tx, actor, emails));
  const count = (outcome: InvitationOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  const newCohorts = [...new Set(rows.flatMap((row) => (row.newCohort && row.cohort ? [row.cohort] : [])))];
  return succeed({
    rows,
    counts: {
      invite: count("invite"),
      renew: count("renew"),
      "has-account": count("has-account"),
      error: count("error"),
    },
    newCohorts,
    ignored,
    digest: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
  });
}
