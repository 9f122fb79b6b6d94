import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { SetItem } from "@/lib/domain/case-sets/views";
import { entryColumns, entryRow, libraryTables } from "@/lib/sql/library";
import { toEntries } from "../../library/to-entries";

// No longer open to practice, a case still stands in its sets.
const casesById = statement({
  name: "set-cases",
  params: { institutionId: uuid, caseIds: uuids },
  row: entryRow,
  sql: `SELECT ${entryColumns} FROM unnest($caseIds) WITH ORDINALITY AS asked(id, place)
    JOIN (${libraryTables}) ON c.id = asked.id
    WHERE d.institution_id = $institutionId AND v.phase IS NOT NULL ORDER BY asked.place`,
});

const cohortsOfCases = statement({
  name: "set-cohorts",
  params: { institutionId: uuid, caseIds: uuids },
  row: { case_id: uuid, cohort_id: uuid },
  sql: `SELECT DISTINCT t.case_id, m.cohort_id
    FROM attempt t
    JOIN membership m ON m.user_id = t.user_id AND m.left_at IS NULL
    JOIN cohort o ON o.id = m.cohort_id AND o.institution_id = $institutionId
    WHERE t.case_id = ANY($caseIds)`,
});

/** Cases in the order of their ids, with the cohorts that have seen them. Callers have authorized. */
export async function loadItems(
  db: Database,
  actor: User,
  caseIds: readonly string[],
): Promise<readonly SetItem[]> {
  const asked = { institutionId: actor.institutionId, caseIds };
  const [rows, seen] = await Promise.all([db.all(casesById, asked), db.all(cohortsOfCases, asked)]);
  const entries = await toEntries(db, actor, rows);
  return entries.map((entry) => ({
    ...entry,
    seenBy: seen.flatMap((row) => (row.case_id === entry.id ? [row.cohort_id] : [])),
  }));
}
