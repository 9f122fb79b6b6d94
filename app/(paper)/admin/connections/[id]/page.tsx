import type { Metadata } from "next";
import { headers } from "next/headers";
import { ConnectionView } from "@/components/connections/connection-view";
import { isDoor } from "@/lib/domain/connections/kinds";
import { t } from "@/lib/language/t";
import { getConnection } from "@/lib/services/connections/get-connection";
import { listConnections } from "@/lib/services/connections/list-connections";
import { getDeliveries } from "@/lib/services/outbox/get-deliveries";
import { loadCohorts } from "@/lib/services/people/load-cohorts";
import { found, signedIn } from "../../../../_server/signed-in";
import { ownAddressOf } from "../../../../api/_http/own-address";

export const metadata: Metadata = { title: t`Connection` };

export default async function ConnectionPage({ params }: PageProps<"/admin/connections/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/admin/connections/${id}`);
  const connection = found(await getConnection(ctx, id));
  const [cohorts, all, deliveries] = await Promise.all([
    loadCohorts(ctx.db, ctx.actor.institutionId),
    listConnections(ctx),
    getDeliveries(ctx, id),
  ]);
  const rows = "cohorts" in connection.settings ? connection.settings.cohorts : [];
  const ruled = new Set(rows.map(({ cohortId }) => cohortId));
  return (
    <ConnectionView
      connection={connection}
      // One that has ended stands in its row until another is chosen.
      cohorts={cohorts.filter((cohort) => !cohort.ended || ruled.has(cohort.id))}
      deliveries={found(deliveries)}
      timeZone={ctx.actor.timeZone}
      providers={found(all).filter(({ kind }) => isDoor(kind))}
      address={ownAddressOf(await headers())}
    />
  );
}
