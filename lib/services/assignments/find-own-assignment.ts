import { z } from "zod";
import type { User } from "../../auth/actor";
import type { Context } from "../context";
import { type DueRow, dueColumns } from "./list-due";

const ownAssignment = {
  name: "own-assignment",
  text: `SELECT ${dueColumns}, 0 AS answered, a.instructions, a.attempts_allowed, a.shuffled, ar.excuse
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id
    WHERE ar.user_id = $1 AND a.institution_id = $2 AND a.id = $3`,
};

export type OwnRow = DueRow & {
  instructions: string;
  attempts_allowed: number;
  shuffled: boolean;
  excuse: string | null;
};

/** An assignment that the actor has; null where there is none. Its `answered` is not counted yet. */
export async function findOwnAssignment(ctx: Context, actor: User, id: string): Promise<OwnRow | null> {
  const assignmentId = z.uuid().safeParse(id);
  if (!assignmentId.success) return null;
  const [row] = await ctx.db.query<OwnRow>(ownAssignment, [actor.id, actor.institutionId, assignmentId.data]);
  return row ?? null;
}
