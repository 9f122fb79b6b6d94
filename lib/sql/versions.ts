import { certain, integer, nullable, text, timestamp, uuid, type ValuesOf } from "../db/columns";
import type { Rationale } from "../domain/rationale";
import type { Reference } from "../domain/scoring/score";
import { boxes, noGoRegions, phase } from "./types";

/**
 * A version `v` of a case with everything in it, and its frame `f`. Never for a reader whose zone is not stored. When
 * an accepted dispute made it, or its being taken back, what the judge said is in `revised_because`.
 */
export const versionColumns = `v.case_id, v.phase AS reference_phase, v.boxes, v.no_go, v.location, v.exposure,
  v.next_action, v.critical_risk, f.width, f.height, v.created_at AS revised_at,
  CASE WHEN v.reason = 'dispute' THEN (
    SELECT s.decision FROM dispute s
    WHERE s.case_id = v.case_id AND s.settled_version_id = v.id ORDER BY s.decided_at, s.id LIMIT 1
  ) WHEN v.reason = 'restored' THEN (
    SELECT s.undone_because FROM dispute s
    WHERE s.case_id = v.case_id AND s.undone_version_id = v.id ORDER BY s.undone_at, s.id LIMIT 1
  ) END AS revised_because`;

export const referenceRow = { reference_phase: certain(phase), boxes, no_go: noGoRegions };

export const rationaleRow = { location: text, exposure: text, next_action: text, critical_risk: text };

export const versionRow = {
  case_id: uuid,
  ...referenceRow,
  ...rationaleRow,
  width: integer,
  height: integer,
  revised_at: timestamp,
  revised_because: nullable(text),
};

export type VersionRow = ValuesOf<typeof versionRow>;

export const toReference = (row: ValuesOf<typeof referenceRow>): Reference => ({
  phase: row.reference_phase,
  boxes: row.boxes,
  noGo: row.no_go,
});

export const toRationale = (row: ValuesOf<typeof rationaleRow>): Rationale => ({
  location: row.location,
  exposure: row.exposure,
  nextAction: row.next_action,
  criticalRisk: row.critical_risk,
});
