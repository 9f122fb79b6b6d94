import { nullable, text, textOf, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { PLANNED_FOR } from "../../domain/practice/plan-sitting";
import type { Why } from "../../domain/practice/why";
import { dayOf, daysBetween } from "../../domain/time/day";
import { phase } from "../../sql/types";
import { purpose } from "./parts/find-sitting";
import { missOfRow } from "./parts/own-answers";

/** Why the case of an attempt came; all of it null where it came in no sitting. */
export const whyRow = {
  sitting_id: nullable(uuid),
  purpose: nullable(purpose),
  why: nullable(textOf(PLANNED_FOR)),
  miss_phase: nullable(phase),
  miss_kind: nullable(text),
  since: nullable(timestamp),
};

/** SQL that joins it to an attempt `t`, as `w`: nothing where `told` doesn’t hold, a condition of whether it may be told. */
export const whyOfAttempt = (told: string): string => `LEFT JOIN LATERAL (
      SELECT s.id AS sitting_id, s.purpose, k.why, k.miss_phase, k.miss_kind, k.since
      FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id AND k.case_id = t.case_id
      WHERE ${told} AND s.user_id = t.user_id AND s.begun_at <= t.locked_at
      ORDER BY s.begun_at DESC LIMIT 1
    ) w ON true`;

/** As its reader is told; nothing where the case came in no sitting. */
export function toWhy(
  row: ValuesOf<typeof whyRow>,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): { readonly why?: Why } {
  if (row.sitting_id === null || row.why === null) return {};
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
