import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { newCohortSchema } from "../../domain/people/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";

/** Makes a cohort, with nobody in it yet. */
export async function createCohort(ctx: Context, input: unknown): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = newCohortSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const made = await client.query<{ id: string }>(
      `INSERT INTO cohort (institution_id, name, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (institution_id, name) DO NOTHING RETURNING id`,
      [actor.institutionId, parsed.data.name, now],
    );
    const [cohort] = made.rows;
    if (!cohort) return fail("conflict", `There is a cohort called ${parsed.data.name} already.`);
    await writeAudit(client, ctx, [{ action: "cohort.create", subject: cohort.id }]);
    return succeed(cohort);
  });
}
