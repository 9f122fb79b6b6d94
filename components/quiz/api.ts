import { attempts } from "@/lib/contract/attempts";
import { cases } from "@/lib/contract/cases";
import { lateAnswers } from "@/lib/contract/late-answers";
import type { StoredAnswer } from "@/lib/domain/attempts/views";
import { call, type Failed } from "../client/call";
import type { CaseSource } from "./case-addresses";
import type { QueuedCase } from "./case-queue";
import type { NewItem, OfferSent, Sent } from "./outbox/item";

/** Sends a kept request, and says what came of it. */
export async function sendItem(item: NewItem): Promise<Sent> {
  // Whose answer it is: another person may have signed in to this browser meanwhile.
  const options = { reader: item.userId };
  if (item.kind === "lock") {
    const answer = await call(attempts.lock, { body: item.body }, options);
    return "value" in answer
      ? { outcome: "stored", answer: { kind: "lock", value: answer.value } }
      : sentOf(answer);
  }
  const params = { id: item.attemptId };
  if (item.kind === "final") {
    const answer = await call(attempts.final, { params, body: item.body }, options);
    return "value" in answer
      ? { outcome: "stored", answer: { kind: "final", value: answer.value } }
      : sentOf(answer);
  }
  const answer = await call(attempts.zone, { params, body: item.body }, options);
  return "value" in answer
    ? { outcome: "stored", answer: { kind: "zone", value: answer.value } }
    : sentOf(answer);
}

/** Offers a kept answer that came after the end, with the moments at which it was given. */
export async function offerLate(zone: NewItem, lock: NewItem | null): Promise<OfferSent> {
  if (zone.kind !== "zone" || zone.assignmentId === undefined) throw new Error("No answer of an assignment.");
  const given = (item: NewItem): string => new Date(item.createdAt).toISOString();
  const phase =
    lock?.kind === "lock"
      ? {
          phaseGivenAt: given(lock),
          ...(lock.body.phase && { phase: lock.body.phase }),
          ...(lock.body.phaseConfidence !== undefined && { phaseConfidence: lock.body.phaseConfidence }),
        }
      : {};
  const place = { assignmentId: zone.assignmentId, caseId: zone.caseId };
  const answer = await call(
    lateAnswers.offer,
    { params: { id: zone.attemptId }, body: { ...zone.body, ...place, ...phase, givenAt: given(zone) } },
    { reader: zone.userId },
  );
  if ("value" in answer) return { outcome: "offered", offered: answer.value };
  const sent = sentOf(answer);
  // Kept by a newer server: the same again is answered the same, to a page that knows how to read it.
  return sent.outcome === "refused" || sent.outcome === "signed-out"
    ? sent
    : { outcome: "unreachable", afterMs: answer.afterMs };
}

function sentOf({
  why,
  status,
  title,
  problem,
  late,
  afterMs,
}: Failed): Exclude<Sent, { outcome: "stored" }> {
  if (why === "signed-out" || why === "unreadable") return { outcome: why };
  return why === "refused" && status !== null
    ? {
        outcome: "refused",
        problem: { status, title, detail: problem, ...(late && { late: { offered: null } }) },
      }
    : { outcome: "unreachable", afterMs };
}

/** What is stored of the reader's answer to a case; null where there is none, or it can't be asked for. */
export async function fetchStoredAnswer(
  caseId: string,
  assignmentId: string | null,
): Promise<StoredAnswer | null> {
  const answer = await call(attempts.stored, {
    params: { id: caseId },
    query: { ...(assignmentId && { assignmentId }) },
  });
  return "value" in answer ? answer.value.answer : null;
}

/** The cases that come next, without those named; null when the server can't be reached. */
export async function fetchNextCases(
  { assignment, mode, again, sitting }: CaseSource,
  exclude: readonly string[],
  limit: number,
): Promise<readonly QueuedCase[] | null> {
  const query = { exclude: exclude.join(","), limit: String(limit) };
  const answer = assignment
    ? await call(cases.nextAssigned, { params: { id: assignment.id }, query })
    : await call(cases.next, {
        query: { ...query, mode, ...(again && { again: "1" }), ...(sitting && { sitting: sitting.id }) },
      });
  return "value" in answer ? answer.value.cases : null;
}
