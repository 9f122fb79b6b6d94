import { nullable, text, textOf, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { PLANNED_FOR } from "../../domain/practice/plan-sitting";
import type { Why } from "../../domain/practice/why";
import { dayOf, daysBetween } from "../../domain/time/day";
import { phase } from "../../sql/types";
import { purpose } from "./parts/find-sitting";
import { missOfRow } from "./parts/own-answers";

const whyOfAttempt = statement({
  name: "why-of-attempt",
  params: { readerId: uuid, caseId: uuid, lockedAt: timestamp },
  row: {
    sitting_id: uuid,
    purpose,
    why: textOf(PLANNED_FOR),
    miss_phase: nullable(phase),
    miss_kind: nullable(text),
    since: nullable(timestamp),
  },
  sql: `SELECT s.id AS sitting_id, s.purpose, k.why, k.miss_phase, k.miss_kind, k.since
    FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id AND k.case_id = $caseId
    WHERE s.user_id = $readerId AND s.begun_at <= $lockedAt
    ORDER BY s.begun_at DESC LIMIT 1`,
});

/**
 * Why the case of an attempt came, for its reader; nothing where it came in no sitting. To be asked with the reveal
 * alone, by who has found that it may be told.
 */
export async function loadWhy(
  db: Queryable,
  attempt: { readonly readerId: string; readonly caseId: string; readonly lockedAt: Date },
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<{ readonly why?: Why }> {
  const row = await db.find(whyOfAttempt, attempt);
  if (!row) return {};
  const since = row.since && {
    day: dayOf(row.since, timeZone),
    daysAgo: daysBetween(dayOf(row.since, timeZone), dayOf(now, timeZone)),
  };
  return {
    why: {
      sitting: row.sitting_id,
      kind: row.why === "repetition" && row.purpose === "again" ? "again" : row.why,
      miss: missOfRow(row),
      day: since?.day ?? null,
      daysAgo: since?.daysAgo ?? null,
    },
  };
}
