import { z } from "zod";
import { may } from "../../auth/policy";
import type { Mode } from "../../domain/attempts/mode";
import type { DisputeDetail, VersionEntry } from "../../domain/disputes/views";
import { boxSchema } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { loadHeat } from "../cases/load-heat";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type EntryRow, entryColumns, entryTables, toDisputedCase, toEntry } from "./dispute-rows";

const disputeForJudge = {
  name: "dispute-for-judge",
  text: `SELECT ${entryColumns}, d.id AS dataset_id, d.notice, f.width, f.height,
      v.id AS current_id, v.number AS current_number, v.phase AS reference_phase, v.boxes, v.location, v.exposure,
      v.next_action, v.critical_risk, s.version_id,
      t.mode, t.phase AS chosen_phase, t.phase_correct, t.x1 AS tx1, t.y1 AS ty1, t.x2 AS tx2, t.y2 AS ty2, t.iou,
      t.zone_outcome
    FROM ${entryTables} JOIN attempt t ON t.id = s.attempt_id
    WHERE s.id = $1 AND d.institution_id = $2`,
};

type Row = EntryRow & {
  dataset_id: string;
  notice: string | null;
  width: number;
  height: number;
  current_id: string;
  current_number: number;
  reference_phase: Phase;
  boxes: unknown;
  location: string;
  exposure: string;
  next_action: string;
  critical_risk: string;
  version_id: string;
  mode: Mode;
  chosen_phase: Phase;
  phase_correct: boolean;
  tx1: number;
  ty1: number;
  tx2: number;
  ty2: number;
  iou: number;
  zone_outcome: ZoneOutcome;
};

const othersOfCase = {
  name: "disputes-of-case",
  text: `SELECT ${entryColumns} FROM ${entryTables} WHERE s.case_id = $1 AND s.id <> $2
    ORDER BY s.status <> 'open', s.created_at, s.id LIMIT 300`,
};

const versionsOfCase = {
  name: "versions-of-disputed-case",
  text: `SELECT v.id, v.number, v.created_at, v.phase, v.boxes,
      coalesce((
        SELECT s.decision FROM dispute s
        WHERE s.case_id = v.case_id AND s.settled_version_id = v.id ORDER BY s.decided_at, s.id LIMIT 1
      ), v.reason) AS because
    FROM case_version v WHERE v.case_id = $1 ORDER BY v.number DESC LIMIT 50`,
};

type VersionRow = {
  id: string;
  number: number;
  created_at: Date;
  phase: Phase | null;
  boxes: unknown;
  because: string;
};

const affectedByDispute = {
  name: "affected-by-dispute",
  text: `SELECT count(*)::int AS attempts, count(DISTINCT user_id)::int AS readers
    FROM attempt WHERE case_id = $1 AND version_id = ANY($2::uuid[])`,
};

/** A dispute with everything that is needed to decide it: for faculty, directors and admins of the institution. */
export async function getDispute(ctx: Context, id: string): Promise<Result<DisputeDetail>> {
  const { actor, db } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "adjudicate") || !disputeId.success) return notFound("question");
  const [row] = await db.query<Row>(disputeForJudge, [disputeId.data, actor.institutionId]);
  // What its reader took back is nobody's to see any more.
  if (!row || row.status === "withdrawn") return notFound("question");
  const [others, versions, heat, [affected]] = await Promise.all([
    db.query<EntryRow>(othersOfCase, [row.case_id, row.id]),
    db.query<VersionRow>(versionsOfCase, [row.case_id]),
    loadHeat(db, row.case_id, row),
    db.query<{ attempts: number; readers: number }>(affectedByDispute, [
      row.case_id,
      [row.current_id, row.version_id],
    ]),
  ]);
  const { width, height } = row;
  return succeed({
    ...toEntry(row, actor),
    case: toDisputedCase(row),
    decision: row.decision,
    judge: row.judge,
    decidedAt: row.decided_at?.toISOString() ?? null,
    size: { width, height },
    notice: row.notice,
    datasetId: row.dataset_id,
    attempt: {
      mode: row.mode,
      phase: row.chosen_phase,
      phaseCorrect: row.phase_correct,
      box: [row.tx1, row.ty1, row.tx2, row.ty2],
      iou: row.iou,
      zoneOutcome: row.zone_outcome,
    },
    current: {
      versionId: row.current_id,
      number: row.current_number,
      phase: row.reference_phase,
      boxes: boxSchema.array().parse(row.boxes),
      rationale: {
        location: row.location,
        exposure: row.exposure,
        nextAction: row.next_action,
        criticalRisk: row.critical_risk,
      },
    },
    versions: versions.map(toVersion),
    others: others
      .filter(({ status }) => status !== "withdrawn")
      .map((other) => ({ ...toEntry(other, actor), decision: other.decision })),
    heat,
    affected: affected!,
  });
}

function toVersion({ id, number, created_at, phase, boxes, because }: VersionRow): VersionEntry {
  return {
    id,
    number,
    at: created_at.toISOString(),
    phase,
    boxes: boxSchema.array().parse(boxes),
    because,
  };
}
