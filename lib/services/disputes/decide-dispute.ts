import type pg from "pg";
import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { type DecisionInput, decisionSchema } from "../../domain/disputes/input";
import type { DisputeStatus, Settled } from "../../domain/disputes/views";
import type { Input } from "../../domain/view";
import { type AuditedEvent, writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import type { Decided, HeldCase } from "./decided";
import { makeVersion } from "./make-version";
import { rescoreAttempts } from "./rescore-attempts";
import { tellConcerned } from "./tell-concerned";

const MEANWHILE =
  "Somebody has decided this question meanwhile, or its reader withdrew it. Look at it again.";

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
  return inTransaction(db, async (client): Promise<Result<Settled>> => {
    const held = await holdCase(client, actor, disputeId.data);
    if (!held) return notFound("question");
    const parsed = decisionSchema.safeParse(input);
    if (!parsed.success) return invalid(parsed.error);
    const disputes = await holdDisputes(client, actor, held.caseId, disputeId.data, parsed.data);
    if (!disputes.ok) return disputes;
    return settle(ctx, actor, client, held, disputes.value, parsed.data);
  });
}

/** Whoever decides on a case holds it first: another judge waits, and then finds what became of it. */
async function holdCase(client: pg.ClientBase, actor: User, disputeId: string): Promise<HeldCase | null> {
  const { rows } = await client.query<HeldCase>(
    `SELECT c.id AS "caseId", c.current_version_id AS "currentVersionId",
        vi.name || ', frame ' || c.frame_number AS "caseName"
      FROM dispute s
      JOIN "case" c ON c.id = s.case_id
      JOIN video vi ON vi.id = c.video_id
      JOIN dataset d ON d.id = vi.dataset_id
      WHERE s.id = $1 AND d.institution_id = $2 FOR UPDATE OF c`,
    [disputeId, actor.institutionId],
  );
  return rows[0] ?? null;
}

async function holdDisputes(
  client: pg.ClientBase,
  actor: User,
  caseId: string,
  disputeId: string,
  { together }: DecisionInput,
): Promise<Result<readonly Decided[]>> {
  const ids = [...new Set([disputeId, ...together])];
  const { rows } = await client.query<Decided & { status: DisputeStatus }>(
    `SELECT id, status, reader_id AS "readerId", attempt_id AS "attemptId", version_id AS "versionId"
      FROM dispute WHERE id = ANY($1::uuid[]) AND case_id = $2 ORDER BY id FOR UPDATE`,
    [ids, caseId],
  );
  if (rows.length < ids.length) return fail("invalid", "together: name other questions about the same case.");
  if (rows.some(({ status }) => status !== "open")) return fail("conflict", MEANWHILE);
  if (rows.some(({ readerId }) => readerId === actor.id)) {
    return fail("forbidden", "Nobody decides their own question: leave it to a colleague.");
  }
  return succeed(rows);
}

async function settle(
  ctx: Context,
  actor: User,
  client: pg.ClientBase,
  held: HeldCase,
  disputes: readonly Decided[],
  input: DecisionInput,
): Promise<Result<Settled>> {
  const { now } = ctx;
  const { caseId } = held;
  const detail = { caseId, sentence: input.sentence };
  const written = (action: "dispute.accept" | "dispute.reject", more: object): AuditedEvent[] =>
    disputes.map(({ id }) => ({ action, subject: id, detail: { ...detail, ...more } }));
  if (input.decision === "reject") {
    await close(client, actor, now, disputes, {
      status: "rejected",
      sentence: input.sentence,
      versionId: null,
    });
    await tellConcerned(client, now, held, disputes, { sentence: input.sentence, rescored: null });
    await writeAudit(client, { actor, now }, written("dispute.reject", {}));
    return succeed({ status: "rejected", versionId: null, rescored: 0, changed: 0 });
  }
  if (input.versionId !== held.currentVersionId) {
    return fail(
      "conflict",
      "The reference of this case has changed while you were looking. Look at it again.",
    );
  }
  const version = await makeVersion(client, now, caseId, input.versionId, input.reference);
  if (!version.ok) return version;
  const { id: versionId, number, frame } = version.value;
  const from = [...new Set([input.versionId, ...disputes.map((dispute) => dispute.versionId)])];
  const { phase, boxes } = input.reference;
  const reference = { phase, boxes };
  const rescoring = await rescoreAttempts(client, { caseId, from, to: versionId, reference, frame, now });
  await markDue(client, { userIds: null, caseIds: [caseId] });
  await close(client, actor, now, disputes, { status: "accepted", sentence: input.sentence, versionId });
  await tellConcerned(client, now, held, disputes, {
    sentence: input.sentence,
    rescored: { versionId, readers: rescoring.readers },
  });
  const { rescored, changed, readers } = rescoring;
  await writeAudit(client, { actor, now }, [
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

type Closing = {
  readonly status: "accepted" | "rejected";
  readonly sentence: string;
  readonly versionId: string | null;
};

async function close(
  client: pg.ClientBase,
  actor: User,
  now: Date,
  disputes: readonly Decided[],
  { status, sentence, versionId }: Closing,
): Promise<void> {
  await client.query(
    `UPDATE dispute SET status = $2, decision = $3, judge_id = $4, decided_at = $5, settled_version_id = $6
     WHERE id = ANY($1::uuid[])`,
    [disputes.map(({ id }) => id), status, sentence, actor.id, now, versionId],
  );
}
