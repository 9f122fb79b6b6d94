import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import type { CaseFigures } from "../../domain/library/views";
import type { PhaseOutcome, ZoneOutcome } from "../../domain/scoring/failure";
import { countedFirstAttempt } from "../../sql/attempts";
import { loadDiscrimination } from "./load-discrimination";

const failuresOfCase = {
  name: "library-failures",
  text: `SELECT CASE WHEN t.mode = 'phase-given' THEN 'given' WHEN t.phase_correct THEN 'right' ELSE 'wrong' END AS phase,
      coalesce(t.zone_outcome, 'missed') AS zone, count(*)::int AS n
    FROM attempt t WHERE t.case_id = $3 AND ${countedFirstAttempt("$1", "$2")}
    GROUP BY 1, 2 ORDER BY n DESC, 1, 2`,
};

/** How a case behaved among all who answered it in the institution, in or out of assignments. */
export async function loadCaseFigures(
  db: Database,
  actor: User,
  caseId: string,
  now: Date,
): Promise<CaseFigures> {
  const [failures, discrimination] = await Promise.all([
    db.query<{ phase: PhaseOutcome; zone: ZoneOutcome; n: number }>(failuresOfCase, [
      now,
      new Date(now.getTime() - ZONE_TIME_MS),
      caseId,
    ]),
    loadDiscrimination(db, actor.institutionId, [caseId]),
  ]);
  return {
    n: failures.reduce((sum, { n }) => sum + n, 0),
    failures,
    discrimination: discrimination.get(caseId) ?? null,
  };
}
