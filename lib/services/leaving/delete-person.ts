import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { deletionSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { lastAdminProblem, lockPerson } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { makeFormer } from "./make-former";

const uploadsBeingRead = statement({
  name: "uploads-being-read",
  params: { id: uuid },
  sql: "SELECT FROM upload WHERE author_id = $id AND status IN ('waiting', 'running') LIMIT 1",
});

/**
 * Deletes a person and keeps what cohorts and cases add up to: answers, times and years stay, with a reader who has no
 * name, no address and another id. Texts by and about the person go. What stays and why: docs/leaving.md.
 */
export async function deletePerson(
  ctx: Context,
  id: string,
  input: Input<typeof deletionSchema>,
): Promise<Result<{ readonly deleted: true }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = deletionSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (tx): Promise<Result<{ readonly deleted: true }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    if (parsed.data.confirm !== person.email) {
      return fail("invalid", `confirm: ${t`that is not the person’s e-mail address. Nothing was deleted.`}`);
    }
    const problem =
      (await lastAdminProblem(tx, actor.institutionId, person)) ?? (await uploadProblem(tx, person.id));
    if (problem) return fail("conflict", problem);
    await makeFormer(tx, ctx, actor.institutionId, person);
    return succeed({ deleted: true });
  });
}

async function uploadProblem(tx: Queryable, id: string): Promise<string | null> {
  const reading = await tx.run(uploadsBeingRead, { id });
  return reading === 0 ? null : t`An upload of this person is being read. Wait until it has ended.`;
}
