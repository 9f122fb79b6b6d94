import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { SetItem } from "../../domain/case-sets/views";
import { type EntryRow, entryColumns, libraryTables } from "../library/library-rows";
import { toEntries } from "../library/to-entries";

// No longer open to practise, a case still stands in its sets.
const casesById = {
  name: "set-cases",
  text: `SELECT ${entryColumns} FROM unnest($2::uuid[]) WITH ORDINALITY AS asked(id, place)
    JOIN (${libraryTables}) ON c.id = asked.id
    WHERE d.institution_id = $1 AND v.phase IS NOT NULL ORDER BY asked.place`,
};

const cohortsOfCases = {
  name: "set-cohorts",
  text: `SELECT DISTINCT t.case_id, m.cohort_id
    FROM attempt t
    JOIN membership m ON m.user_id = t.user_id AND m.left_at IS NULL
    JOIN cohort o ON o.id = m.cohort_id AND o.institution_id = $1
    WHERE t.case_id = ANY($2::uuid[])`,
};

/** Cases in the order of their ids, with the cohorts that have seen them. Callers have authorized. */
export async function loadItems(
  db: Database,
  actor: User,
  caseIds: readonly string[],
): Promise<readonly SetItem[]> {
  const asked = [actor.institutionId, caseIds];
  const [rows, seen] = await Promise.all([
    db.query<EntryRow>(casesById, asked),
    db.query<{ case_id: string; cohort_id: string }>(cohortsOfCases, asked),
  ]);
  const entries = await toEntries(db, actor, rows);
  return entries.map((entry) => ({
    ...entry,
    seenBy: seen.flatMap((row) => (row.case_id === entry.id ? [row.cohort_id] : [])),
  }));
}
