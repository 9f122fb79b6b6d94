import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { type Milestone, milestonesSchema } from "../../domain/milestones/milestone";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

/** Sets the milestones of the actor's program, all of them in their order. What they were is written down. */
export async function setMilestones(
  ctx: Context,
  input: Input<typeof milestonesSchema>,
): Promise<Result<readonly Milestone[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "see-residents")) return notFound("page");
  const parsed = milestonesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { milestones } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<readonly Milestone[]>> => {
    // Of two who save at once, the second replaces what the first stored, and both are in the trail.
    await client.query("SELECT 1 FROM institution WHERE id = $1 FOR NO KEY UPDATE", [actor.institutionId]);
    const before = await client.query(
      `DELETE FROM milestone WHERE institution_id = $1 RETURNING position, code, name, figure, levels`,
      [actor.institutionId],
    );
    await client.query(
      `INSERT INTO milestone (institution_id, position, code, name, figure, levels)
       SELECT $1, row_number() OVER (), m.code, m.name, m.figure,
         ARRAY(SELECT jsonb_array_elements_text(m.levels)::float8)
       FROM jsonb_to_recordset($2) AS m(code text, name text, figure text, levels jsonb)`,
      [actor.institutionId, JSON.stringify(milestones)],
    );
    const was = before.rows
      .toSorted((one, other) => one.position - other.position)
      .map(({ position: _, ...milestone }) => milestone);
    await writeAudit(client, ctx, [
      { action: "milestones.change", subject: null, detail: { was, are: milestones } },
    ]);
    return succeed(milestones);
  });
}
