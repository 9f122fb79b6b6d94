import { z } from "zod";
import { may } from "../../auth/policy";
import { jsonOf, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { settlesAlone } from "../../domain/disputes/agreement";
import { type Change, decisionSchema } from "../../domain/disputes/input";
import type { Settled } from "../../domain/disputes/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { holdAccepted, holdCase, holdOpen } from "./parts/hold";
import { checkReference } from "./parts/make-version";
import { CHANGED, type Settling, settle } from "./parts/settle";
import { tellWhoAgrees } from "./parts/tell-who-agrees";

/**
 * Decides a dispute, and others of the same case with it. Accepted, the case has another reference from then on, and
 * every attempt at it that was scored by the questioned one, or by the one in between, is scored anew, with the old
 * score kept: all of it, or nothing. Undone, the reference from before an acceptance stands again, likewise.
 *
 * Where the dataset asks for somebody else's agreement, a change of the reference waits for it: agreeToProposal.
 */
export async function decideDispute(
  ctx: Context,
  id: string,
  input: Input<typeof decisionSchema>,
): Promise<Result<Settled>> {
  const { actor, db, now } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "adjudicate") || !disputeId.success) return notFound("question");
  return inTransaction(db, async (tx): Promise<Result<Settled>> => {
    const { institutionId, id: actorId } = actor;
    const held = await tx.find(holdCase, { disputeId: disputeId.data, institutionId, actorId });
    if (!held) return notFound("question");
    const parsed = decisionSchema.safeParse(input);
    if (!parsed.success) return invalid(parsed.error);
    const decision = parsed.data;
    const disputes =
      decision.decision === "undo"
        ? await holdAccepted(tx, actor, held, disputeId.data)
        : await holdOpen(tx, actor, held.caseId, [...new Set([disputeId.data, ...decision.together])]);
    if (!disputes.ok) return disputes;
    const settling = { tx, actor, judgeId: actor.id, now, held, disputes: disputes.value };
    if (decision.decision === "reject" || settlesAlone(held.agreement, held)) {
      return settle(settling, decision);
    }
    return propose(settling, disputeId.data, decision);
  });
}

const setProposal = statement({
  name: "set-proposal",
  params: { disputeId: uuid, proposal: jsonOf(decisionSchema), proposerId: uuid, now: timestamp },
  sql: `UPDATE dispute SET proposal = $proposal, proposer_id = $proposerId, proposed_at = $now WHERE id = $disputeId`,
});

/** Keeps what somebody would do until somebody else agrees; a later one takes its place. */
async function propose(settling: Settling, disputeId: string, proposal: Change): Promise<Result<Settled>> {
  const { tx, actor, now, held } = settling;
  if (proposal.versionId !== held.currentVersionId) return fail("conflict", CHANGED);
  if (proposal.decision === "accept") {
    const checked = await checkReference(tx, proposal.versionId, proposal.reference);
    if (!checked.ok) return checked;
  }
  await tx.run(setProposal, { disputeId, proposal, proposerId: actor.id, now });
  await tellWhoAgrees(tx, actor, now, held, { disputeId, sentence: proposal.sentence });
  await writeAudit(tx, { actor, now }, [
    {
      action: "dispute.propose",
      subject: disputeId,
      detail: { caseId: held.caseId, decision: proposal.decision, sentence: proposal.sentence },
    },
  ]);
  return succeed({ status: "proposed", versionId: null, rescored: 0, changed: 0 });
}
