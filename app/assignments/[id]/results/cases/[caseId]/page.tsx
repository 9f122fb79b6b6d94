import type { Metadata } from "next";
import { ResultCaseStage } from "@/components/results/result-case-stage";
import { t } from "@/lib/language/t";
import { getResultCase } from "@/lib/services/results/get-result-case";
import { found, signedIn } from "../../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Answers to a case` };

export default async function ResultCasePage({
  params,
}: PageProps<"/assignments/[id]/results/cases/[caseId]">) {
  const { id: assignmentId, caseId } = await params;
  const ctx = await signedIn(`/assignments/${assignmentId}/results/cases/${caseId}`);
  return <ResultCaseStage key={caseId} seen={found(await getResultCase(ctx, { assignmentId, caseId }))} />;
}
