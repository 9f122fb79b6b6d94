import type { Metadata } from "next";
import { ConnectionsView } from "@/components/connections/connections-view";
import { t } from "@/lib/language/t";
import { listConnections } from "@/lib/services/connections/list-connections";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Connections` };

export default async function ConnectionsPage() {
  const ctx = await signedIn("/admin/connections");
  return <ConnectionsView connections={found(await listConnections(ctx))} />;
}
