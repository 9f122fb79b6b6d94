import { type Mode, rulesOf } from "../../domain/attempts/mode";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import type { Phase } from "../../domain/phases";
import type { AnsweredCase } from "../../domain/progress/figures";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { NO_ZONE } from "../../domain/scoring/zone";
import { countedFirstAttempt } from "../../sql/attempts";
import type { Context } from "../context";

const firstAttempts = {
  name: "first-attempts",
  text: `SELECT t.user_id, t.mode, t.phase, t.phase_correct, v.phase AS reference_phase, t.locked_at,
      t.iou, t.center_distance, t.zone_outcome
    FROM attempt t JOIN case_version v ON v.id = t.version_id
    WHERE t.user_id = ANY($1::uuid[]) AND ${countedFirstAttempt("$2", "$3")}
    ORDER BY t.locked_at`,
};

type Row = {
  user_id: string;
  mode: Mode;
  phase: Phase;
  phase_correct: boolean;
  reference_phase: Phase;
  locked_at: Date;
  iou: number | null;
  center_distance: number | null;
  zone_outcome: ZoneOutcome | null;
};

/**
 * The first attempts that count in readers' figures, oldest first, by the reader's id. A missed one is IoU 0 and
 * distance 100.
 */
export async function loadFirstAttempts(
  ctx: Context,
  readerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AnsweredCase[]>> {
  const expired = new Date(ctx.now.getTime() - ZONE_TIME_MS);
  const rows = await ctx.db.query<Row>(firstAttempts, [readerIds, ctx.now, expired]);
  const byReader = new Map<string, AnsweredCase[]>(readerIds.map((id) => [id, []]));
  for (const row of rows) byReader.get(row.user_id)!.push(toAnsweredCase(row));
  return byReader;
}

function toAnsweredCase(row: Row): AnsweredCase {
  return {
    at: row.locked_at,
    given: !rulesOf(row.mode).asksPhase,
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    iou: row.iou ?? NO_ZONE.iou,
    centerDistance: row.center_distance ?? NO_ZONE.centerDistance,
    zoneOutcome: row.zone_outcome ?? NO_ZONE.outcome,
  };
}
