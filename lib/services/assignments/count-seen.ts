import type { SeenBefore } from "../../domain/assignments/views";

/** Which of the cases $1 the residents $2 answered before $3, in practice or in another assignment than $4. */
const seenBefore = {
  name: "seen-before",
  text: `SELECT count(DISTINCT t.user_id)::int AS readers, count(DISTINCT t.case_id)::int AS cases
    FROM attempt t
    WHERE t.case_id = ANY($1::uuid[]) AND t.user_id = ANY($2::uuid[]) AND t.zone_at < $3
      AND ($4::uuid IS NULL OR t.assignment_id IS DISTINCT FROM $4)`,
};

/** How many readers had answered how many of some cases by a moment: they were shown the references. */
export async function countSeen(
  db: {
    query<Row extends Record<string, unknown>>(s: typeof seenBefore, v: readonly unknown[]): Promise<Row[]>;
  },
  which: {
    caseIds: readonly string[];
    userIds: readonly string[];
    before: Date;
    assignmentId: string | null;
  },
): Promise<SeenBefore> {
  const [row] = await db.query<SeenBefore>(seenBefore, [
    which.caseIds,
    which.userIds,
    which.before,
    which.assignmentId,
  ]);
  return row ?? { readers: 0, cases: 0 };
}
