import type { Metadata } from "next";
import { DisputeNotes } from "@/components/disputes/dispute-notes";
import { ScoreChanges } from "@/components/disputes/score-changes";
import { Comments } from "@/components/results/comments";
import { AttemptView } from "@/components/reveal/attempt-view";
import { t } from "@/lib/language/t";
import { getAttempt } from "@/lib/services/attempts/get-attempt";
import { getAttemptDisputes } from "@/lib/services/disputes/get-attempt-disputes";
import { listComments } from "@/lib/services/results/list-comments";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`A past answer` };

export default async function AttemptPage({ params }: PageProps<"/attempts/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/attempts/${id}`);
  const [review, notes, said] = await Promise.all([
    getAttempt(ctx, id),
    getAttemptDisputes(ctx, id),
    listComments(ctx, id),
  ]);
  const [attempt, disputes, comments] = [found(review), found(notes), found(said)];
  const { timeZone } = ctx.actor;
  return (
    <AttemptView
      attempt={attempt}
      timeZone={timeZone}
      scores={
        <ScoreChanges
          oldScores={disputes.oldScores}
          mode={attempt.mode}
          score={attempt.score}
          timeZone={timeZone}
        />
      }
      below={
        <>
          <Comments attemptId={id} initial={comments} timeZone={timeZone} asReader />
          <DisputeNotes disputes={disputes} timeZone={timeZone} />
        </>
      }
    />
  );
}
