import type { User } from "@/lib/auth/actor";
import { certain, integer, nullable, text, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { DecisionInput, NewReference, ProposedReference } from "@/lib/domain/disputes/input";
import type { Settled } from "@/lib/domain/disputes/views";
import { t } from "@/lib/language/t";
import { boxes, disputeStatus, noGoRegions, phase } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";
import { type AuditedEvent, writeAudit } from "../../audit/write-audit";
import { markPastChanged } from "../../estimates/mark-past-changed";
import { markDue } from "../../kept-figures/mark-due";
import { fail, type Result, succeed } from "../../result";
import type { Decided, HeldCase } from "./decided";
import { makeVersion } from "./make-version";
import { rescoreAttempts } from "./rescore-attempts";
import { tellConcerned } from "./tell-concerned";

const closeDisputes = statement({
  name: "close-disputes",
  params: {
    disputeIds: uuids,
    status: disputeStatus,
    sentence: text,
    judgeId: uuid,
    now: timestamp,
    versionId: nullable(uuid),
  },
  sql: `UPDATE dispute SET status = $status, decision = $sentence, judge_id = $judgeId, decided_at = $now,
      settled_version_id = $versionId, proposal = NULL, proposer_id = NULL, proposed_at = NULL
    WHERE id = ANY($disputeIds)`,
});

const undoDisputes = statement({
  name: "undo-disputes",
  params: { disputeIds: uuids, sentence: text, judgeId: uuid, now: timestamp, versionId: uuid },
  sql: `UPDATE dispute SET undone_at = $now, undone_because = $sentence, undoer_id = $judgeId,
      undone_version_id = $versionId, proposal = NULL, proposer_id = NULL, proposed_at = NULL
    WHERE id = ANY($disputeIds)`,
});

const versionBefore = statement({
  name: "version-before",
  params: { versionId: uuid },
  row: { phase: certain(phase), boxes, no_go: noGoRegions, ...rationaleRow, number: integer },
  sql: `SELECT b.phase, b.boxes, b.no_go, b.location, b.exposure, b.next_action, b.critical_risk, b.number
    FROM case_version v JOIN case_version b ON b.case_id = v.case_id AND b.frame_id = v.frame_id
    WHERE v.id = $versionId AND b.number < v.number AND b.phase IS NOT NULL ORDER BY b.number DESC LIMIT 1`,
});

/** What is decided, of which case and which questions, by whom. */
export type Settling = {
  readonly tx: Queryable;
  /** Who acts now, for the trail. */
  readonly actor: User;
  /** Who decided: somebody else, where the actor agreed to what they proposed. */
  readonly judgeId: string;
  readonly now: Date;
  readonly held: HeldCase;
  readonly disputes: readonly Decided[];
};

export const CHANGED = t`The reference of this case has changed while you were looking. Look at it again.`;

/** Carries a decision out: all of it within the caller's transaction, which holds the case and the questions. */
export async function settle(settling: Settling, input: DecisionInput): Promise<Result<Settled>> {
  const { tx, actor, judgeId, now, held, disputes } = settling;
  const { caseId } = held;
  const { sentence } = input;
  const agreed = judgeId === actor.id ? {} : { proposedBy: judgeId };
  const written = (
    action: "dispute.accept" | "dispute.reject" | "dispute.undo",
    more: object,
  ): AuditedEvent[] =>
    disputes.map(({ id }) => ({ action, subject: id, detail: { caseId, sentence, ...agreed, ...more } }));
  const closing = { disputeIds: disputes.map(({ id }) => id), sentence, judgeId, now };
  if (input.decision === "reject") {
    await tx.run(closeDisputes, { ...closing, status: "rejected", versionId: null });
    await tellConcerned(tx, now, held, disputes, { sentence, rescored: null });
    await writeAudit(tx, { actor, now }, written("dispute.reject", {}));
    return succeed({ status: "rejected", versionId: null, rescored: 0, changed: 0 });
  }
  const undoes = input.decision === "undo";
  if (input.versionId !== held.currentVersionId) return fail("conflict", CHANGED);
  const reference = undoes ? await referenceBefore(tx, input.versionId) : succeed(input.reference);
  if (!reference.ok) return reference;
  const replacing = {
    caseId,
    currentVersionId: input.versionId,
    reason: undoes ? ("restored" as const) : ("dispute" as const),
  };
  const version = await makeVersion(tx, now, replacing, reference.value);
  if (!version.ok) return version;
  const { id: versionId, number, frame } = version.value;
  const questioned = undoes ? [] : disputes.map((dispute) => dispute.versionId);
  const from = [...new Set([input.versionId, ...questioned])];
  const rescoring = await rescoreAttempts(tx, {
    ...{ caseId, from, to: versionId, frame, now },
    reference: version.value.reference,
  });
  await markDue(tx, { userIds: null, caseIds: [caseId] });
  await markPastChanged(tx, [actor.institutionId]);
  await (undoes
    ? tx.run(undoDisputes, { ...closing, versionId })
    : tx.run(closeDisputes, { ...closing, status: "accepted", versionId }));
  await tellConcerned(tx, now, held, disputes, {
    ...{ sentence, undoes },
    rescored: { versionId, readers: rescoring.readers },
  });
  const { rescored, changed, readers } = rescoring;
  await writeAudit(tx, { actor, now }, [
    ...written(undoes ? "dispute.undo" : "dispute.accept", { versionId }),
    {
      action: "case.revise",
      subject: caseId,
      detail: { from, to: versionId, number, reason: replacing.reason },
    },
    {
      action: "attempt.rescore",
      subject: caseId,
      detail: { versionId, attempts: rescored, changed, readers: readers.size },
    },
  ]);
  return succeed({ status: undoes ? "undone" : "accepted", versionId, rescored, changed });
}

/** The reference that stood over the same frame before a version. */
async function referenceBefore(tx: Queryable, versionId: string): Promise<Result<ProposedReference>> {
  const before = await tx.find(versionBefore, { versionId });
  if (!before) return fail("conflict", t`There is no reference from before to go back to.`);
  return succeed({
    phase: before.phase,
    boxes: before.boxes as NewReference["boxes"],
    noGo: [...before.no_go],
    rationale: toRationale(before),
  });
}
