import { z } from "zod";
import type { User } from "../../auth/actor";
import { boolean, integer, nullable, text, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { aidKind, reasonTerm } from "../../sql/types";
import type { Context } from "../context";
import { dueColumns, dueRow } from "./list-due";

const ownAssignment = statement({
  name: "own-assignment",
  params: { readerId: uuid, institutionId: uuid, assignmentId: uuid },
  row: {
    ...dueRow,
    answered: integer,
    instructions: text,
    attempts_allowed: integer,
    shuffled: boolean,
    reasons: reasonTerm,
    second_look: nullable(aidKind),
    excuse: nullable(text),
  },
  sql: `SELECT ${dueColumns}, 0 AS answered, a.instructions, a.attempts_allowed, a.shuffled, a.reasons, a.second_look, ar.excuse
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id
    WHERE ar.user_id = $readerId AND a.institution_id = $institutionId AND a.id = $assignmentId`,
});

export type OwnRow = RowOf<typeof ownAssignment>;

/** An assignment that the actor has; null where there is none. Its `answered` is not counted yet. */
export async function findOwnAssignment(ctx: Context, actor: User, id: string): Promise<OwnRow | null> {
  const assignmentId = z.uuid().safeParse(id);
  if (!assignmentId.success) return null;
  return ctx.db.find(ownAssignment, {
    readerId: actor.id,
    institutionId: actor.institutionId,
    assignmentId: assignmentId.data,
  });
}
