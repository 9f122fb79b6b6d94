import type { Metadata } from "next";
import { PacketView } from "@/components/packet/packet-view";
import { readPaper } from "@/lib/domain/packet/views";
import { t } from "@/lib/language/t";
import { getPacket } from "@/lib/services/packet/get-packet";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: t`Committee packet` };

export default async function PacketPage({ params, searchParams }: PageProps<"/residents/[id]/packet">) {
  const [{ id }, { weeks, paper }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/residents/${id}/packet`);
  const packet = found(await getPacket(ctx, { id, weeks }));
  return <PacketView packet={packet} paper={readPaper(paper, ctx.actor.timeZone)} />;
}
