import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { integer, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { CaseFigures } from "@/lib/domain/library/views";
import { countedFirstAttempt } from "@/lib/sql/attempts";
import { phaseOutcomeColumn, zoneOutcomeColumn } from "@/lib/sql/outcomes";
import { phaseOutcome, zoneOutcome } from "@/lib/sql/types";
import { loadDiscrimination } from "../load-discrimination";

const failuresOfCase = statement({
  name: "library-failures",
  params: { caseId: uuid, now: timestamp },
  row: { phase: phaseOutcome, zone: zoneOutcome, n: integer },
  sql: `SELECT ${phaseOutcomeColumn} AS phase, ${zoneOutcomeColumn} AS zone, count(*)::int AS n
    FROM attempt t WHERE t.case_id = $caseId AND ${countedFirstAttempt("$now")}
    GROUP BY 1, 2 ORDER BY n DESC, 1, 2`,
});

/** How a case behaved among all who answered it in the institution, in or out of assignments. */
export async function loadCaseFigures(
  db: Database,
  actor: User,
  caseId: string,
  now: Date,
): Promise<CaseFigures> {
  const [failures, discrimination] = await Promise.all([
    db.all(failuresOfCase, { caseId, now }),
    loadDiscrimination(db, actor.institutionId, [caseId], now),
  ]);
  return {
    n: failures.reduce((sum, { n }) => sum + n, 0),
    failures,
    discrimination: discrimination.get(caseId) ?? null,
  };
}
