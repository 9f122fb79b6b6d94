import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newCommentSchema } from "../../domain/results/comment";
import { answerMessage, commentMessage } from "../../domain/results/messages";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type DiscussedAttempt, findDiscussedAttempt } from "./find-discussed-attempt";

const anyComment = statement({
  name: "any-comment",
  params: { attemptId: uuid },
  row: { id: uuid },
  sql: "SELECT id FROM attempt_comment WHERE attempt_id = $attemptId LIMIT 1",
});

const writeComment = statement({
  name: "write-comment",
  params: { id: uuid, attemptId: uuid, authorId: uuid, said: text, now: timestamp },
  sql: `INSERT INTO attempt_comment (id, attempt_id, author_id, text, created_at)
    VALUES ($id, $attemptId, $authorId, $said, $now) ON CONFLICT (id) DO NOTHING`,
});

const sameComment = statement({
  name: "same-comment",
  params: { id: uuid, attemptId: uuid, authorId: uuid, said: text },
  row: { id: uuid },
  sql: `SELECT id FROM attempt_comment
    WHERE id = $id AND attempt_id = $attemptId AND author_id = $authorId AND text = $said`,
});

const otherAuthors = statement({
  name: "other-authors-of-comments",
  params: { attemptId: uuid, readerId: uuid },
  row: { author_id: uuid },
  sql: `SELECT DISTINCT author_id FROM attempt_comment
    WHERE attempt_id = $attemptId AND author_id <> $readerId ORDER BY author_id`,
});

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
  const { id, text: said } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const byReader = actor.id === attempt.readerId;
    if (byReader && (await tx.find(anyComment, { attemptId: attempt.id })) === null) {
      return fail("conflict", t`Nobody has said anything about this answer yet.`);
    }
    const written = await tx.run(writeComment, { id, attemptId: attempt.id, authorId: actor.id, said, now });
    if (written === 0) return repeated(tx, { id, attemptId: attempt.id, authorId: actor.id, said });
    await (byReader ? tellFaculty : tellReader)(tx, { id, actor, attempt, now });
    await writeAudit(tx, { actor, now }, [
      { action: "attempt.comment", subject: attempt.id, detail: { comment: id } },
    ]);
    return succeed({ id });
  });
}

/** The same request again is answered as before; the same id with another text is not. */
async function repeated(
  tx: Queryable,
  comment: { id: string; attemptId: string; authorId: string; said: string },
): Promise<Result<{ readonly id: string }>> {
  return (await tx.find(sameComment, comment))
    ? succeed({ id: comment.id })
    : fail("conflict", t`Another comment has this id.`);
}

type Said = { id: string; actor: User; attempt: DiscussedAttempt; now: Date };

const caseName = ({ video, frame }: DiscussedAttempt): string => t`${video}, frame ${frame}`;

async function tellReader(tx: Queryable, { id, actor, attempt, now }: Said): Promise<void> {
  // What names a case would tell of its result too early: the comment waits beside the answer.
  if (attempt.isWithheld) return;
  const message = commentMessage({ author: actor.name, caseName: caseName(attempt) });
  await tell(tx, [{ userId: attempt.readerId, message, key: `comment.new ${id}` }], {
    kind: "comment.new",
    href: `/attempts/${attempt.id}#comments`,
    now,
  });
}

async function tellFaculty(tx: Queryable, { id, attempt, now }: Said): Promise<void> {
  const message = answerMessage({ reader: attempt.reader, caseName: caseName(attempt) });
  const authors = await tx.all(otherAuthors, { attemptId: attempt.id, readerId: attempt.readerId });
  await tell(
    tx,
    authors.map(({ author_id: userId }) => ({ userId, message, key: `comment.answer ${id} ${userId}` })),
    {
      kind: "comment.answer",
      href: `/assignments/${attempt.assignmentId}/results/attempts/${attempt.id}#comments`,
      now,
    },
  );
}
