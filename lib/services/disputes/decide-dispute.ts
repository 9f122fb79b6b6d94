import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { integer, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type DecisionInput, decisionSchema } from "../../domain/disputes/input";
import type { Settled } from "../../domain/disputes/views";
import type { Input } from "../../domain/view";
import { disputeStatus } from "../../sql/types";
import { type AuditedEvent, writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import type { Decided, HeldCase } from "./parts/decided";
import { makeVersion } from "./parts/make-version";
import { rescoreAttempts } from "./parts/rescore-attempts";
import { tellConcerned } from "./parts/tell-concerned";

const MEANWHILE = t`Somebody has decided this question meanwhile, or its reader withdrew it. Look at it again.`;

/**
 * Decides a dispute, and others of the same case with it. Accepted, the case has another reference from then on, and
 * every attempt at it that was scored by the questioned one, or by the one in between, is scored anew, with the old
 * score kept: all of it, or nothing.
 */
export async function decideDispute(
  ctx: Context,
  id: string,
  input: Input<typeof decisionSchema>,
): Promise<Result<Settled>> {
  const { actor, db } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "adjudicate") || !disputeId.success) return notFound("question");
  return inTransaction(db, async (tx): Promise<Result<Settled>> => {
    const held = await tx.find(holdCase, {
      disputeId: disputeId.data,
      institutionId: actor.institutionId,
    });
    if (!held) return notFound("question");
    const parsed = decisionSchema.safeParse(input);
    if (!parsed.success) return invalid(parsed.error);
    const disputes = await holdDisputes(tx, actor, held.caseId, disputeId.data, parsed.data);
    if (!disputes.ok) return disputes;
    return settle(ctx, actor, tx, held, disputes.value, parsed.data);
  });
}

// Whoever decides on a case holds it first: another judge waits, and then finds what became of it.
const holdCase = statement({
  name: "hold-disputed-case",
  params: { disputeId: uuid, institutionId: uuid },
  row: { caseId: uuid, currentVersionId: nullable(uuid), video: text, frame: integer },
  sql: `SELECT c.id AS "caseId", c.current_version_id AS "currentVersionId",
      vi.name AS video, c.frame_number AS frame
    FROM dispute s
    JOIN "case" c ON c.id = s.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE s.id = $disputeId AND d.institution_id = $institutionId FOR UPDATE OF c`,
});

const holdDecided = statement({
  name: "hold-disputes",
  params: { disputeIds: uuids, caseId: uuid },
  row: { id: uuid, status: disputeStatus, readerId: uuid, attemptId: uuid, versionId: uuid },
  sql: `SELECT id, status, reader_id AS "readerId", attempt_id AS "attemptId", version_id AS "versionId"
    FROM dispute WHERE id = ANY($disputeIds) AND case_id = $caseId ORDER BY id FOR UPDATE`,
});

async function holdDisputes(
  tx: Queryable,
  actor: User,
  caseId: string,
  disputeId: string,
  { together }: DecisionInput,
): Promise<Result<readonly Decided[]>> {
  const disputeIds = [...new Set([disputeId, ...together])];
  const rows = await tx.all(holdDecided, { disputeIds, caseId });
  if (rows.length < disputeIds.length)
    return fail("invalid", `together: ${t`name other questions about the same case.`}`);
  if (rows.some(({ status }) => status !== "open")) return fail("conflict", MEANWHILE);
  if (rows.some(({ readerId }) => readerId === actor.id)) {
    return fail("forbidden", t`Nobody decides their own question: leave it to a colleague.`);
  }
  return succeed(rows);
}

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
      settled_version_id = $versionId
    WHERE id = ANY($disputeIds)`,
});

async function settle(
  ctx: Context,
  actor: User,
  tx: Queryable,
  held: HeldCase,
  disputes: readonly Decided[],
  input: DecisionInput,
): Promise<Result<Settled>> {
  const { now } = ctx;
  const { caseId } = held;
  const detail = { caseId, sentence: input.sentence };
  const written = (action: "dispute.accept" | "dispute.reject", more: object): AuditedEvent[] =>
    disputes.map(({ id }) => ({ action, subject: id, detail: { ...detail, ...more } }));
  const closing = {
    disputeIds: disputes.map(({ id }) => id),
    sentence: input.sentence,
    judgeId: actor.id,
    now,
  };
  if (input.decision === "reject") {
    await tx.run(closeDisputes, { ...closing, status: "rejected", versionId: null });
    await tellConcerned(tx, now, held, disputes, { sentence: input.sentence, rescored: null });
    await writeAudit(tx, { actor, now }, written("dispute.reject", {}));
    return succeed({ status: "rejected", versionId: null, rescored: 0, changed: 0 });
  }
  if (input.versionId !== held.currentVersionId) {
    return fail(
      "conflict",
      t`The reference of this case has changed while you were looking. Look at it again.`,
    );
  }
  const version = await makeVersion(tx, now, caseId, input.versionId, input.reference);
  if (!version.ok) return version;
  const { id: versionId, number, frame } = version.value;
  const from = [...new Set([input.versionId, ...disputes.map((dispute) => dispute.versionId)])];
  const { phase, boxes } = input.reference;
  const reference = { phase, boxes };
  const rescoring = await rescoreAttempts(tx, { caseId, from, to: versionId, reference, frame, now });
  await markDue(tx, { userIds: null, caseIds: [caseId] });
  await tx.run(closeDisputes, { ...closing, status: "accepted", versionId });
  await tellConcerned(tx, now, held, disputes, {
    sentence: input.sentence,
    rescored: { versionId, readers: rescoring.readers },
  });
  const { rescored, changed, readers } = rescoring;
  await writeAudit(tx, { actor, now }, [
    ...written("dispute.accept", { versionId }),
    { action: "case.revise", subject: caseId, detail: { from, to: versionId, number, reason: "dispute" } },
    {
      action: "attempt.rescore",
      subject: caseId,
      detail: { versionId, attempts: rescored, changed, readers: readers.size },
    },
  ]);
  return succeed({ status: "accepted", versionId, rescored, changed });
}
