import type { Database } from "../../db/client";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Size } from "../../domain/geometry";
import { agreementMap, type CaseHeat, type Grid } from "../../domain/scoring/agreement-map";
import type { Zone } from "../../domain/scoring/zone";
import { zoneColumns, zoneOf, zoneRow } from "../../sql/zone";

/** Cells of the heat: fine enough to read, and a few kilobytes. */
const GRID: Grid = { columns: 48, rows: 27 };
/** Zones that it is made of, at most: the newest. */
const MOST_ZONES = 2000;

const zonesOfCase = statement({
  name: "zones-of-case",
  params: { caseId: uuid },
  row: zoneRow,
  sql: `SELECT ${zoneColumns("t")} FROM attempt t
    WHERE t.case_id = $caseId AND t.ordinal = 1 AND t.zone_at IS NOT NULL ORDER BY t.locked_at DESC LIMIT ${MOST_ZONES}`,
});

/**
 * Where readers drew their zones when they first answered a case, unreleased exams among them: for staff alone. Null
 * where nobody has.
 *
 * @param frame natural pixels
 */
export async function loadHeat(db: Database, caseId: string, frame: Size): Promise<CaseHeat | null> {
  const zones = (await db.all(zonesOfCase, { caseId })).map((row) => zoneOf(row));
  return zones.length === 0 ? null : heatOf(zones, frame);
}

/** Where some readers drew. */
export function heatOf(zones: readonly Zone[], frame: Size): CaseHeat {
  const { shares, ...grid } = agreementMap(zones, frame, GRID);
  // Rounded to two digits: a shade shows no more.
  return { ...grid, shares: shares.map((share) => Math.round(100 * share) / 100), n: zones.length };
}
