import type { Metadata } from "next";
import { ResultAttemptStage } from "@/components/results/result-attempt-stage";
import { t } from "@/lib/language/t";
import { getResultAttempt } from "@/lib/services/results/get-result-attempt";
import { found, signedIn } from "../../../../../_server/signed-in";

export const metadata: Metadata = { title: t`A resident’s answer` };

export default async function ResultAttemptPage({
  params,
}: PageProps<"/assignments/[id]/results/attempts/[attemptId]">) {
  const { id: assignmentId, attemptId } = await params;
  const ctx = await signedIn(`/assignments/${assignmentId}/results/attempts/${attemptId}`);
  const attempt = found(await getResultAttempt(ctx, { assignmentId, attemptId }));
  return <ResultAttemptStage key={attemptId} attempt={attempt} timeZone={ctx.actor.timeZone} />;
}
