import type { Metadata } from "next";
import { NewConnectionView } from "@/components/connections/new-connection-view";
import { canSeal } from "@/lib/auth/sealed";
import { connectionKindSchema, isDoor } from "@/lib/domain/connections/kinds";
import { t } from "@/lib/language/t";
import { listConnections } from "@/lib/services/connections/list-connections";
import { loadCohorts } from "@/lib/services/people/load-cohorts";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Add a connection` };

export default async function NewConnectionPage({ searchParams }: PageProps<"/admin/connections/new">) {
  const kind = connectionKindSchema.safeParse((await searchParams).kind).data ?? null;
  const ctx = await signedIn(`/admin/connections/new${kind ? `?kind=${kind}` : ""}`);
  // For those alone who may.
  const connections = found(await listConnections(ctx));
  const cohorts = await loadCohorts(ctx.db, ctx.actor.institutionId);
  return (
    <NewConnectionView
      kind={kind}
      cohorts={cohorts.filter(({ ended }) => !ended)}
      providers={connections.filter((each) => isDoor(each.kind))}
      keyed={canSeal()}
    />
  );
}
