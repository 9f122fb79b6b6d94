import type { User } from "@/lib/auth/actor";
import { rolesThatMay } from "@/lib/auth/policy";
import { boolean, texts, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { proposedMessage } from "@/lib/domain/disputes/messages";
import { t } from "@/lib/language/t";
import { tell } from "../../notices/tell";
import type { HeldCase } from "./decided";

const agreeing = statement({
  name: "who-may-agree",
  params: {
    institutionId: uuid,
    actorId: uuid,
    disputeId: uuid,
    datasetId: uuid,
    roles: texts,
    chiefs: boolean,
  },
  row: { id: uuid },
  sql: `SELECT u.id FROM "user" u
    WHERE u.institution_id = $institutionId AND u.id <> $actorId AND u.deactivated_at IS NULL
      AND u.role::text = ANY($roles)
      AND NOT EXISTS (SELECT 1 FROM dispute s WHERE s.id = $disputeId AND s.reader_id = u.id)
      AND (NOT $chiefs OR EXISTS (
        SELECT 1 FROM dataset_duty y WHERE y.dataset_id = $datasetId AND y.user_id = u.id AND y.duty = 'chief'
      ))`,
});

/** Tells those whose agreement a change of a reference needs that it is asked for. */
export async function tellWhoAgrees(
  tx: Queryable,
  actor: User,
  now: Date,
  { datasetId, agreement, video, frame }: HeldCase,
  { disputeId, sentence }: { readonly disputeId: string; readonly sentence: string },
): Promise<void> {
  const people = await tx.all(agreeing, {
    ...{ institutionId: actor.institutionId, actorId: actor.id, disputeId, datasetId },
    roles: rolesThatMay("adjudicate"),
    chiefs: agreement === "chief",
  });
  const message = proposedMessage({ judge: actor.name, caseName: t`${video}, frame ${frame}`, sentence });
  await tell(
    tx,
    people.map(({ id }) => ({
      userId: id,
      message,
      key: `dispute.propose ${disputeId} ${now.getTime()} ${id}`,
    })),
    { kind: "dispute.propose", href: `/disputes/${disputeId}`, now },
  );
}
