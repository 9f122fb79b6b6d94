import type { Metadata } from "next";
import { DisputeListView } from "@/components/disputes/dispute-list";
import { t } from "@/lib/language/t";
import { listDisputes } from "@/lib/services/disputes/list-disputes";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Questions` };

export default async function DisputesPage() {
  const ctx = await signedIn("/disputes");
  return <DisputeListView list={found(await listDisputes(ctx))} timeZone={ctx.actor.timeZone} />;
}
