import { timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import {
  acceptedMessage,
  rejectedMessage,
  rescoredMessage,
  undoneMessage,
} from "@/lib/domain/disputes/messages";
import { t } from "@/lib/language/t";
import { withheld } from "@/lib/sql/visibility";
import { tell } from "../../notices/tell";
import type { Decided, HeldCase } from "./decided";

/** Readers who are told at once. */
const BATCH = 500;

type Outcome = {
  readonly sentence: string;
  /** Whether an acceptance is taken back. */
  readonly undoes?: boolean;
  /** The new version, and whose score is another by it, each with an attempt of theirs; null where nothing changed. */
  readonly rescored: { readonly versionId: string; readonly readers: ReadonlyMap<string, string> } | null;
};

const attemptHref = (attemptId: string): string => `/attempts/${attemptId}`;

/**
 * Tells those who questioned a reference what became of it, and everybody else whose score is another now. A reader
 * from whom an assignment withholds the case learns nothing of its reference by it.
 */
export async function tellConcerned(
  tx: Queryable,
  now: Date,
  { caseId, video, frame }: HeldCase,
  disputes: readonly Decided[],
  { sentence, rescored, undoes = false }: Outcome,
): Promise<void> {
  const disputers = new Set(disputes.map(({ readerId }) => readerId));
  const others = [...(rescored?.readers ?? [])].filter(([userId]) => !disputers.has(userId));
  const hidden = await findWithheld(tx, now, caseId, [...disputers, ...others.map(([userId]) => userId)]);
  const caseName = t`${video}, frame ${frame}`;
  const factsFor = (userId: string) => ({ caseName, sentence: hidden.has(userId) ? null : sentence });

  const answer = undoes ? undoneMessage : rescored ? acceptedMessage : rejectedMessage;
  await tell(
    tx,
    disputes.map(({ id, readerId, attemptId }) => ({
      userId: readerId,
      message: answer(factsFor(readerId)),
      key: `${undoes ? "dispute.undone" : "dispute.decided"} ${id}`,
      href: attemptHref(attemptId),
    })),
    {
      kind: undoes ? "dispute.undone" : rescored ? "dispute.accepted" : "dispute.rejected",
      href: "/history",
      now,
    },
  );
  // That a score has changed is itself something about an exam whose results are not released.
  const concerned = others.filter(([userId]) => !hidden.has(userId));
  for (let start = 0; start < concerned.length; start += BATCH) {
    await tell(
      tx,
      concerned.slice(start, start + BATCH).map(([userId, attemptId]) => ({
        userId,
        message: undoes ? undoneMessage(factsFor(userId)) : rescoredMessage(factsFor(userId)),
        key: `attempt.rescored ${rescored!.versionId} ${userId}`,
        href: attemptHref(attemptId),
      })),
      { kind: "attempt.rescored", href: "/history", now },
    );
  }
}

const withheldFrom = statement({
  name: "readers-withheld-from",
  params: { userIds: uuids, caseId: uuid, now: timestamp },
  row: { id: uuid },
  prepared: false,
  sql: `SELECT u.id FROM unnest($userIds) AS u (id) WHERE ${withheld("$caseId", "u.id", "$now")}`,
});

async function findWithheld(
  tx: Queryable,
  now: Date,
  caseId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.all(withheldFrom, { userIds, caseId, now });
  return new Set(rows.map(({ id }) => id));
}
