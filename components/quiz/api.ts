import { attempts } from "@/lib/contract/attempts";
import { cases } from "@/lib/contract/cases";
import { call, type Failed } from "../client/call";
import type { CaseSource } from "./case-addresses";
import type { QueuedCase } from "./case-queue";
import type { NewItem, Sent } from "./outbox/item";

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
  const answer = await call(attempts.zone, { params: { id: item.attemptId }, body: item.body }, options);
  return "value" in answer
    ? { outcome: "stored", answer: { kind: "zone", value: answer.value } }
    : sentOf(answer);
}

function sentOf({ why, status, title, problem, afterMs }: Failed): Sent {
  if (why === "signed-out" || why === "unreadable") return { outcome: why };
  return why === "refused" && status !== null
    ? { outcome: "refused", problem: { status, title, detail: problem } }
    : { outcome: "unreachable", afterMs };
}

/** The cases that come next, without those named; null when the server can't be reached. */
export async function fetchNextCases(
  { assignment, mode, again }: CaseSource,
  exclude: readonly string[],
  limit: number,
): Promise<readonly QueuedCase[] | null> {
  const query = { exclude: exclude.join(","), limit: String(limit) };
  const answer = assignment
    ? await call(cases.nextAssigned, { params: { id: assignment.id }, query })
    : await call(cases.next, { query: { ...query, mode, ...(again && { again: "1" }) } });
  return "value" in answer ? answer.value.cases : null;
}
