import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import {
  boolean,
  certain,
  float,
  integer,
  jsonOf,
  nullable,
  text,
  timestamp,
  uuid,
  uuids,
} from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { mayAgree, settlesAlone } from "../../domain/disputes/agreement";
import { decisionSchema, type ProposedReference } from "../../domain/disputes/input";
import type { DisputeDetail, ProposalView, VersionEntry } from "../../domain/disputes/views";
import { regionsOf } from "../../domain/no-go/region";
import { boxes, mode, noGoRegions, phase, zoneOutcome } from "../../sql/types";
import { rationaleRow, referenceRow, toRationale } from "../../sql/versions";
import { zoneColumn, zoneColumnAs } from "../../sql/zone";
import { loadHeat } from "../cases/load-heat";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { entryColumns, entryRow, entryTables, toDisputedCase, toEntry } from "./parts/dispute-rows";
import { agreement } from "./parts/hold";

const disputeForJudge = statement({
  name: "dispute-for-judge",
  params: { disputeId: uuid, institutionId: uuid, actorId: uuid },
  row: {
    ...entryRow,
    dataset_id: uuid,
    notice: nullable(text),
    width: integer,
    height: integer,
    current_id: uuid,
    current_number: integer,
    ...referenceRow,
    ...rationaleRow,
    version_id: uuid,
    settled_version_id: nullable(uuid),
    agreement,
    is_chief: boolean,
    proposal: nullable(jsonOf(decisionSchema)),
    proposer_id: nullable(uuid),
    proposer: nullable(text),
    proposed_at: nullable(timestamp),
    undone_at: nullable(timestamp),
    undone_because: nullable(text),
    undoer: nullable(text),
    mode,
    chosen_phase: phase,
    phase_correct: boolean,
    attempt_zone: zoneColumn,
    iou: certain(float),
    zone_outcome: certain(zoneOutcome),
  },
  sql: `SELECT ${entryColumns}, d.id AS dataset_id, d.notice, f.width, f.height,
      v.id AS current_id, v.number AS current_number, v.phase AS reference_phase, v.boxes, v.no_go, v.location, v.exposure,
      v.next_action, v.critical_risk, s.version_id, s.settled_version_id, d.agreement, EXISTS (
        SELECT 1 FROM dataset_duty y WHERE y.dataset_id = d.id AND y.user_id = $actorId AND y.duty = 'chief'
      ) AS is_chief, s.proposal, s.proposer_id, pr.name AS proposer, s.proposed_at, s.undone_at, s.undone_because,
      un.name AS undoer,
      t.mode, t.phase AS chosen_phase, t.phase_correct, ${zoneColumnAs("t", "attempt_zone")}, t.iou,
      t.zone_outcome
    FROM ${entryTables} JOIN attempt t ON t.id = s.attempt_id
    LEFT JOIN "user" pr ON pr.id = s.proposer_id
    LEFT JOIN "user" un ON un.id = s.undoer_id
    WHERE s.id = $disputeId AND d.institution_id = $institutionId`,
});

const othersOfCase = statement({
  name: "disputes-of-case",
  params: { caseId: uuid, disputeId: uuid },
  row: entryRow,
  sql: `SELECT ${entryColumns} FROM ${entryTables} WHERE s.case_id = $caseId AND s.id <> $disputeId
    ORDER BY s.status <> 'open', s.created_at, s.id LIMIT 300`,
});

const versionsOfCase = statement({
  name: "versions-of-disputed-case",
  params: { caseId: uuid },
  row: {
    id: uuid,
    number: integer,
    created_at: timestamp,
    phase: nullable(phase),
    boxes,
    no_go: noGoRegions,
    because: text,
  },
  sql: `SELECT v.id, v.number, v.created_at, v.phase, v.boxes, v.no_go,
      coalesce((
        SELECT s.decision FROM dispute s
        WHERE s.case_id = v.case_id AND s.settled_version_id = v.id ORDER BY s.decided_at, s.id LIMIT 1
      ), (
        SELECT s.undone_because FROM dispute s
        WHERE s.case_id = v.case_id AND s.undone_version_id = v.id ORDER BY s.undone_at, s.id LIMIT 1
      ), v.reason) AS because
    FROM case_version v WHERE v.case_id = $caseId ORDER BY v.number DESC LIMIT 50`,
});

