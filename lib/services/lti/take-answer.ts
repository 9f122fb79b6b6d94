import { z } from "zod";
import { hashSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { certain, jsonOf, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { secretSchema } from "../../domain/invitations/input";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type Answer, answerSchema, findLaunch } from "./parts/launch-to-open";

/** What a teacher chose, to be sent back to the platform from the window in which it was chosen. */
export async function takeOwnAnswer({ actor, db, now }: Context, id: string): Promise<Result<Answer>> {
  const launch = actor.kind === "user" ? await findLaunch(db, id, actor, now) : null;
  return launch?.answer ? succeed(launch.answer) : notFound("page");
}

const answerForFrame = statement({
  name: "lti-answer-for-frame",
  params: { connectionId: uuid, frame: text, now: timestamp },
  row: { answer: certain(jsonOf(answerSchema)) },
  sql: `SELECT answer FROM lti_launch
    WHERE connection_id = $connectionId AND frame = $frame AND answer IS NOT NULL AND expires_at > $now`,
});

/**
 * The same for the frame on the platform's page from which that window was opened: it knows a secret, and has no cookies.
 * Null while nothing is chosen.
 */
export async function takeAnswerForFrame(
  { db, now }: { readonly db: Database; readonly now: Date },
  connectionId: string,
  secret: string | null,
): Promise<Answer | null> {
  const parsed = z.object({ id: z.uuid(), secret: secretSchema }).safeParse({ id: connectionId, secret });
  if (!parsed.success) return null;
  const asked = { connectionId: parsed.data.id, frame: hashSecret(parsed.data.secret), now };
  return (await db.find(answerForFrame, asked))?.answer ?? null;
}
