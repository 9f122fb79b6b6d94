import { agreementInputSchema, decisionSchema, openDisputeSchema } from "../domain/disputes/input";
import {
  attemptDisputesSchema,
  disputeDetailSchema,
  disputeListSchema,
  ownDisputeSchema,
  settledSchema,
} from "../domain/disputes/views";
import { NOT_FOUND, REFERENCE_LIMIT_BYTES, route, STAFF } from "./route";

const NOT_REVEALED = "Not your attempt, or not revealed";

export const disputes = {
  ofAttempt: route({
    method: "GET",
    path: "/api/attempts/{id}/disputes",
    summary: "What became of the reference of a revealed attempt",
    answer: attemptDisputesSchema,
    answers: "Its questions and old scores",
    problems: { 404: NOT_REVEALED },
  }),
  open: route({
    method: "POST",
    path: "/api/attempts/{id}/disputes",
    summary: "Question the reference of a revealed attempt",
    body: openDisputeSchema,
    status: 201,
    answer: ownDisputeSchema,
    answers: "Open",
    problems: {
      400: "Malformed, or outside the frame",
      404: NOT_REVEALED,
      409: "One is open already, the reference has changed, or enough for a day",
    },
  }),
  withdraw: route({
    method: "POST",
    path: "/api/disputes/{id}/withdraw",
    summary: "Withdraw an open question of one's own",
    answer: ownDisputeSchema,
    answers: "Withdrawn",
    problems: { 404: NOT_FOUND, 409: "Decided meanwhile" },
  }),
  list: route({
    method: "GET",
    path: "/api/disputes",
    summary: "The institution's questioned references",
    who: STAFF,
    answer: disputeListSchema,
    answers: "Open ones by case, and the hundred decided last",
  }),
  get: route({
    method: "GET",
    path: "/api/disputes/{id}",
    summary: "A questioned reference with what is needed to decide it",
    who: STAFF,
    answer: disputeDetailSchema,
    answers: "The dispute",
    problems: { 404: `${NOT_FOUND}, or withdrawn` },
  }),
  decide: route({
    method: "POST",
    path: "/api/disputes/{id}/decision",
    summary:
      "Reject a question, accept it with a new reference, or take an acceptance back; attempts are scored anew",
    who: STAFF,
    body: decisionSchema,
    bodyLimit: REFERENCE_LIMIT_BYTES,
    answer: settledSchema,
    answers: "Decided, or proposed where the dataset asks for somebody's agreement",
    problems: {
      400: "Malformed, outside the frame, or the same reference",
      403: "One's own question",
      404: NOT_FOUND,
      409: "Decided or withdrawn meanwhile, or the reference has changed",
    },
  }),
  agree: route({
    method: "POST",
    path: "/api/disputes/{id}/agreement",
    summary: "Agree to what somebody else would do about a question, or not",
    who: STAFF,
    body: agreementInputSchema,
    answer: settledSchema,
    answers: "Done, or dropped",
    problems: {
      400: "Malformed",
      403: "One's own, or for a chief to agree to",
      404: NOT_FOUND,
      409: "Changed, decided or withdrawn meanwhile",
    },
  }),
};
