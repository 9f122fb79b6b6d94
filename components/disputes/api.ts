import { disputes } from "@/lib/contract/disputes";
import type { DecisionInput, OpenDisputeInput } from "@/lib/domain/disputes/input";
import { t } from "@/lib/language/t";
import { call } from "../client/call";

const words = {
  unreachable: t`Calot can’t be reached just now. Nothing you wrote is lost; try again in a moment.`,
};
/** Thousands of attempts scored anew take a while. */
const DECIDE_TIMEOUT_MS = 60_000;

export const sendQuestion = (attemptId: string, input: OpenDisputeInput) =>
  call(disputes.open, { params: { id: attemptId }, body: input }, words);

export const withdrawQuestion = (id: string) => call(disputes.withdraw, { params: { id } }, words);

export const sendAgreement = (id: string, agrees: boolean, proposedAt: string) =>
  call(
    disputes.agree,
    { params: { id }, body: { agrees, proposedAt } },
    { ...words, timeoutMs: DECIDE_TIMEOUT_MS },
  );

export const sendDecision = (id: string, input: DecisionInput) =>
  call(disputes.decide, { params: { id }, body: input }, { ...words, timeoutMs: DECIDE_TIMEOUT_MS });
