import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { QuestionStage } from "@/components/disputes/question-stage";
import { t } from "@/lib/language/t";
import { getAttempt } from "@/lib/services/attempts/get-attempt";
import { getAttemptDisputes } from "@/lib/services/disputes/get-attempt-disputes";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Question the reference` };

export default async function QuestionPage({ params }: PageProps<"/attempts/[id]/question">) {
  const { id } = await params;
  const ctx = await signedIn(`/attempts/${id}/question`);
  const [attempt, disputes] = await Promise.all([getAttempt(ctx, id), getAttemptDisputes(ctx, id)]);
  const { obstacle, disputes: own } = found(disputes);
  // There is one question at a time: the attempt's page shows it, or says why none is taken.
  if (obstacle || own.some(({ status }) => status === "open")) redirect(`/attempts/${id}`);
  return <QuestionStage attempt={found(attempt)} />;
}
