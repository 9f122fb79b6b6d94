import type { Metadata } from "next";
import { DisputeStage } from "@/components/disputes/dispute-stage";
import { t } from "@/lib/language/t";
import { getDispute } from "@/lib/services/disputes/get-dispute";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`A questioned reference` };

export default async function DisputePage({ params }: PageProps<"/disputes/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/disputes/${id}`);
  return <DisputeStage dispute={found(await getDispute(ctx, id))} timeZone={ctx.actor.timeZone} />;
}
