import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { float, integer, nullable, timestamp, uuid } from "@/lib/db/columns";
import { constant, statement } from "@/lib/db/statement";
import type { CaseFigures } from "@/lib/domain/library/views";
import { CONTACT_ABOVE } from "@/lib/domain/no-go/contact";
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

const contactOfCase = statement({
  name: "library-contact",
  params: { caseId: uuid, now: timestamp },
  row: { n: integer, over: integer, mean: nullable(float) },
  sql: `SELECT count(*)::int AS n, count(*) FILTER (WHERE t.contact > ${constant(float, CONTACT_ABOVE)})::int AS over,
      avg(t.contact) AS mean
    FROM attempt t WHERE t.case_id = $caseId AND t.contact IS NOT NULL AND ${countedFirstAttempt("$now")}`,
});

/** How a case behaved among all who answered it in the institution, in or out of assignments. */
export async function loadCaseFigures(
  db: Database,
  actor: User,
  caseId: string,
  now: Date,
): Promise<CaseFigures> {
  const [failures, contact, discrimination] = await Promise.all([
    db.all(failuresOfCase, { caseId, now }),
    db.get(contactOfCase, { caseId, now }),
    loadDiscrimination(db, actor.institutionId, [caseId], now),
  ]);
  return {
    n: failures.reduce((sum, { n }) => sum + n, 0),
    failures,
    discrimination: discrimination.get(caseId) ?? null,
    contact,
  };
}
