import { certain, float, nullable, timestamp, uuid, uuids } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { rulesOf } from "../../domain/attempts/mode";
import type { AnsweredCase } from "../../domain/progress/figures";
import { NO_ZONE } from "../../domain/scoring/zone";
import { countedFirstAttempt } from "../../sql/attempts";
import { mode, phase, zoneOutcome } from "../../sql/types";
import type { Context } from "../context";

const firstAttempts = statement({
  name: "first-attempts",
  params: { readerIds: uuids, now: timestamp },
  row: {
    user_id: uuid,
    mode,
    phase,
    reference_phase: certain(phase),
    locked_at: timestamp,
    iou: nullable(float),
    center_distance: nullable(float),
    zone_outcome: nullable(zoneOutcome),
    contact: nullable(float),
  },
  sql: `SELECT t.user_id, t.mode, t.phase, v.phase AS reference_phase, t.locked_at, t.iou, t.center_distance,
      t.zone_outcome, t.contact
    FROM attempt t JOIN case_version v ON v.id = t.version_id
    WHERE t.user_id = ANY($readerIds) AND ${countedFirstAttempt("$now")}
    ORDER BY t.locked_at`,
});

/**
 * The first attempts that count in readers' figures, oldest first, by the reader's id. A missed one is IoU 0 and
 * distance 100.
 */
export async function loadFirstAttempts(
  ctx: Context,
  readerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AnsweredCase[]>> {
  const rows = await ctx.db.all(firstAttempts, { readerIds, now: ctx.now });
  const byReader = new Map<string, AnsweredCase[]>(readerIds.map((id) => [id, []]));
  for (const row of rows) byReader.get(row.user_id)!.push(toAnsweredCase(row));
  return byReader;
}

function toAnsweredCase(row: RowOf<typeof firstAttempts>): AnsweredCase {
  return {
    at: row.locked_at,
    given: !rulesOf(row.mode).asksPhase,
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    iou: row.iou ?? NO_ZONE.iou,
    centerDistance: row.center_distance ?? NO_ZONE.centerDistance,
    zoneOutcome: row.zone_outcome ?? NO_ZONE.outcome,
    contact: row.contact,
  };
}
