import type { Metadata } from "next";
import { DisputeListView } from "@/components/disputes/dispute-list";
import { listDisputes } from "@/lib/services/disputes/list-disputes";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "Questions" };

export default async function DisputesPage() {
  const ctx = await signedIn("/disputes");
  return <DisputeListView list={found(await listDisputes(ctx))} timeZone={ctx.actor.timeZone} />;
}
