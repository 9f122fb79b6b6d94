import type { User } from "@/lib/auth/actor";
import { boolean, integer, nullable, text, textOf, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { agreementSchema } from "@/lib/domain/disputes/agreement";
import { t } from "@/lib/language/t";
import { disputeStatus } from "@/lib/sql/types";
import { fail, type Result, succeed } from "../../result";
import type { Decided } from "./decided";

export const agreement = textOf(agreementSchema.options);

// Whoever decides on a case holds it first: another judge waits, and then finds what became of it.
export const holdCase = statement({
  name: "hold-disputed-case",
  params: { disputeId: uuid, institutionId: uuid, actorId: uuid },
  row: {
    caseId: uuid,
    currentVersionId: nullable(uuid),
    video: text,
    frame: integer,
    datasetId: uuid,
    agreement,
    /** Whether the actor is one of the dataset's chiefs. */
    isChief: boolean,
  },
  sql: `SELECT c.id AS "caseId", c.current_version_id AS "currentVersionId",
      vi.name AS video, c.frame_number AS frame, d.id AS "datasetId", d.agreement, EXISTS (
        SELECT 1 FROM dataset_duty y WHERE y.dataset_id = d.id AND y.user_id = $actorId AND y.duty = 'chief'
      ) AS "isChief"
    FROM dispute s
    JOIN "case" c ON c.id = s.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE s.id = $disputeId AND d.institution_id = $institutionId FOR UPDATE OF c`,
});

const holdDecided = statement({
  name: "hold-disputes",
  params: { disputeIds: uuids, caseId: uuid },
  row: {
    id: uuid,
    status: disputeStatus,
    readerId: uuid,
    attemptId: uuid,
    versionId: uuid,
    settledVersionId: nullable(uuid),
    undoneAt: nullable(timestamp),
  },
  sql: `SELECT id, status, reader_id AS "readerId", attempt_id AS "attemptId", version_id AS "versionId",
      settled_version_id AS "settledVersionId", undone_at AS "undoneAt"
    FROM dispute WHERE id = ANY($disputeIds) AND case_id = $caseId ORDER BY id FOR UPDATE`,
});

const settledTogether = statement({
  name: "settled-together",
  params: { disputeId: uuid },
  row: { id: uuid },
  sql: `SELECT o.id FROM dispute s JOIN dispute o ON o.case_id = s.case_id AND o.settled_version_id = s.settled_version_id
    WHERE s.id = $disputeId`,
});

const MEANWHILE = t`Somebody has decided this question meanwhile, or its reader withdrew it. Look at it again.`;
const OWN = t`Nobody decides their own question: leave it to a colleague.`;

/** Open disputes of a case, held until the transaction ends. Nobody decides their own. */
export async function holdOpen(
  tx: Queryable,
  actor: User,
  caseId: string,
  disputeIds: readonly string[],
): Promise<Result<readonly Decided[]>> {
  const rows = await tx.all(holdDecided, { disputeIds, caseId });
  if (rows.length < disputeIds.length) {
    return fail("invalid", `together: ${t`name other questions about the same case.`}`);
  }
  if (rows.some(({ status }) => status !== "open")) return fail("conflict", MEANWHILE);
  if (rows.some(({ readerId }) => readerId === actor.id)) return fail("forbidden", OWN);
  return succeed(rows);
}

/** The accepted disputes whose acceptance made the reference that holds now, by one of them. */
export async function holdAccepted(
  tx: Queryable,
  actor: User,
  { caseId, currentVersionId }: { readonly caseId: string; readonly currentVersionId: string | null },
  disputeId: string,
): Promise<Result<readonly Decided[]>> {
  const together = (await tx.all(settledTogether, { disputeId })).map(({ id }) => id);
  const rows = await tx.all(holdDecided, { disputeIds: together, caseId });
  if (rows.length === 0 || rows.some(({ status, undoneAt }) => status !== "accepted" || undoneAt !== null)) {
    return fail(
      "conflict",
      t`There is nothing to take back: this question changed no reference, or it was undone.`,
    );
  }
  if (rows.some(({ settledVersionId }) => settledVersionId !== currentVersionId)) {
    return fail(
      "conflict",
      t`The reference has changed again since this question was accepted. What stands now is not its doing.`,
    );
  }
  if (rows.some(({ readerId }) => readerId === actor.id)) return fail("forbidden", OWN);
  return succeed(rows);
}
