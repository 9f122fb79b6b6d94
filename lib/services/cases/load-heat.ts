import type { Database } from "../../db/client";
import type { Size } from "../../domain/geometry";
import { agreementMap, type CaseHeat, type Grid } from "../../domain/scoring/agreement-map";
import { boxOf } from "../attempts/load-reveal";

/** Cells of the heat: fine enough to read, and a few kilobytes. */
const GRID: Grid = { columns: 48, rows: 27 };
/** Zones that it is made of, at most: the newest. */
const MOST_ZONES = 2000;

const zonesOfCase = {
  name: "zones-of-case",
  text: `SELECT x1, y1, x2, y2 FROM attempt
    WHERE case_id = $1 AND ordinal = 1 AND zone_at IS NOT NULL ORDER BY locked_at DESC LIMIT ${MOST_ZONES}`,
};

/**
 * Where readers drew their zones when they first answered a case, unreleased exams among them: for staff alone. Null
 * where nobody has.
 *
 * @param frame natural pixels
 */
export async function loadHeat(db: Database, caseId: string, frame: Size): Promise<CaseHeat | null> {
  const rows = await db.query<{ x1: number; y1: number; x2: number; y2: number }>(zonesOfCase, [caseId]);
  const boxes = rows.map((row) => boxOf(row)!);
  if (boxes.length === 0) return null;
  const { shares, ...grid } = agreementMap(boxes, frame, GRID);
  // Two digits of a share are all that a shade shows.
  return { ...grid, shares: shares.map((share) => Math.round(100 * share) / 100), n: boxes.length };
}
