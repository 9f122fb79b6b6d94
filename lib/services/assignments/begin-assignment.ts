import { may } from "../../auth/policy";
import { refusalWords } from "../../domain/assignments/refusal";
import { endFor, refusalOfLock } from "../../domain/assignments/schedule";
import { toSchedule, toTerms } from "../../sql/schedule";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { findOwnAssignment } from "./find-own-assignment";

// Of two tabs at once, the first moment stays. The audit row is written with it, and once.
const begin = {
  name: "begin-assignment",
  text: `WITH begun AS (
      UPDATE assignment_reader SET begun_at = $3 WHERE assignment_id = $1 AND user_id = $2 AND begun_at IS NULL
      RETURNING assignment_id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $3, $4, $2, 'assignment.begin', assignment_id::text FROM begun RETURNING at AS begun_at`,
};

// A statement of its own: one that waited for the other tab's still sees what was before it.
const begunEarlier = {
  name: "begun-earlier",
  text: "SELECT begun_at FROM assignment_reader WHERE assignment_id = $1 AND user_id = $2",
};

type BegunRow = { begun_at: Date };

export type Begun = { readonly begunAt: string; readonly endsAt: string | null };

/** Begins an assignment, or goes on with it: a time limit counts from the first time this is asked. */
export async function beginAssignment(ctx: Context, id: string): Promise<Result<Begun>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("assignment");
  const row = await findOwnAssignment(ctx, actor, id);
  if (!row) return notFound("assignment");
  const refusal = refusalOfLock(toSchedule(row), toTerms(row), now);
  if (refusal) return fail("conflict", refusalWords[refusal]);
  const [begun] = await db.query<BegunRow>(begin, [row.id, actor.id, now, actor.institutionId]);
  const [stored] = begun ? [begun] : await db.query<BegunRow>(begunEarlier, [row.id, actor.id]);
  const begunAt = stored?.begun_at ?? now;
  const endsAt = endFor(toSchedule(row), { ...toTerms(row), begunAt });
  return succeed({ begunAt: begunAt.toISOString(), endsAt: endsAt?.toISOString() ?? null });
}
