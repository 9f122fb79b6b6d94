import { integer, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnNotice } from "../../domain/privacy/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { noticeInForce } from "./parts/rows";

const lastAcceptance = statement({
  name: "last-privacy-acceptance",
  params: { userId: uuid },
  row: { version: integer, at: timestamp },
  sql: `SELECT version, accepted_at AS at FROM privacy_acceptance WHERE user_id = $userId
    ORDER BY version DESC LIMIT 1`,
});

/** The notice of the actor's institution, and what the actor accepted of it; null where none is in force. */
export async function getOwnNotice({ actor, db }: Context): Promise<Result<OwnNotice | null>> {
  if (actor.kind !== "user") return notFound("account");
  const notice = await db.find(noticeInForce, { institutionId: actor.institutionId });
  if (!notice) return succeed(null);
  const accepted = await db.find(lastAcceptance, { userId: actor.id });
  return succeed({
    version: notice.version,
    text: notice.text,
    publishedAt: notice.publishedAt.toISOString(),
    accepted: accepted && { version: accepted.version, at: accepted.at.toISOString() },
    pending: accepted === null || accepted.version < notice.required,
  });
}
