import { z } from "zod";
import { may } from "../../auth/policy";
import { certain, floats, integer, jsonOf, text, textOf, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import {
  MILESTONE_FIGURES,
  type Milestone,
  milestoneSchema,
  milestonesSchema,
} from "../../domain/milestones/milestone";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

const holdInstitution = statement({
  name: "hold-institution",
  params: { institutionId: uuid },
  sql: "SELECT 1 FROM institution WHERE id = $institutionId FOR NO KEY UPDATE",
});

const deleteMilestones = statement({
  name: "delete-milestones",
  params: { institutionId: uuid },
  row: {
    position: integer,
    code: text,
    name: text,
    figure: textOf(MILESTONE_FIGURES),
    levels: certain(floats),
  },
  sql: "DELETE FROM milestone WHERE institution_id = $institutionId RETURNING position, code, name, figure, levels",
});

const insertMilestones = statement({
  name: "insert-milestones",
  params: { institutionId: uuid, milestones: jsonOf(z.array(milestoneSchema)) },
  sql: `INSERT INTO milestone (institution_id, position, code, name, figure, levels)
    SELECT $institutionId, row_number() OVER (), m.code, m.name, m.figure,
      ARRAY(SELECT jsonb_array_elements_text(m.levels)::float8)
    FROM jsonb_to_recordset($milestones) AS m(code text, name text, figure text, levels jsonb)`,
});

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
  return inTransaction(db, async (tx): Promise<Result<readonly Milestone[]>> => {
    // Of two who save at once, the second replaces what the first stored, and both are in the trail.
    const { institutionId } = actor;
    await tx.run(holdInstitution, { institutionId });
    const before = await tx.all(deleteMilestones, { institutionId });
    await tx.run(insertMilestones, { institutionId, milestones });
    const was = before
      .toSorted((one, other) => one.position - other.position)
      .map(({ position: _, ...milestone }) => milestone);
    await writeAudit(tx, ctx, [
      { action: "milestones.change", subject: null, detail: { was, are: milestones } },
    ]);
    return succeed(milestones);
  });
}