const affectedByDispute = statement({
  name: "affected-by-dispute",
  params: { caseId: uuid, versionIds: uuids },
  row: { attempts: integer, readers: integer },
  sql: `SELECT count(*)::int AS attempts, count(DISTINCT user_id)::int AS readers
    FROM attempt WHERE case_id = $caseId AND version_id = ANY($versionIds)`,
});

/** A dispute with everything that is needed to decide it: for faculty, directors and admins of the institution. */
export async function getDispute(ctx: Context, id: string): Promise<Result<DisputeDetail>> {
  const { actor, db } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "adjudicate") || !disputeId.success) return notFound("question");
  const row = await db.find(disputeForJudge, {
    disputeId: disputeId.data,
    institutionId: actor.institutionId,
    actorId: actor.id,
  });
  // Nobody sees a question any more that its reader took back.
  if (!row || row.status === "withdrawn") return notFound("question");
  const caseId = row.case_id;
  const [others, versions, heat, affected] = await Promise.all([
    db.all(othersOfCase, { caseId, disputeId: row.id }),
    db.all(versionsOfCase, { caseId }),
    loadHeat(db, caseId, row),
    db.get(affectedByDispute, { caseId, versionIds: [row.current_id, row.version_id] }),
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
    settlesAlone: settlesAlone(row.agreement, { isChief: row.is_chief }),
    proposal: toProposal(row, actor),
    mayUndo:
      row.status === "accepted" &&
      row.undone_at === null &&
      row.settled_version_id === row.current_id &&
      row.reader_id !== actor.id,
    undone: row.undone_at && {
      at: row.undone_at.toISOString(),
      because: row.undone_because ?? "",
      by: row.undoer ?? "",
    },
    attempt: {
      mode: row.mode,
      phase: row.chosen_phase,
      phaseCorrect: row.phase_correct,
      box: row.attempt_zone,
      iou: row.iou,
      zoneOutcome: row.zone_outcome,
    },
    current: {
      versionId: row.current_id,
      number: row.current_number,
      phase: row.reference_phase,
      boxes: row.boxes,
      noGo: row.no_go,
      rationale: toRationale(row),
    },
    versions: versions.map(toVersion),
    others: others
      .filter(({ status }) => status !== "withdrawn")
      .map((other) => ({ ...toEntry(other, actor), decision: other.decision })),
    heat,
    affected,
  });
}

function toProposal(row: RowOf<typeof disputeForJudge>, actor: User): ProposalView | null {
  const { proposal, proposed_at: at, agreement: asked, is_chief: isChief } = row;
  if (!proposal || proposal.decision === "reject" || !at) return null;
  const own = row.proposer_id === actor.id;
  return {
    by: row.proposer ?? "",
    at: at.toISOString(),
    own,
    mayAgree: row.reader_id !== actor.id && mayAgree(asked, { isChief, isProposer: own }),
    decision: proposal.decision,
    sentence: proposal.sentence,
    reference: proposal.decision === "accept" ? toProposed(proposal.reference, row) : null,
  };
}

/** A proposal that leaves the regions as they are shows those that are. */
function toProposed(
  { noGo, ...proposed }: ProposedReference,
  row: RowOf<typeof disputeForJudge>,
): ProposalView["reference"] {
  const read = noGo ? regionsOf(noGo, row) : { regions: row.no_go };
  return { ...proposed, noGo: "regions" in read ? read.regions : row.no_go };
}

function toVersion({ created_at, no_go, ...version }: RowOf<typeof versionsOfCase>): VersionEntry {
  return { ...version, noGo: no_go, at: created_at.toISOString() };
}
