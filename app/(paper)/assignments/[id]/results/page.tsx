import type { Metadata } from "next";
import { ResultsView } from "@/components/results/results-view";
import { t } from "@/lib/language/t";
import { getResults } from "@/lib/services/results/get-results";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Results` };

export default async function ResultsPage({ params }: PageProps<"/assignments/[id]/results">) {
  const { id } = await params;
  const ctx = await signedIn(`/assignments/${id}/results`);
  return <ResultsView initial={found(await getResults(ctx, id))} timeZone={ctx.actor.timeZone} />;
}
