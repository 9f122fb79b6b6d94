import type { Metadata } from "next";
import { AssignmentRelianceView } from "@/components/reliance/assignment-reliance";
import { ResultsView } from "@/components/results/results-view";
import { t } from "@/lib/language/t";
import { getAssignmentReliance } from "@/lib/services/reliance/get-assignment-reliance";
import { getResults } from "@/lib/services/results/get-results";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Results` };

export default async function ResultsPage({ params }: PageProps<"/assignments/[id]/results">) {
  const { id } = await params;
  const ctx = await signedIn(`/assignments/${id}/results`);
  const [results, reliance] = await Promise.all([getResults(ctx, id), getAssignmentReliance(ctx, id)]);
  return (
    <>
      <ResultsView initial={found(results)} timeZone={ctx.actor.timeZone} />
      <AssignmentRelianceView reliance={found(reliance)} />
    </>
  );
}
