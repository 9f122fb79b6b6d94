import type { User } from "@/lib/auth/actor";
import { rolesThatMay } from "@/lib/auth/policy";
import { integer, text, texts, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { questionedMessage } from "@/lib/domain/disputes/messages";
import { t } from "@/lib/language/t";
import { tell } from "../../notices/tell";

type NewQuestion = { readonly id: string; readonly caseId: string; readonly reason: string };

const judges = statement({
  name: "judges-to-tell",
  params: { readerId: uuid, caseId: uuid, roles: texts, disputeId: uuid },
  row: { id: uuid, reader: text, video: text, frame: integer },
  sql: `SELECT j.id, r.name AS reader, vi.name AS video, c.frame_number AS frame
    FROM "user" r
    JOIN "user" j ON j.institution_id = r.institution_id AND j.id <> r.id AND j.role::text = ANY($roles)
    JOIN "case" c ON c.id = $caseId
    JOIN video vi ON vi.id = c.video_id
    WHERE r.id = $readerId AND j.deactivated_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM dispute o WHERE o.case_id = c.id AND o.status = 'open' AND o.id <> $disputeId)`,
});

/**
 * Tells those of the reader's institution who may decide that a reference is questioned. While another question about
 * the case is open they know already, and the page of either shows both.
 */
export async function tellJudges(
  tx: Queryable,
  reader: User,
  now: Date,
  { id, caseId, reason }: NewQuestion,
): Promise<void> {
  const rows = await tx.all(judges, {
    readerId: reader.id,
    caseId,
    roles: rolesThatMay("adjudicate"),
    disputeId: id,
  });
  await tell(
    tx,
    rows.map((judge) => ({
      userId: judge.id,
      message: questionedMessage({
        reader: judge.reader,
        caseName: t`${judge.video}, frame ${judge.frame}`,
        reason,
      }),
      key: `dispute.open ${id} ${judge.id}`,
    })),
    // A question may be taken back, and its page with it: the list stays.
    { kind: "dispute.open", href: "/disputes", now },
  );
}
