import type { Metadata } from "next";
import { toParams } from "@/components/readers/run-addresses";
import { RunCaseStage } from "@/components/readers/run-case-stage";
import { readCaseQuery } from "@/lib/domain/readers/case-list";
import { t } from "@/lib/language/t";
import { getRunCase } from "@/lib/services/readers/get-run-case";
import { found, signedIn } from "../../../../../_server/signed-in";

export const metadata: Metadata = { title: t`A case of a model run` };

export default async function RunCasePage({
  params,
  searchParams,
}: PageProps<"/readers/runs/[id]/cases/[caseId]">) {
  const [{ id, caseId }, asked] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/readers/runs/${id}/cases/${caseId}`);
  const query = readCaseQuery(toParams(asked));
  return <RunCaseStage view={found(await getRunCase(ctx, { runId: id, caseId, query }))} query={query} />;
}
