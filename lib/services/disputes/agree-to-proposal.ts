import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { jsonOf, nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { mayAgree } from "../../domain/disputes/agreement";
import { agreementInputSchema, decisionSchema } from "../../domain/disputes/input";
import { disagreedMessage } from "../../domain/disputes/messages";
import type { Settled } from "../../domain/disputes/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { holdAccepted, holdCase, holdOpen } from "./parts/hold";
import { settle } from "./parts/settle";

const proposalOf = statement({
  name: "proposal-of-dispute",
  params: { disputeId: uuid },
  row: {
    proposal: nullable(jsonOf(decisionSchema)),
    proposerId: nullable(uuid),
    proposedAt: nullable(timestamp),
  },
  sql: `SELECT proposal, proposer_id AS "proposerId", proposed_at AS "proposedAt" FROM dispute WHERE id = $disputeId`,
});

const dropProposal = statement({
  name: "drop-proposal",
  params: { disputeId: uuid },
  sql: "UPDATE dispute SET proposal = NULL, proposer_id = NULL, proposed_at = NULL WHERE id = $disputeId",
});

/**
 * Agrees to what somebody else would do about a questioned reference, which is then done, or doesn't: then it goes, and
 * who proposed it is told. Nobody agrees to their own.
 */
export async function agreeToProposal(
  ctx: Context,
  id: string,
  input: Input<typeof agreementInputSchema>,
): Promise<Result<Settled>> {
  const { actor, db, now } = ctx;
  const parsedId = z.uuid().safeParse(id);
  if (!may(actor, "adjudicate") || !parsedId.success) return notFound("question");
  const disputeId = parsedId.data;
  return inTransaction(db, async (tx): Promise<Result<Settled>> => {
    const { institutionId, id: actorId } = actor;
    const held = await tx.find(holdCase, { disputeId, institutionId, actorId });
    if (!held) return notFound("question");
    const parsed = agreementInputSchema.safeParse(input);
    if (!parsed.success) return invalid(parsed.error);
    const { proposal, proposerId, proposedAt } = await tx.get(proposalOf, { disputeId });
    if (
      !proposal ||
      !proposerId ||
      proposedAt?.toISOString() !== new Date(parsed.data.proposedAt).toISOString()
    ) {
      return fail("conflict", t`What was proposed has changed meanwhile. Look at it again.`);
    }
    if (!mayAgree(held.agreement, { isChief: held.isChief, isProposer: proposerId === actor.id })) {
      return fail(
        "forbidden",
        held.agreement === "chief"
          ? t`A chief of the dataset agrees to it.`
          : t`Nobody agrees to their own proposal: leave it to a colleague.`,
      );
    }
    if (!parsed.data.agrees) {
      await tx.run(dropProposal, { disputeId });
      const message = disagreedMessage(t`${held.video}, frame ${held.frame}`);
      const told = {
        userId: proposerId,
        message,
        key: `dispute.disagreed ${disputeId} ${proposedAt.getTime()}`,
      };
      await tell(tx, [told], { kind: "dispute.disagreed", href: `/disputes/${disputeId}`, now });
      await writeAudit(tx, { actor, now }, [
        {
          action: "dispute.disagree",
          subject: disputeId,
          detail: { caseId: held.caseId, proposedBy: proposerId },
        },
      ]);
      return succeed({ status: "proposed", versionId: null, rescored: 0, changed: 0 });
    }
    const disputes =
      proposal.decision === "undo"
        ? await holdAccepted(tx, actor, held, disputeId)
        : await holdOpen(tx, actor, held.caseId, [...new Set([disputeId, ...proposal.together])]);
    if (!disputes.ok) return disputes;
    return settle({ tx, actor, judgeId: proposerId, now, held, disputes: disputes.value }, proposal);
  });
}
