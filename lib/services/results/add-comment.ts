import type pg from "pg";
import type { User } from "../../auth/actor";
import { inTransaction } from "../../db/transaction";
import { newCommentSchema } from "../../domain/results/comment";
import { answerMessage, commentMessage } from "../../domain/results/messages";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type DiscussedAttempt, findDiscussedAttempt } from "./find-discussed-attempt";

/**
 * Says something about an attempt: faculty of an answer in their institution's assignments, and its reader in reply. The
 * other side is told of it, a reader not before the result is out.
 */
export async function addComment(
  ctx: Context,
  attemptId: string,
  input: Input<typeof newCommentSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { db, now } = ctx;
  const found = await findDiscussedAttempt(ctx, attemptId);
  if (!found) return notFound("attempt");
  const { actor, attempt } = found;
  const parsed = newCommentSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id, text } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const byReader = actor.id === attempt.readerId;
    if (byReader && !(await isBegun(client, attempt.id))) {
      return fail("conflict", "Nobody has said anything about this answer yet.");
    }
    const written = await client.query(
      `INSERT INTO attempt_comment (id, attempt_id, author_id, text, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO NOTHING`,
      [id, attempt.id, actor.id, text, now],
    );
    if (written.rowCount === 0) return repeated(client, { id, attemptId: attempt.id, actor, text });
    await (byReader ? tellFaculty : tellReader)(client, { id, actor, attempt, now });
    await writeAudit(client, { actor, now }, [
      { action: "attempt.comment", subject: attempt.id, detail: { comment: id } },
    ]);
    return succeed({ id });
  });
}

async function isBegun(client: pg.ClientBase, attemptId: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM attempt_comment WHERE attempt_id = $1 LIMIT 1", [
    attemptId,
  ]);
  return rowCount === 1;
}

/** The same request again is answered as before; the same id with another text is not. */
async function repeated(
  client: pg.ClientBase,
  { id, attemptId, actor, text }: { id: string; attemptId: string; actor: User; text: string },
): Promise<Result<{ readonly id: string }>> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM attempt_comment WHERE id = $1 AND attempt_id = $2 AND author_id = $3 AND text = $4",
    [id, attemptId, actor.id, text],
  );
  return rowCount === 1 ? succeed({ id }) : fail("conflict", "Another comment has this id.");
}

type Said = { id: string; actor: User; attempt: DiscussedAttempt; now: Date };

const caseName = ({ video, frame }: DiscussedAttempt): string => `${video}, frame ${frame}`;

async function tellReader(client: pg.PoolClient, { id, actor, attempt, now }: Said): Promise<void> {
  // What names a case would tell of its result too early: the comment waits beside the answer.
  if (attempt.isWithheld) return;
  const message = commentMessage({ author: actor.name, caseName: caseName(attempt) });
  await tell(client, [{ userId: attempt.readerId, message, key: `comment.new ${id}` }], {
    kind: "comment.new",
    href: `/attempts/${attempt.id}#comments`,
    now,
  });
}

async function tellFaculty(client: pg.PoolClient, { id, attempt, now }: Said): Promise<void> {
  const message = answerMessage({ reader: attempt.reader, caseName: caseName(attempt) });
  const { rows } = await client.query<{ author_id: string }>(
    "SELECT DISTINCT author_id FROM attempt_comment WHERE attempt_id = $1 AND author_id <> $2 ORDER BY author_id",
    [attempt.id, attempt.readerId],
  );
  await tell(
    client,
    rows.map(({ author_id: userId }) => ({ userId, message, key: `comment.answer ${id} ${userId}` })),
    {
      kind: "comment.answer",
      href: `/assignments/${attempt.assignmentId}/results/attempts/${attempt.id}#comments`,
      now,
    },
  );
}
