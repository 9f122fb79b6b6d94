import type { Metadata } from "next";
import { NewConnectionView } from "@/components/connections/new-connection-view";
import { t } from "@/lib/language/t";
import { listConnections } from "@/lib/services/connections/list-connections";
import { loadCohorts } from "@/lib/services/people/load-cohorts";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Add a provider` };

export default async function NewConnectionPage() {
  const ctx = await signedIn("/admin/connections/new");
  // For those alone who may.
  found(await listConnections(ctx));
  const cohorts = await loadCohorts(ctx.db, ctx.actor.institutionId);
  return <NewConnectionView cohorts={cohorts.filter(({ ended }) => !ended)} />;
}
